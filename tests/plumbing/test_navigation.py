"""Menus of one application, declared by several rooms; badges; and reactions to many things done at once."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import pytest

from jiaoyun.plumbing import navigation
from jiaoyun.plumbing.actor import NOBODY, Actor, Grant, Role
from jiaoyun.plumbing.counting import BADGE_MOST
from jiaoyun.plumbing.events import Event
from jiaoyun.plumbing.navigation import Application, MenuItem, add_items, declare, menu_of
from jiaoyun.plumbing.powers import Holder, Place, Power, Reach
from jiaoyun.plumbing.prepared import Question
from jiaoyun.plumbing.reactions import react

POWER = Power("tests.see", "看", (Holder(Role.SCHOOL_ADMIN, Reach.OWN_SCHOOL),))
OTHER = Power("tests.other", "看别的", (Holder(Role.SUPPORT, Reach.PLATFORM),))
PLACE = Place(1, "/1/", "雀林小学", school_id=1)
ADMIN = Actor(grant=Grant(None, Role.SCHOOL_ADMIN, 1, "/1/", "雀林小学"))  # type: ignore[arg-type]
PUPILS = MenuItem("学生名单", "roster:student_list", POWER, order=20)
TEACHERS = MenuItem("教师", "accounts:teacher_list", POWER, order=10)


@pytest.fixture(autouse=True)
def own_registry() -> Iterator[None]:
    with patch.dict(navigation.APPLICATIONS, clear=True), patch.dict(navigation._ADDED, clear=True):
        yield


def request() -> Any:
    return SimpleNamespace(actor=ADMIN)


def labels(current: str = "") -> list[str]:
    return [item["label"] for item in menu_of("tests", request(), PLACE, current)["items"]]


def rows(count: int) -> Question:
    """A question that finds so many rows."""
    each = " UNION ALL ".join(["SELECT 1"] * count) or "SELECT 1 WHERE 1 = 0"
    return Question(each, ())


@pytest.mark.parametrize("added_first", [True, False])
def test_it_orders_the_entries_of_all_rooms(added_first: bool) -> None:
    application = Application("tests", "学校用户管理", "users", "roster:student_list", POWER, (PUPILS,))
    if added_first:
        add_items("tests", TEACHERS)
    declare(application)
    if not added_first:
        add_items("tests", TEACHERS)
    add_items("tests", MenuItem("别人的", "accounts:teacher_review", OTHER, order=1))
    assert labels() == ["教师", "学生名单"]


@pytest.mark.django_db
@pytest.mark.parametrize(("count", "shown"), [(0, 0), (99, 99), (BADGE_MOST, "99+")])
def test_a_badge_stops_counting(count: int, shown: int | str) -> None:
    item = MenuItem("转入审核", "accounts:teacher_review", POWER, badge=lambda *_: rows(count))
    declare(Application("tests", "学校用户管理", "users", "roster:student_list", POWER, (item,)))
    assert [each["badge"] for each in menu_of("tests", request(), PLACE, item.page)["items"]] == [shown]


@pytest.mark.django_db
def test_it_counts_a_badge_on_the_pages_of_its_own_room_only() -> None:
    asked: list[Place] = []

    def waiting(actor: Actor, place: Place) -> Question:
        asked.append(place)
        return rows(3)

    review = MenuItem("转入审核", "accounts:teacher_review", POWER, badge=waiting)
    declare(Application("tests", "学校用户管理", "users", "roster:student_list", POWER, (PUPILS, review)))
    near = menu_of("tests", request(), PLACE, "accounts:teacher_list")["items"]
    assert {item["label"]: item["badge"] for item in near} == {"转入审核": 3, "学生名单": 0}
    menu_of("tests", request(), PLACE, "roster:student_list")
    assert asked == [PLACE]


@pytest.mark.parametrize(("each", "subjects"), [("", ["7"]), ("ids", ["a", "b"])])
def test_it_wants_a_job_for_each_of_many_things(each: str, subjects: list[str]) -> None:
    event = Event("tests.done", "做了", "thing", "place", ("ids",), each)
    result: Any = SimpleNamespace(place=7, ids=("a", "b"))
    with (
        patch.dict("config.reactions.REACTIONS", {"tests.done": ("tests.tell",)}),
        patch("jiaoyun.plumbing.reactions.enqueue") as wanted,
    ):
        react(event, NOBODY, result)
    assert [call.kwargs["subject_id"] for call in wanted.call_args_list] == subjects
    assert {call.args for call in wanted.call_args_list} == {("tests.tell",)}
