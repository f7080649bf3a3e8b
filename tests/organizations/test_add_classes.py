"""add_classes: all of the numbers or none, inside the 学制 and the school year, by the school's own administrator."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.http import Http404
from django.utils import timezone

from jiaoyun.organizations.commands.add_classes import ClassesAdded, add_classes
from jiaoyun.organizations.models import SchoolClass, Stage
from jiaoyun.plumbing.models import AuditEvent
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.rules import grades
from jiaoyun.rules.school_year import school_year
from tests.world import World

pytestmark = pytest.mark.django_db
SCHOOL = 900101


def _add(world: World, *numbers: int, role: str = "school_admin", **more: Any) -> ClassesAdded:
    values = {"stage": grades.Stage.PRIMARY, "entry_year": _year(), "now": timezone.now(), "school_id": SCHOOL, **more}
    return add_classes(actor=world.actor(role), numbers=numbers, **values)


def _year() -> int:
    return school_year(timezone.localdate())


def _numbers(world: World, entry_year: int) -> list[int]:
    rows = SchoolClass.objects.within(world.place("school")).filter(entry_year=entry_year)
    return sorted(rows.values_list("number", flat=True))


def test_it_adds_several_classes_of_a_grade_and_records_them(world: World) -> None:
    added = _add(world, 3, 2, 3)
    assert added.numbers == (2, 3)
    assert added.names == ("一（2）班", "一（3）班")
    assert _numbers(world, _year()) == [1, 2, 3]
    event = AuditEvent.objects.order_by("-pk").first()
    assert event is not None
    assert (event.action, event.subject_id) == ("organizations.classes_added", str(SCHOOL))
    assert event.details["numbers"] == [2, 3]


def test_it_adds_none_where_one_is_there_already(world: World) -> None:
    with pytest.raises(Refused) as refused:
        _add(world, 1, 2)
    assert refused.value.id == "organizations.class.exists"
    assert refused.value.values["names"] == "一（1）班"
    assert _numbers(world, _year()) == [1]


def test_it_takes_the_number_of_a_closed_class_again(world: World) -> None:
    SchoolClass.objects.within(world.place("school")).filter(entry_year=_year()).update(state="closed")
    assert _add(world, 1).numbers == (1,)


def test_it_says_who_changes_the_stages_where_one_is_missing(world: World) -> None:
    with pytest.raises(Refused) as refused:
        _add(world, 1, stage=grades.Stage.JUNIOR)
    assert refused.value.id == "organizations.stage.missing"
    assert refused.value.values["stages"] == "小学六年"
    assert refused.value.values["fixer_place"] == world.place("county").name


@pytest.mark.parametrize("years_ago", [-1, 6])
def test_it_refuses_a_grade_that_nobody_is_in(world: World, years_ago: int) -> None:
    with pytest.raises(Refused) as refused:
        _add(world, 1, entry_year=_year() - years_ago)
    assert refused.value.id == "organizations.class.grade_range"


def test_it_follows_the_stages_of_the_school(world: World) -> None:
    Stage.objects.within(world.place("school")).update(years=3)
    assert _add(world, 7, entry_year=_year() - 2).names == ("三（7）班",)
    with pytest.raises(Refused):
        _add(world, 7, entry_year=_year() - 3)


def test_it_follows_the_school_year_of_the_day(world: World) -> None:
    june = datetime(_year() + 1, 6, 1, 4, tzinfo=UTC)
    september = datetime(_year() + 1, 9, 1, 4, tzinfo=UTC)
    assert _add(world, 5, now=june).names == ("一（5）班",)
    assert _add(world, 6, now=september).names == ("二（6）班",)


@pytest.mark.parametrize("role", ["homeroom", "teacher", "student", "guardian", "inspector", "county_admin"])
def test_others_of_the_place_may_not_add_classes(world: World, role: str) -> None:
    with pytest.raises(Refused) as refused:
        _add(world, 2, role=role)
    assert refused.value.id == "house.power.lacking"


@pytest.mark.parametrize("role", ["neighbour_admin", "neighbour_teacher", "other_county_admin", "support"])
def test_outsiders_may_not_even_learn_that_the_school_is_there(world: World, role: str) -> None:
    with pytest.raises(Http404):
        _add(world, 2, role=role)
    with pytest.raises(Http404):
        _add(world, 2, role=role, school_id=1)
