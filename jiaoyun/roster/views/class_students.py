"""The pupils of one class: for its homeroom teacher and the school's administrators."""

from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from jiaoyun.accounts.identifiers import is_full_number
from jiaoyun.organizations.frames import SCHOOL_USERS, show
from jiaoyun.organizations.places import class_place
from jiaoyun.plumbing.pages import PageRequest, own_page, page
from jiaoyun.plumbing.powers import Place, holds
from jiaoyun.roster.navigation import OWN_CLASS
from jiaoyun.roster.powers import CLASS_STUDENTS_SEE, STUDENTS_SEE
from jiaoyun.roster.students.classes import classes_at
from jiaoyun.roster.students.filters import Filters, read_filters
from jiaoyun.roster.students.finding import found_by_number
from jiaoyun.roster.students.listing import student_page
from jiaoyun.roster.students.screen import list_context


@page(power=CLASS_STUDENTS_SEE, place=class_place, methods=("GET", "POST"))
def class_students(request: PageRequest, *, place: Place, school_id: int, class_id: UUID) -> HttpResponse:
    """The class as a list: names in full, numbers as hints. Only administrators go on to a pupil's page."""
    now = timezone.now()
    filters = read_filters(request.POST if request.method == "POST" else request.GET)
    if is_full_number(filters.q):
        filters = found_by_number(place, filters, timezone.localdate(now))
    elif request.method != "POST":
        return _show(request, place, filters, now)
    return redirect(f"{request.path}{filters.query()}")


def _show(request: PageRequest, place: Place, filters: Filters, now: datetime) -> HttpResponse:
    classes = classes_at(place, now)
    may_open = holds(request.actor.grant, STUDENTS_SEE, place)
    context = list_context(student_page(place, filters, classes), classes)
    return show(
        request,
        "roster/class_students.html",
        {**context, "may_open": may_open, "class_id": place.school_class_id},
        place=place,
        app=SCHOOL_USERS if may_open else OWN_CLASS,
        page="organizations:class_list" if may_open else "roster:own_class",
        title=f"{classes.name(place.school_class_id)}的学生",
    )


@own_page("leads whoever works as a homeroom teacher to the class of that identity")
def own_class(request: PageRequest, *, school_id: int) -> HttpResponse:
    """To the class of the identity in use. Http404 for an identity without a class, or of another school."""
    grant = request.actor.grant
    if grant is None or grant.school_class_id is None or grant.organization_id != school_id:
        raise Http404
    return redirect("roster:class_students", school_id=school_id, class_id=grant.school_class_id)
