"""At once: one wish decided by many, one pupil asking many times (product.md I1)."""

from typing import Any

import pytest
from django.utils import timezone

from jiaoyun.plumbing.refusals import Refused
from jiaoyun.roster.commands.ask_class import ask_class
from jiaoyun.roster.commands.decide_wishes import decide_wishes
from jiaoyun.roster.models import ClassWish, EnrolmentChange
from tests.faults.threads import at_once
from tests.world import World, build_world

pytestmark = pytest.mark.slow

MANY = 6


@pytest.fixture
def standing_world(transactional_db: None) -> World:
    """A world that other threads see."""
    return build_world()


def ask(world: World, index: int = 1) -> Any:
    student, wished = world.actor("student"), world.classes["school"][index]
    return lambda: ask_class(actor=student, account_id=student.account, class_id=wished, now=timezone.now())


def good(results: list[Any]) -> list[Any]:
    assert all(isinstance(one, Refused) for one in results if isinstance(one, BaseException)), results
    return [one for one in results if not isinstance(one, BaseException)]


def test_one_pupil_asking_many_times_asks_once(standing_world: World) -> None:
    assert len(good(at_once([ask(standing_world) for _ in range(MANY)]))) == 1
    assert ClassWish.objects.of_account(standing_world.accounts["student"]).count() == 1


def test_a_wish_is_decided_once(standing_world: World) -> None:
    world, wish = standing_world, ask(standing_world)().wish_id
    actor, place = world.actor("school_admin"), world.place("school")

    def decide(approve: bool) -> Any:
        return lambda: decide_wishes(
            actor=actor, place=place, wish_ids=[wish], approve=approve, reason="班额已满", now=timezone.now()
        )

    results = good(at_once([decide(index % 2 == 0) for index in range(MANY)]))
    assert [one.count for one in results] == [1]
    row = ClassWish.objects.of_account(world.accounts["student"]).get()
    assert row.state == results[0].decision
    moved = EnrolmentChange.objects.of_account(world.accounts["student"]).count()
    assert moved == (1 if row.state == "approved" else 0)
