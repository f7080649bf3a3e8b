"""The places of pages: a school, one of its classes, or a region, found by the ids of the address.

Each costs one query. What is not there raises Http404, so that a page outside one's place and a page of nothing look
the same. Whether the actor may be there is for the gate to say, not for these functions.
"""

from typing import Any
from uuid import UUID

from django.http import Http404

from jiaoyun.organizations.models import Kind, Organization, SchoolClass
from jiaoyun.organizations.models.organization import place_of_columns
from jiaoyun.plumbing.powers import Place
from jiaoyun.plumbing.prepared import prepared

REGION_KINDS = (Kind.PROVINCE, Kind.CITY, Kind.COUNTY, Kind.ZONE)
#: An organization and those above it, which the breadcrumb of its pages names.
_ABOVE = ("", "parent__", "parent__parent__", "parent__parent__parent__")
_COLUMNS = ("id", "path", "kind", *(f"{above}{column}" for above in _ABOVE for column in ("name", "parent_id")))


@prepared(int)
def _organization(organization_id: int) -> Any:
    rows = Organization.objects.everywhere("the gate checks the place found").filter(pk=organization_id)
    return rows.values_list(*_COLUMNS)


@prepared(int, UUID)
def _school_of_class(school_id: int, class_id: UUID) -> Any:
    rows = SchoolClass.objects.everywhere("the gate checks the place found").filter(school_id=school_id, pk=class_id)
    return rows.values_list(*(f"school__organization__{column}" for column in _COLUMNS))


def school_place(school_id: int, **_rest: object) -> Place:
    """The school of a page's address, whatever its state. Http404 where there is no such school."""
    return _place_or_404(_organization(school_id), (Kind.SCHOOL,))


def region_place(organization_id: int, **_rest: object) -> Place:
    """The province, city, county or zone of a page's address. Http404 where there is none."""
    return _place_or_404(_organization(organization_id), REGION_KINDS)


def any_place(organization_id: int, **_rest: object) -> Place:
    """A school or region of a page's address. Http404 where there is none."""
    return _place_or_404(_organization(organization_id), tuple(Kind))


def class_place(school_id: int, class_id: UUID, **_rest: object) -> Place:
    """A class as a place inside its school: a homeroom teacher reaches the own class only. Http404 otherwise."""
    return _place_or_404(_school_of_class(school_id, class_id), (Kind.SCHOOL,)).at_class(class_id)


def _place_or_404(rows: list[tuple[Any, ...]], kinds: tuple[Kind, ...]) -> Place:
    if not rows or rows[0][2] not in kinds:
        raise Http404
    key, path, kind, *names = rows[0]
    return place_of_columns(key, path, kind, list(zip(names[::2], names[1::2], strict=True)))
