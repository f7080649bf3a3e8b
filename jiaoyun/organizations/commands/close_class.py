"""Close a class that was made by mistake or merged; only an empty one (product.md S4)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from jiaoyun.organizations.access import access_class
from jiaoyun.organizations.class_names import name_of
from jiaoyun.organizations.events import CLASS_CLOSED
from jiaoyun.organizations.models import ClassState, SchoolClass
from jiaoyun.organizations.occupants import in_words, occupants_of
from jiaoyun.organizations.powers import CLASSES_MANAGE
from jiaoyun.organizations.reckoning import reckoning_at
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command
from jiaoyun.plumbing.powers import Place
from jiaoyun.plumbing.refusals import Refused


@dataclass(frozen=True, slots=True)
class ClassClosed:
    """What was closed; also the event's fields."""

    class_id: UUID
    school_id: int
    stage: str
    entry_year: int
    number: int
    name: str


@command(power=CLASSES_MANAGE, event=CLASS_CLOSED)
def close_class(*, actor: Actor, school_id: int, class_id: UUID, now: datetime) -> ClassClosed:
    """Close an empty class; its number is free again. Raises organizations.class.not_open, .class.not_empty."""
    row, place = access_class(actor, school_id, class_id, close_class.power, lock=True)
    if row.state != ClassState.OPEN:
        raise Refused("organizations.class.not_open", school_id=school_id, state=ClassState(row.state).label)
    name = _name(row, place, now)
    if found := occupants_of(place, class_id):
        raise Refused(
            "organizations.class.not_empty",
            school_id=school_id,
            class_id=class_id,
            name=name,
            who_is_in=in_words(found),
        )
    row.state = ClassState.CLOSED
    row.save(update_fields=["state"])
    return ClassClosed(row.pk, school_id, row.stage, row.entry_year, row.number, name)


def _name(row: SchoolClass, place: Place, now: datetime) -> str:
    found = reckoning_at(place, timezone.localdate(now))
    return name_of(row.stage, row.entry_year, row.number, found.day.school_year, found.specs)
