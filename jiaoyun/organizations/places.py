"""The places of pages: a school, one of its classes, or a region, found by the ids of the address.

Each costs one query. What is not there raises Http404, so that a page outside one's place and a page of nothing look
the same. Whether the actor may be there is for the gate to say, not for these functions.
"""

from uuid import UUID

from django.http import Http404

from jiaoyun.organizations.models import Kind, Organization, SchoolClass
from jiaoyun.plumbing.powers import Place

REGION_KINDS = (Kind.PROVINCE, Kind.CITY, Kind.COUNTY, Kind.ZONE)
#: The organizations above a school, read with it: the breadcrumb of its pages names them.
_LINE = "parent__parent__parent"


def school_place(school_id: int, **_rest: object) -> Place:
    """The school of a page's address, whatever its state. Http404 where there is no such school."""
    schools = Organization.objects.everywhere("the gate checks the place found")
    return _place_or_404(schools.filter(pk=school_id, kind=Kind.SCHOOL).select_related(_LINE).first())


def region_place(organization_id: int, **_rest: object) -> Place:
    """The province, city, county or zone of a page's address. Http404 where there is none."""
    regions = Organization.objects.everywhere("the gate checks the place found")
    return _place_or_404(regions.filter(pk=organization_id, kind__in=REGION_KINDS).select_related(_LINE).first())


def any_place(organization_id: int, **_rest: object) -> Place:
    """A school or region of a page's address. Http404 where there is none."""
    rows = Organization.objects.everywhere("the gate checks the place found")
    return _place_or_404(rows.filter(pk=organization_id).select_related(_LINE).first())


def class_place(school_id: int, class_id: UUID, **_rest: object) -> Place:
    """A class as a place inside its school: a homeroom teacher reaches the own class only. Http404 otherwise."""
    classes = SchoolClass.objects.everywhere("the gate checks the place found")
    row = classes.filter(school_id=school_id, pk=class_id).select_related(f"school__organization__{_LINE}").first()
    if row is None:
        raise Http404
    place: Place = row.place_in(row.school.organization.place)
    return place


def _place_or_404(organization: Organization | None) -> Place:
    if organization is None:
        raise Http404
    return organization.place
