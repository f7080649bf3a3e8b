"""Finding a school in the whole province: by its name, pinyin or initials, or down the tree 市 → 区县 → 学校.

Which schools there are is public; who is at them is not. A province has some 20,000 schools: one look through them
costs a few milliseconds, so no index of grams is kept for them.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import and_
from typing import Any

from django.db.models import Case, IntegerField, Q, Value, When
from django.db.models.functions import Length

from jiaoyun.organizations.frames import ids_of
from jiaoyun.organizations.models import Kind, Organization, State
from jiaoyun.rules.text import clean_cell

MOST_FOUND = 20
LONGEST_TYPED = 40
_LETTERS = re.compile(r"[a-z]+")
_WHY = "which schools there are is public"


@dataclass(frozen=True, slots=True)
class FoundSchool:
    """A school as somebody chooses it: its id, name, the city and county it lies in, whether it is a tenant."""

    id: int
    name: str
    region: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class Area:
    """A city, county or zone on the way down to a school."""

    id: int
    name: str


def find_schools(typed: str) -> list[FoundSchool]:
    """The schools that fit what was typed, likeliest first, at most MOST_FOUND. One query.

    Each word is a piece of the name, of its pinyin or of its initials. Where that finds nothing, every single character
    must stand somewhere in the name: 余干黄金埠小学 finds 余干县黄金埠镇中心小学.
    """
    words = clean_cell(typed[:LONGEST_TYPED].replace("\x00", "")).lower().split()
    if not words:
        return []
    wanted = reduce(and_, (_piece(word) for word in words))
    loose = [char for char in dict.fromkeys("".join(words)) if not char.isascii()]
    scattered = reduce(and_, (Q(name__contains=char) for char in loose)) if len(loose) > 1 else None
    return _found(wanted, scattered, words[0])


def school_by_id(school_id: int) -> FoundSchool | None:
    """The school of that id; None where there is none or it was abolished. One query."""
    row = _schools().filter(pk=school_id).first()
    return _as_found(row) if row is not None else None


def schools_of(area_id: int) -> list[FoundSchool]:
    """The schools right below an area, by the sound of their names. One query."""
    rows = _schools().filter(parent_id=area_id).order_by("name_pinyin", "name")
    return [_as_found(row) for row in rows]


def areas_of(area_id: int | None) -> list[Area]:
    """The areas right below an area, by code; without one those below the province. One query."""
    rows = _areas()
    rows = rows.filter(parent__kind=Kind.PROVINCE) if area_id is None else rows.filter(parent_id=area_id)
    return [Area(row.pk, row.name) for row in rows.order_by("code")]


def line_to(area_id: int) -> list[Area]:
    """The areas from the city down to this one; empty where there is no such area. Two queries."""
    row = _areas().filter(pk=area_id).first()
    if row is None:
        return []
    return [Area(above.pk, above.name) for above in _areas().filter(pk__in=ids_of(row.path)).order_by("path")]


def _found(wanted: Q, scattered: Q | None, first: str) -> list[FoundSchool]:
    """Those that fit; where none does, those that fit by their scattered characters."""
    starts = Q(short_name__startswith=first) | Q(name__startswith=first)
    likeliest = Case(
        When(starts & Q(state=State.OPEN), then=Value(0)),
        When(state=State.OPEN, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    strays = Case(When(wanted, then=Value(0)), default=Value(1), output_field=IntegerField())
    rows = _schools().filter(wanted if scattered is None else wanted | scattered).annotate(strays=strays)
    found = list(rows.order_by("strays", likeliest, Length("name"), "name_pinyin", "pk")[:MOST_FOUND])
    return [_as_found(row) for row in found if row.strays == found[0].strays]


def _piece(word: str) -> Q:
    fits = Q(name__icontains=word)
    if _LETTERS.fullmatch(word):
        fits |= Q(name_pinyin__contains=word) | Q(name_initials__contains=word)
    return fits


def _schools() -> Any:
    rows = Organization.objects.everywhere(_WHY).filter(kind=Kind.SCHOOL)
    return rows.exclude(state=State.ABOLISHED).select_related("parent__parent")


def _areas() -> Any:
    rows = Organization.objects.everywhere("the tree of regions is public").exclude(state=State.ABOLISHED)
    return rows.filter(kind__in=(Kind.CITY, Kind.COUNTY, Kind.ZONE))


def _as_found(row: Organization) -> FoundSchool:
    return FoundSchool(row.pk, row.name, _region(_above(row)), row.state == State.OPEN)


def _above(row: Organization) -> Iterable[Organization]:
    """The city and the county above a school, from above; both were read with it."""
    parent = row.parent
    if parent is None or parent.kind == Kind.PROVINCE:
        return []
    city = parent.parent
    return [city, parent] if city is not None and city.kind != Kind.PROVINCE else [parent]


def _region(above: Iterable[Organization]) -> str:
    return "".join(row.name for row in above)
