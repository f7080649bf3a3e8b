"""The only ways to a school's own rows: the school itself, and one of its classes."""

from uuid import UUID

from django.http import Http404

from jiaoyun.organizations.models import School, SchoolClass
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.gates import admit
from jiaoyun.plumbing.powers import Place, Power


def access_school(actor: Actor, school_id: int, power: Power, *, lock: bool = False) -> Place:
    """The school as a place, behind its gate. Http404 where there is none or it lies outside the actor's place.

    `lock` holds the school's row until the transaction ends: two administrators add classes one after the other.
    """
    rows = School.objects.everywhere("the gate below checks the place found").select_related("organization")
    row = (rows.select_for_update(of=("self",)) if lock else rows).filter(pk=school_id).first()
    if row is None:
        raise Http404
    place: Place = row.organization.place
    admit(actor, power, place)
    return place


def access_class(
    actor: Actor, school_id: int, class_id: UUID, power: Power, *, lock: bool = False
) -> tuple[SchoolClass, Place]:
    """A class of the school and its place, behind the gate. Http404 where there is none or it lies outside.

    The refusals of the gate are house.power.lacking and house.power.switch.
    """
    rows = SchoolClass.objects.everywhere("the gate below checks the place found").select_related(
        "school__organization"
    )
    row = (rows.select_for_update(of=("self",)) if lock else rows).filter(school_id=school_id, pk=class_id).first()
    if row is None:
        raise Http404
    place: Place = row.place_in(row.school.organization.place)
    admit(actor, power, place)
    return row, place
