"""教师: one person's page."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from jiaoyun.accounts.people.staff import staff_card
from jiaoyun.accounts.requests.powers import TEACHERS_SEE
from jiaoyun.organizations.frames import SCHOOL_USERS
from jiaoyun.organizations.places import school_place
from jiaoyun.plumbing.navigation import menu_of
from jiaoyun.plumbing.pages import PageRequest, page
from jiaoyun.plumbing.powers import Place


@page(power=TEACHERS_SEE, place=school_place)
def staff_show(request: PageRequest, *, place: Place, school_id: int, account_id: UUID) -> HttpResponse:
    """One teacher with what the school may do. 404 for whoever is no teacher of this school."""
    card = staff_card(request.actor, place, account_id)
    here = reverse("accounts:staff_show", kwargs={"school_id": school_id, "account_id": account_id})
    context = {
        "card": card,
        "person": card.person,
        "here": here,
        "place": place,
        "page_title": card.person.name,
        "menu": menu_of(SCHOOL_USERS, request, place, "accounts:teacher_list"),
        "crumbs": [
            (place.name, None),
            ("教师", reverse("accounts:teacher_list", kwargs={"school_id": school_id})),
            (card.person.name, None),
        ],
    }
    return render(request, "accounts/people/staff_show.html", context)
