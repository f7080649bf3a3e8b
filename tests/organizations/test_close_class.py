"""close_class: only an empty class, only an open one, only by the school's own administrator."""

from uuid import UUID

import pytest
from django.http import Http404
from django.utils import timezone

from jiaoyun.organizations.commands.close_class import ClassClosed, close_class
from jiaoyun.organizations.models import SchoolClass
from jiaoyun.plumbing.models import AuditEvent
from jiaoyun.plumbing.refusals import Refused
from tests.world import World

pytestmark = pytest.mark.django_db
SCHOOL = 900101


def _close(world: World, class_id: UUID, role: str = "school_admin", school_id: int = SCHOOL) -> ClassClosed:
    return close_class(actor=world.actor(role), school_id=school_id, class_id=class_id, now=timezone.now())


def _empty_class(world: World) -> UUID:
    first = SchoolClass.objects.within(world.place("school")).get(pk=world.classes["school"][0])
    row = SchoolClass(
        school_id=SCHOOL, stage="primary", entry_year=first.entry_year, number=9, created_at=timezone.now()
    )
    row.save(force_insert=True)
    key: UUID = row.pk
    return key


def _state(world: World, class_id: UUID) -> str:
    return str(SchoolClass.objects.within(world.place("school")).get(pk=class_id).state)


def test_it_closes_an_empty_class_and_records_it(world: World) -> None:
    class_id = _empty_class(world)
    assert _close(world, class_id).name == "一（9）班"
    assert _state(world, class_id) == "closed"
    event = AuditEvent.objects.order_by("-pk").first()
    assert event is not None
    assert (event.action, event.subject_id) == ("organizations.class_closed", str(class_id))


def test_it_refuses_a_class_with_pupils_and_counts_them(world: World) -> None:
    class_id = world.classes["school"][1]
    with pytest.raises(Refused) as refused:
        _close(world, class_id)
    assert refused.value.id == "organizations.class.not_empty"
    assert "2 名学生" in refused.value.values["who_is_in"]
    assert _state(world, class_id) == "open"


def test_it_refuses_a_class_that_is_closed_already(world: World) -> None:
    class_id = _empty_class(world)
    _close(world, class_id)
    with pytest.raises(Refused) as refused:
        _close(world, class_id)
    assert refused.value.id == "organizations.class.not_open"


def test_it_finds_no_class_under_another_school(world: World) -> None:
    with pytest.raises(Http404):
        _close(world, world.classes["neighbour"][0])


def test_a_homeroom_teacher_may_not_close_the_own_class(world: World) -> None:
    with pytest.raises(Refused) as refused:
        _close(world, world.classes["school"][0], "homeroom")
    assert refused.value.id == "house.power.lacking"


@pytest.mark.parametrize("role", ["neighbour_admin", "other_county_admin", "support"])
def test_outsiders_may_not_close_classes(world: World, role: str) -> None:
    class_id = _empty_class(world)
    with pytest.raises(Http404):
        _close(world, class_id, role)
    assert _state(world, class_id) == "open"
