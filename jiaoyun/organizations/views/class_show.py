"""One class: its name, who is in it, and the way to close it when it is empty."""

from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone

from jiaoyun.organizations.calendars import school_day
from jiaoyun.organizations.frames import SCHOOL_USERS, show
from jiaoyun.organizations.models import ClassState
from jiaoyun.organizations.occupants import OCCUPANTS, counts_at
from jiaoyun.organizations.places import class_place
from jiaoyun.organizations.powers import CLASSES_MANAGE, CLASSES_SEE
from jiaoyun.organizations.queries import classes_of
from jiaoyun.plumbing.pages import PageRequest, page
from jiaoyun.plumbing.powers import Place, holds


@page(power=CLASSES_SEE, place=class_place)
def class_show(request: PageRequest, *, place: Place, school_id: int, class_id: UUID) -> HttpResponse:
    """The class as it is called in this school year, with the counts that the rooms above know."""
    today = school_day(place, timezone.localdate())
    [row] = classes_of(place, today.school_year, states=ClassState.values)
    counts = counts_at(place)
    context = {
        "row": row,
        "state": ClassState(row.state).label,
        "is_open": row.state == ClassState.OPEN,
        "may_manage": holds(request.actor.grant, CLASSES_MANAGE, place),
        "today": today,
        "counted": [(kind, counts[kind.key].get(class_id, 0)) for kind in OCCUPANTS.values()],
    }
    return show(
        request,
        "organizations/class_show.html",
        context,
        place=place,
        app=SCHOOL_USERS,
        page="organizations:class_list",
        title=row.full_name,
    )
