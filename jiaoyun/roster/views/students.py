"""学生名单: the school's pupils, and one of them with history."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from jiaoyun.accounts.identifiers import is_full_number
from jiaoyun.organizations.frames import SCHOOL_USERS, show
from jiaoyun.organizations.places import school_place
from jiaoyun.plumbing.pages import PageRequest, page
from jiaoyun.plumbing.powers import Place
from jiaoyun.roster.commands.reveal_numbers import Revealed, reveal_numbers
from jiaoyun.roster.powers import STUDENTS_SEE
from jiaoyun.roster.students.card import student_card
from jiaoyun.roster.students.classes import classes_at, namer_at
from jiaoyun.roster.students.filters import read_filters
from jiaoyun.roster.students.finding import found_by_number
from jiaoyun.roster.students.history import history_of
from jiaoyun.roster.students.listing import student_page
from jiaoyun.roster.students.screen import list_context


@page(power=STUDENTS_SEE, place=school_place, methods=("GET", "POST"))
def student_list(request: PageRequest, *, place: Place, school_id: int) -> HttpResponse:
    """The list. The search form is posted and led on, so that a full number never stands in an address."""
    filters = read_filters(request.POST if request.method == "POST" else request.GET)
    now = timezone.now()
    if is_full_number(filters.q):
        filters = found_by_number(place, filters, timezone.localdate(now))
    elif request.method != "POST":
        classes = classes_at(place, now)
        context = list_context(student_page(place, filters, classes), classes)
        return show(
            request,
            "roster/student_list.html",
            context,
            place=place,
            app=SCHOOL_USERS,
            page="roster:student_list",
            title="学生名单",
        )
    return redirect(f"{reverse('roster:student_list', kwargs={'school_id': school_id})}{filters.query()}")


@page(power=STUDENTS_SEE, place=school_place)
def student_show(request: PageRequest, *, place: Place, school_id: int, account_id: UUID) -> HttpResponse:
    """One pupil: what the school keeps, the numbers as hints, the state of the first login, what happened."""
    return _show_student(request, place, account_id)


@page(power=reveal_numbers.power, place=school_place, methods=("POST",))
def student_numbers(request: PageRequest, *, place: Place, school_id: int, account_id: UUID) -> HttpResponse:
    """The same page with the numbers in full, this once; the look is recorded."""
    revealed = reveal_numbers(actor=request.actor, place=place, account_id=account_id, now=timezone.now())
    return _show_student(request, place, account_id, revealed)


def _show_student(
    request: PageRequest, place: Place, account_id: UUID, revealed: Revealed | None = None
) -> HttpResponse:
    namer = namer_at(place, timezone.now())
    card = student_card(request.actor, place, account_id, namer, timezone.now())
    context = {"card": card, "revealed": revealed, "history": history_of(place, account_id, namer)}
    return show(
        request,
        "roster/student_show.html",
        context,
        place=place,
        app=SCHOOL_USERS,
        page="roster:student_list",
        title=card.name,
    )
