"""How a school counts on a day: school year and term, and the 学制. Pages that name classes need both."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import DateField, F, IntegerField, Value
from django.db.models.functions import Cast

from jiaoyun.organizations.calendars import SchoolDay, calendar_rows, day_by
from jiaoyun.organizations.class_names import Specs
from jiaoyun.organizations.stages import specs_by, stage_rows
from jiaoyun.plumbing.powers import Place

#: What a row of a stage holds where a calendar's holds a day.
_NO_DAY: Any = Cast(Value(None, output_field=DateField()), DateField())
_NO_GRADE: Any = Value(0, output_field=IntegerField())


@dataclass(frozen=True, slots=True)
class Reckoning:
    """The day as the school counts it, and its stages by name in the order of growing up."""

    day: SchoolDay
    specs: Specs


def reckoning_at(place: Place, day: date) -> Reckoning:
    """Of a school on a day. One query."""
    calendars = calendar_rows(place, day).annotate(grade=_NO_GRADE)
    stages = stage_rows(place).values_list("school_id", "years", "stage", _NO_DAY, _NO_DAY, F("first_grade"))
    rows = list(calendars.union(stages, all=True))
    found = day_by([row[:5] for row in rows if row[3] is not None], place, day)
    return Reckoning(found, specs_by((*row[:3], row[5]) for row in rows if row[3] is None))
