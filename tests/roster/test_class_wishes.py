"""A pupil or a guardian asks for another class; the school or the homeroom teacher of that class decides once (I1)."""

from typing import Any
from uuid import UUID

import pytest
from django.http import Http404
from django.utils import timezone

from jiaoyun.accounts.models import Identity
from jiaoyun.notices.models import Notice
from jiaoyun.notices.tasks import tasks_of
from jiaoyun.plumbing.jobs import run_pending
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.roster.commands.ask_class import ask_class, withdraw_wish
from jiaoyun.roster.commands.decide_wishes import decide_wishes
from jiaoyun.roster.models import ClassWish, CurrentEnrolment, EnrolmentChange
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


def ask(world: World, role: str = "student", index: int = 1) -> UUID:
    """The wish of the student of the cast for the second class of the school."""
    done = ask_class(
        actor=world.actor(role),
        account_id=world.accounts["student"],
        class_id=world.classes["school"][index],
        now=timezone.now(),
    )
    return done.wish_id


def decide(
    world: World, by: str, wish: UUID, *, approve: bool = True, reason: str = "", index: int | None = None
) -> Any:
    place = world.place("school")
    if index is not None:
        place = place.at_class(world.classes["school"][index])
    return decide_wishes(
        actor=world.actor(by), place=place, wish_ids=[wish], approve=approve, reason=reason, now=timezone.now()
    )


def homeroom_of(world: World, index: int) -> None:
    """Let the homeroom teacher of the cast have this class."""
    rows = Identity.objects.everywhere("the test's own cast").filter(id=world.identities["homeroom"])
    rows.update(school_class_id=world.classes["school"][index])


def class_of(world: World) -> UUID | None:
    stay = CurrentEnrolment.objects.of_account(world.accounts["student"]).select_related("enrolment").get()
    found: UUID | None = stay.enrolment.school_class_id
    return found


def refused(run: Any) -> str:
    with pytest.raises(Refused) as caught:
        run()
    return caught.value.id


def test_a_pupil_asks_and_sees_who_decides_and_may_withdraw(world: World) -> None:
    client = world.client("student")
    page = client.open("/me/class")
    assert "雀林县雀林第一小学" in page.text
    client.send(page.form("/me/class"), {"class": str(world.classes["school"][1])})
    wish = ClassWish.objects.of_account(world.accounts["student"]).get()
    page = client.open("/me/class")
    assert "等学校确认" in page.text
    assert "学校管理员" in page.text
    client.send(page.form("/me/class"), {"withdraw": str(wish.id)})
    wish.refresh_from_db()
    assert wish.state == "withdrawn"
    assert class_of(world) == world.classes["school"][0]
    assert refused(
        lambda: withdraw_wish(
            actor=world.actor("student"), account_id=wish.account_id, wish_id=wish.id, now=timezone.now()
        )
    ) == ("roster.wish.over")


def test_basic_information_shows_the_own_class_with_the_way_to_change_it(world: World) -> None:
    page = world.client("student").open("/me")
    assert "/me/class" in page.links()
    assert "班级不对，申请更改" in page.text
    assert "班级不对" not in world.client("teacher").open("/me").text


@pytest.mark.parametrize("by", ["school_admin", "homeroom"])
def test_the_school_or_the_homeroom_teacher_of_that_class_moves_the_pupil(world: World, by: str) -> None:
    homeroom_of(world, 1)
    ask(world)
    run_pending()
    told = Notice.objects.of_account(world.accounts["homeroom"]).filter(kind="roster.wish_asked")
    assert told.count() == 1
    client = world.client(by)
    path = "/school/900101/confirmations"
    if by == "homeroom":
        path = client.get("/school/900101/own-confirmations").headers["Location"]
    page = client.open(path)
    assert "换到" in page.text
    assert "雀学生" in page.text
    wish = ClassWish.objects.of_account(world.accounts["student"]).get()
    client.send(page.form(path), {"row": f"wish:{wish.id}", "decide": "approve"})
    assert class_of(world) == world.classes["school"][1]
    change = EnrolmentChange.objects.of_account(world.accounts["student"]).get()
    assert (change.kind, change.from_class, change.to_class) == (
        "move",
        world.classes["school"][0],
        world.classes["school"][1],
    )
    assert change.by == world.accounts[by]
    run_pending()
    assert Notice.objects.of_account(world.accounts["student"]).filter(kind="roster.wish_approved").count() == 1
    history = world.client("school_admin").open(f"/school/900101/students/{world.accounts['student']}")
    assert "调到" in history.text


