"""撤销班级: says what will be touched, then does it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from jiaoyun.organizations.calendars import school_day
from jiaoyun.organizations.commands.close_class import close_class
from jiaoyun.organizations.frames import SCHOOL_USERS, show
from jiaoyun.organizations.models import ClassState
from jiaoyun.organizations.occupants import in_words, occupants_of
from jiaoyun.organizations.places import class_place
from jiaoyun.organizations.queries import classes_of
from jiaoyun.plumbing.pages import PageRequest, page
from jiaoyun.plumbing.powers import Place


@page(power=close_class.power, place=class_place, methods=("GET", "POST"))
def class_close(request: PageRequest, *, place: Place, school_id: int, class_id: UUID) -> HttpResponse:
    """GET shows who is still in the class; POST closes it, and a class with people in it is refused."""
    if request.method == "POST":
        closed = close_class(actor=request.actor, school_id=school_id, class_id=class_id, now=timezone.now())
        messages.success(request, f"已撤销{closed.name}。这个班号可以重新使用。")
        return redirect("organizations:class_list", school_id=school_id)
    today = school_day(place, timezone.localdate())
    [row] = classes_of(place, today.school_year, states=ClassState.values)
    found = occupants_of(place, class_id)
    context = {"row": row, "who_is_in": in_words(found), "is_open": row.state == ClassState.OPEN}
    return show(
        request,
        "organizations/class_close.html",
        context,
        place=place,
        app=SCHOOL_USERS,
        page="organizations:class_list",
        title=f"撤销{row.name}",
    )
