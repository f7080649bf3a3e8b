"""School year and term of a place on a day: the nearest calendar up the tree counts, else 1 September and 1 February.

Real opening dates differ by city and stage (domain.md §2.6); a school inherits them unless it has its own.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from jiaoyun.organizations.frames import ids_of
from jiaoyun.organizations.models import SchoolCalendar
from jiaoyun.plumbing.powers import Place
from jiaoyun.rules.grades import Stage
from jiaoyun.rules.school_year import SPRING, SWITCH, school_year_label

CalendarRow = tuple[int, int, str, date, date]


@dataclass(frozen=True, slots=True)
class SchoolDay:
    """A day as schools count: 2026 is the school year 2026-2027; term 1 (autumn) or 2 (spring)."""

    school_year: int
    term: int
    starts_on: date

    @property
    def label(self) -> str:
        """2026-2027学年第一学期."""
        return f"{school_year_label(self.school_year)}第{'一二'[self.term - 1]}学期"


def school_day(place: Place, day: date, stage: Stage | None = None) -> SchoolDay:
    """School year and term of a place (of one of its stages) on a day. One query.

    A calendar of the stage beats one for all stages of the same organization; a nearer organization beats both.
    """
    return day_by(calendar_rows(place, day, stage), place, day)


def school_year_of(place: Place, day: date, stage: Stage | None = None) -> int:
    """The school year of a place on a day; 2026 means 2026-2027. One query."""
    return school_day(place, day, stage).school_year


def calendar_rows(place: Place, day: date, stage: Stage | None = None) -> Any:
    """The calendars that may count, as day_by takes them: organization, school year, stage, when the year and its
    second term begin."""
    rows = SchoolCalendar.objects.everywhere("calendars are inherited from the organizations above").filter(
        organization_id__in=ids_of(place.path),
        school_year__in=_years_around(day),
        stage__in=["", stage.value] if stage else [""],
    )
    return rows.values_list("organization_id", "school_year", "stage", "starts_on", "second_term_from")


def day_by(rows: Iterable[CalendarRow], place: Place, day: date) -> SchoolDay:
    """School year and term of a place on a day, by the calendars that were read; without one the usual days count."""
    line, starts, seconds = ids_of(place.path), dict[int, date](), dict[int, date]()
    for _, year, _, starts_on, second_term_from in sorted(rows, key=lambda row: (line.index(row[0]), row[2])):
        starts[year], seconds[year] = starts_on, second_term_from
    began = {year: starts.get(year) or date(year, *SWITCH) for year in _years_around(day)}
    year = max(year for year, starts_on in began.items() if starts_on <= day)
    second = seconds.get(year) or date(year + 1, *SPRING)
    return SchoolDay(year, 2 if day >= second else 1, began[year])


def _years_around(day: date) -> tuple[int, ...]:
    return day.year - 1, day.year, day.year + 1