def test_a_homeroom_teacher_may_not_decide_for_another_class(world: World) -> None:
    homeroom_of(world, 0)
    wish = ask(world)
    assert world.client("homeroom").get("/school/900101/own-confirmations").status_code == 302
    with pytest.raises(Http404):
        decide(world, "homeroom", wish, index=0)
    assert class_of(world) == world.classes["school"][0]
    with pytest.raises(Http404):
        decide(world, "neighbour_admin", wish)


def test_a_guardian_asks_for_the_child_and_hears_the_reason(world: World) -> None:
    child = world.accounts["student"]
    client = world.client("guardian")
    assert f"/me/children/{child}/class" in client.open("/me/children").links()
    page = client.open(f"/me/children/{child}/class")
    client.send(page.form(f"/me/children/{child}/class"), {"class": str(world.classes["school"][1])})
    wish = ClassWish.objects.of_account(child).get()
    assert refused(lambda: decide(world, "school_admin", wish.id, approve=False)) == "roster.confirm.no_reason"
    decide(world, "school_admin", wish.id, approve=False, reason="班额已满")
    run_pending()
    assert "班额已满" in client.open(f"/me/children/{child}/class").text
    for who, kind in (("guardian", "roster.child_wish_rejected"), ("student", "roster.wish_rejected")):
        assert Notice.objects.of_account(world.accounts[who]).filter(kind=kind).count() == 1
    assert class_of(world) == world.classes["school"][0]


@pytest.mark.parametrize("role", ["teacher", "guardian", "neighbour_admin", "school_admin"])
def test_nobody_else_may_ask_for_a_pupil(world: World, role: str) -> None:
    if role == "guardian":
        world.end_identity("guardian")
    with pytest.raises(Http404):
        ask(world, role)


def test_it_refuses_what_makes_no_sense(world: World) -> None:
    assert refused(lambda: ask(world, index=0)) == "roster.wish.same_class"
    with pytest.raises(Http404):
        ask_class(
            actor=world.actor("student"),
            account_id=world.accounts["student"],
            class_id=world.classes["neighbour"][0],
            now=timezone.now(),
        )
    ask(world)
    assert refused(lambda: ask(world)) == "roster.wish.already"
    assert "等学校确认" in world.client("student").open("/me/class").text
    teacher = world.actor("teacher")
    assert (
        refused(
            lambda: ask_class(
                actor=teacher,
                account_id=teacher.account,
                class_id=world.classes["school"][1],
                now=timezone.now(),
            )
        )
        == "roster.wish.not_here"
    )


def test_two_deciders_decide_once(world: World) -> None:
    homeroom_of(world, 1)
    wish = ask(world)
    decide(world, "homeroom", wish, index=1)
    assert (
        refused(lambda: decide(world, "school_admin", wish, approve=False, reason="不行")) == "roster.confirm.decided"
    )
    assert ClassWish.objects.of_account(world.accounts["student"]).get().state == "approved"
    assert EnrolmentChange.objects.of_account(world.accounts["student"]).count() == 1


def test_a_pupil_who_left_meanwhile_is_not_moved(world: World) -> None:
    wish = ask(world)
    CurrentEnrolment.objects.of_account(world.accounts["student"]).update(state="left")
    done = decide(world, "school_admin", wish)
    assert (done.count, done.gone) == (0, 1)
    assert ClassWish.objects.of_account(world.accounts["student"]).get().state == "withdrawn"
    assert not EnrolmentChange.objects.of_account(world.accounts["student"]).exists()


def test_it_stands_under_the_todo_of_school_and_class(world: World) -> None:
    homeroom_of(world, 1)
    assert not _todo(world, "school_admin")
    ask(world)
    assert _todo(world, "school_admin") == 1
    assert _todo(world, "homeroom") == 1
    homeroom_of(world, 0)
    assert not _todo(world, "homeroom")


def _todo(world: World, role: str) -> int:
    grant = world.actor(role).grant
    assert grant is not None
    place = world.place("school")
    place = place.at_class(grant.school_class_id) if grant.school_class_id is not None else place
    found = [task for task in tasks_of(world.actor(role), place) if task.title == "家长与学生确认"]
    return sum(task.count for task in found)
