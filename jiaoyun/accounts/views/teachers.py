"""教师: the school's staff. The search form is posted and led on, so that a full number never stands in an address."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from jiaoyun.accounts.commands.show_teacher_numbers import show_teacher_numbers
from jiaoyun.accounts.identifiers import is_full_number
from jiaoyun.accounts.requests.powers import TEACHERS_SEE
from jiaoyun.accounts.requests.teachers import found_by_number, read_filters, teacher_page
from jiaoyun.organizations.frames import SCHOOL_USERS, show
from jiaoyun.organizations.places import school_place
from jiaoyun.plumbing.pages import PageRequest, page
from jiaoyun.plumbing.powers import Place

_PAGE = "accounts:teacher_list"


@page(power=TEACHERS_SEE, place=school_place, methods=("GET", "POST"))
def teacher_list(request: PageRequest, *, place: Place, school_id: int) -> HttpResponse:
    """The list with search; the menu says how many wait for review."""
    filters = read_filters(request.POST if request.method == "POST" else request.GET)
    here = reverse(_PAGE, kwargs={"school_id": school_id})
    if is_full_number(filters.q):
        filters = found_by_number(place, filters.q, timezone.localdate())
        return redirect(f"{here}{filters.query()}")
    if request.method == "POST":
        return redirect(f"{here}{filters.query()}".removesuffix("?"))
    context = {"shown": teacher_page(place, filters), "filters": filters, "here": here}
    return show(
        request, "accounts/teachers/list.html", context, place=place, app=SCHOOL_USERS, page=_PAGE, title="教师"
    )


@page(power=show_teacher_numbers.power, place=school_place, methods=("POST",))
def teacher_numbers(request: PageRequest, *, place: Place, school_id: int, account_id: UUID) -> HttpResponse:
    """Account name and numbers of one of the staff in full, this once; the look is recorded."""
    shown = show_teacher_numbers(actor=request.actor, place=place, account_id=account_id, now=timezone.now())
    back = reverse("accounts:staff_show", kwargs={"school_id": school_id, "account_id": account_id})
    context = {"shown": shown, "back": back}
    return show(
        request,
        "accounts/teachers/numbers.html",
        context,
        place=place,
        app=SCHOOL_USERS,
        page=_PAGE,
        title=f"{shown.name}的账号和号码",
    )
