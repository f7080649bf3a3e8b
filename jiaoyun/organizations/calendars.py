"""School year and term of a place on a day: the nearest calendar up the tree counts, else 1 September and 1 February.

Real opening dates differ by city and stage (domain.md §2.6); a school inherits them unless it has its own.
"""

from dataclasses import dataclass
from datetime import date

from jiaoyun.organizations.frames import ids_of
from jiaoyun.organizations.models import SchoolCalendar
from jiaoyun.plumbing.powers import Place
from jiaoyun.rules.grades import Stage
from jiaoyun.rules.school_year import SPRING, SWITCH, school_year_label


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
    years = (day.year - 1, day.year, day.year + 1)
    calendars = _nearest(place, years, stage)
    begun = [year for year in years if _starts_on(calendars, year) <= day]
    year = max(begun)
    found = calendars.get(year)
    second = found.second_term_from if found else date(year + 1, *SPRING)
    return SchoolDay(year, 2 if day >= second else 1, _starts_on(calendars, year))


def school_year_of(place: Place, day: date, stage: Stage | None = None) -> int:
    """The school year of a place on a day; 2026 means 2026-2027. One query."""
    return school_day(place, day, stage).school_year


def _starts_on(calendars: dict[int, SchoolCalendar], year: int) -> date:
    found = calendars.get(year)
    return found.starts_on if found else date(year, *SWITCH)


def _nearest(place: Place, years: tuple[int, ...], stage: Stage | None) -> dict[int, SchoolCalendar]:
    """Of each school year the calendar that counts at the place; none where the defaults count."""
    line = ids_of(place.path)
    stages = ["", stage.value] if stage else [""]
    rows = SchoolCalendar.objects.everywhere("calendars are inherited from the organizations above").filter(
        organization_id__in=line, school_year__in=years, stage__in=stages
    )
    by_nearness = sorted(rows, key=lambda row: (line.index(row.organization_id), row.stage))
    return {row.school_year: row for row in by_nearness}
