"""Add one or several classes of a grade (product.md S4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from jiaoyun.organizations.access import access_school
from jiaoyun.organizations.class_names import Specs, name_of
from jiaoyun.organizations.events import CLASSES_ADDED
from jiaoyun.organizations.models import SchoolClass
from jiaoyun.organizations.powers import CLASSES_MANAGE
from jiaoyun.organizations.queries import class_keys_of, county_of
from jiaoyun.organizations.reckoning import reckoning_at
from jiaoyun.organizations.stages import grades_of, stages_in_words
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command
from jiaoyun.plumbing.powers import Place
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.rules.grades import Stage


@dataclass(frozen=True, slots=True)
class ClassesAdded:
    """What was added; also the event's fields."""

    school_id: int
    stage: str
    entry_year: int
    numbers: tuple[int, ...]
    class_ids: tuple[UUID, ...]
    names: tuple[str, ...]


@command(power=CLASSES_MANAGE, event=CLASSES_ADDED)
def add_classes(
    *,
    actor: Actor,
    school_id: int,
    stage: Stage,
    entry_year: int,
    numbers: Sequence[int],
    now: datetime,
    batch: UUID | None = None,
) -> ClassesAdded:
    """Add the classes `numbers` (1 to 99) of a grade: all of them or none.

    Raises organizations.stage.missing (the 学制 lacks the stage), .class.grade_range (nobody of that entry year is at
    school), .class.exists. `batch` marks classes that an import needed.
    """
    place = access_school(actor, school_id, add_classes.power, lock=True)
    found = reckoning_at(place, timezone.localdate(now))
    specs, school_year = found.specs, found.day.school_year
    _refuse_grade(place, specs, stage, entry_year, school_year)
    _refuse_taken(place, specs, stage, entry_year, numbers, school_year)
    rows = [
        SchoolClass(
            school_id=school_id,
            stage=stage.value,
            entry_year=entry_year,
            number=number,
            created_at=now,
            added_by_batch=batch,
        )
        for number in sorted(set(numbers))
    ]
    SchoolClass.objects.everywhere("new rows of the school behind the gate").bulk_create(rows)
    return ClassesAdded(
        school_id=school_id,
        stage=stage.value,
        entry_year=entry_year,
        numbers=tuple(row.number for row in rows),
        class_ids=tuple(row.pk for row in rows),
        names=tuple(name_of(stage.value, entry_year, row.number, school_year, specs) for row in rows),
    )


def _refuse_grade(place: Place, specs: Specs, stage: Stage, entry_year: int, school_year: int) -> None:
    if stage.value not in specs:
        county = county_of(place)
        raise Refused(
            "organizations.stage.missing",
            school_id=place.school_id,
            place=place.name,
            stages=stages_in_words(specs),
            fixer_place=county.name if county else "",
        )
    if (stage, entry_year) not in {(choice.stage, choice.entry_year) for choice in grades_of(specs, school_year)}:
        raise Refused(
            "organizations.class.grade_range",
            school_id=place.school_id,
            entry_year=entry_year,
            stage=stage.label,
            school_year=f"{school_year}-{school_year + 1}",
        )


def _refuse_taken(
    place: Place, specs: Specs, stage: Stage, entry_year: int, numbers: Sequence[int], school_year: int
) -> None:
    taken = class_keys_of(place)
    again = [number for number in sorted(set(numbers)) if (stage.value, entry_year, number) in taken]
    if again:
        names = "、".join(name_of(stage.value, entry_year, number, school_year, specs) for number in again)
        raise Refused("organizations.class.exists", school_id=place.school_id, names=names)
