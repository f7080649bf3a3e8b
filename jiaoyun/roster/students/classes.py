"""The classes of a school as its student pages name them, loaded once a page."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from jiaoyun.organizations.class_names import NamedClass, Specs, name_of
from jiaoyun.organizations.models import ClassState
from jiaoyun.organizations.queries import GradeGroup, classes_of, grade_groups
from jiaoyun.organizations.reckoning import reckoning_at
from jiaoyun.plumbing.powers import Place

UNPLACED = "未分班"


@dataclass(frozen=True, slots=True)
class Classes:
    """Every class that the school (or the one class place) has or had, with its name in the present school year."""

    school_year: int
    specs: Specs
    by_id: dict[UUID, NamedClass]

    def name(self, class_id: UUID | None) -> str:
        """一（1）班; 未分班 for no class."""
        found = self.by_id.get(class_id) if class_id else None
        return found.name if found else UNPLACED

    @property
    def open(self) -> list[NamedClass]:
        """The classes that pupils can be in, in list order."""
        return [row for row in self.by_id.values() if row.state == ClassState.OPEN]

    def grades(self) -> list[GradeGroup]:
        """The grades of the school with their open classes."""
        return grade_groups(self.open, self.specs, self.school_year)


@dataclass(frozen=True, slots=True)
class ClassNamer:
    """Names single classes by stage, entry year and number, where not all classes are needed."""

    school_year: int
    specs: Specs

    def name(self, stage: str | None, entry_year: int | None, number: int | None) -> str:
        """一（1）班; 未分班 where there is no class."""
        if not stage or entry_year is None or number is None:
            return UNPLACED
        return name_of(stage, entry_year, number, self.school_year, self.specs)


def classes_at(place: Place, now: datetime) -> Classes:
    """All classes with their names. Two queries."""
    namer = namer_at(place, now)
    rows = classes_of(place, namer.school_year, states=ClassState.values, specs=namer.specs)
    return Classes(namer.school_year, namer.specs, {row.id: row for row in rows})


def namer_at(place: Place, now: datetime) -> ClassNamer:
    """Names by the school year and the 学制 of a school. One query."""
    found = reckoning_at(place, timezone.localdate(now))
    return ClassNamer(found.day.school_year, found.specs)
