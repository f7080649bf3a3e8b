"""Scoped reads of classes. Counts of pupils come from the rooms that register them (occupants.py)."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from jiaoyun.organizations.class_names import NamedClass, Specs, class_order, grade_of, named
from jiaoyun.organizations.frames import ids_of
from jiaoyun.organizations.models import ClassState, Kind, Organization, School, SchoolClass
from jiaoyun.organizations.stages import grades_of, specs_of
from jiaoyun.plumbing.powers import Place

ClassKey = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class GradeGroup:
    """A grade with its classes, as the class page shows it; a grade of the 学制 without classes has none."""

    stage: str
    entry_year: int
    label: str
    classes: tuple[NamedClass, ...]

    @property
    def numbers(self) -> str:
        """1、2、3: the numbers that are taken."""
        return "、".join(str(row.number) for row in self.classes)


def classes_of(
    place: Place,
    school_year: int,
    *,
    states: Iterable[str] = (ClassState.OPEN.value,),
    specs: Specs | None = None,
) -> list[NamedClass]:
    """The classes of a school (or the one class of a class place) with their names in a school year, in list order.

    Two queries, one where the school's stages are given.
    """
    specs = specs_of(place) if specs is None else specs
    rows = SchoolClass.objects.within(place).filter(state__in=list(states))
    if place.school_class_id is not None:
        rows = rows.filter(pk=place.school_class_id)
    return sorted((named(row, school_year, specs) for row in rows), key=lambda row: row.order)


def class_names_of(place: Place, school_year: int) -> dict[UUID, str]:
    """The name of every class the school has or had, by id: for histories and old enrolments."""
    return {row.id: row.name for row in classes_of(place, school_year, states=ClassState.values)}


def class_keys_of(place: Place) -> dict[ClassKey, UUID]:
    """(stage, entry year, number) → id of the open classes of a school, as imports look them up. One query."""
    rows = SchoolClass.objects.within(place).filter(state=ClassState.OPEN)
    return {(stage, entry, number): key for key, stage, entry, number in rows.values_list(*_KEY_COLUMNS)}


_KEY_COLUMNS = ("id", "stage", "entry_year", "number")


def grade_groups(classes: list[NamedClass], specs: Specs, school_year: int) -> list[GradeGroup]:
    """Classes in list order by grade, with the empty grades of the 学制 in their places. No query."""
    found = {key: tuple(rows) for key, rows in groupby(classes, key=lambda row: (row.stage, row.entry_year))}
    labels = {(choice.stage.value, choice.entry_year): choice.name for choice in grades_of(specs, school_year)}
    for stage, entry_year in found:
        labels.setdefault((stage, entry_year), grade_of(stage, entry_year, school_year, specs))
    groups = [GradeGroup(stage, year, label, found.get((stage, year), ())) for (stage, year), label in labels.items()]
    return sorted(groups, key=lambda group: class_order(group.stage, group.entry_year, 0))


def county_of(place: Place) -> Organization | None:
    """The nearest county or zone above a school, else its city: who keeps its 学制. One query."""
    rows = Organization.objects.everywhere("the line above a school is public").filter(pk__in=ids_of(place.path))
    above = rows.exclude(kind=Kind.SCHOOL).order_by("-path")
    return above.first()


def school_type_of(place: Place) -> str:
    """The 办学类型 code of a school (GB/T 33782-2017, three digits). One query."""
    return str(School.objects.within(place).values_list("school_type", flat=True).get())
