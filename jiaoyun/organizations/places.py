"""The places of pages: a school, one of its classes, or a region, found by the ids of the address.

Each costs one query, and none for the own place of the identity in use, which came with the actor. What is not there
raises Http404, so that a page outside one's place and a page of nothing look the same. Whether the actor may be there
is for the gate to say, not for these functions.
"""

from typing import Any
from uuid import UUID

from django.http import Http404

from jiaoyun.organizations.models import Kind, Organization, SchoolClass
from jiaoyun.organizations.models.organization import LINE_COLUMNS, line_of_columns
from jiaoyun.plumbing.actor import NOBODY, Actor
from jiaoyun.plumbing.powers import Place, place_of
from jiaoyun.plumbing.prepared import prepared

REGION_KINDS = (Kind.PROVINCE, Kind.CITY, Kind.COUNTY, Kind.ZONE)
_COLUMNS = ("id", "path", "kind", *LINE_COLUMNS)


@prepared(int)
def _organization(organization_id: int) -> Any:
    rows = Organization.objects.everywhere("the gate checks the place found").filter(pk=organization_id)
    return rows.values_list(*_COLUMNS)


@prepared(int, UUID)
def _school_of_class(school_id: int, class_id: UUID) -> Any:
    rows = SchoolClass.objects.everywhere("the gate checks the place found").filter(school_id=school_id, pk=class_id)
    return rows.values_list(*(f"school__organization__{column}" for column in _COLUMNS))


def school_place(school_id: int, actor: Actor = NOBODY, **_rest: object) -> Place:
    """The school of a page's address, whatever its state. Http404 where there is no such school."""
    return _place_or_404(school_id, actor, (Kind.SCHOOL,))


def region_place(organization_id: int, actor: Actor = NOBODY, **_rest: object) -> Place:
    """The province, city, county or zone of a page's address. Http404 where there is none."""
    return _place_or_404(organization_id, actor, REGION_KINDS)


def any_place(organization_id: int, actor: Actor = NOBODY, **_rest: object) -> Place:
    """A school or region of a page's address. Http404 where there is none."""
    return _place_or_404(organization_id, actor, tuple(Kind))


def class_place(school_id: int, class_id: UUID, actor: Actor = NOBODY, **_rest: object) -> Place:
    """A class as a place inside its school: a homeroom teacher reaches the own class only. Http404 otherwise."""
    own = _own(actor, school_id)
    if own is not None and own.school_class_id == class_id:
        return own
    rows = _school_of_class(school_id, class_id)
    if not rows:
        raise Http404
    return _place(rows[0]).at_class(class_id)


def _place_or_404(organization_id: int, actor: Actor, kinds: tuple[Kind, ...]) -> Place:
    own = _own(actor, organization_id)
    if own is not None and (own.school_id is not None) in {kind is Kind.SCHOOL for kind in kinds}:
        return own.at_class(None)
    rows = _organization(organization_id)
    if not rows or rows[0][2] not in kinds:
        raise Http404
    return _place(rows[0])


def _own(actor: Actor, organization_id: int) -> Place | None:
    grant = actor.grant
    return place_of(grant) if grant is not None and grant.organization_id == organization_id else None


def _place(row: tuple[Any, ...]) -> Place:
    key, path, kind, *names = row
    return Place(key, path, names[0], key if kind == Kind.SCHOOL else None, line=line_of_columns(names))
