"""下级管理员 of a region: the list, and one person with what the level above may do."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from jiaoyun.accounts.people.administrators import place_above
from jiaoyun.accounts.people.administrators_below import administrator_page, offices_held, read_filters
from jiaoyun.accounts.people.powers import ADMINISTRATORS_SEE
from jiaoyun.accounts.requests.navigation import REGION_USERS
from jiaoyun.organizations.frames import show
from jiaoyun.organizations.places import region_place
from jiaoyun.plumbing.pages import PageRequest, page
from jiaoyun.plumbing.powers import Place

_LIST = "accounts:administrator_list"


@page(power=ADMINISTRATORS_SEE, place=region_place, methods=("GET", "POST"))
def administrator_list(request: PageRequest, *, place: Place, organization_id: int) -> HttpResponse:
    """The list with search. The form is posted and led on, so that no name stands in an address."""
    filters = read_filters(request.POST if request.method == "POST" else request.GET)
    here = reverse(_LIST, kwargs={"organization_id": organization_id})
    if request.method == "POST":
        return redirect(f"{here}{filters.query()}".removesuffix("?"))
    context = {"shown": administrator_page(place, filters), "filters": filters, "here": here}
    return show(
        request,
        "accounts/administrators/list.html",
        context,
        place=place,
        app=REGION_USERS,
        page=_LIST,
        title="下级管理员",
    )


@page(power=ADMINISTRATORS_SEE, place=place_above)
def administrator_show(request: PageRequest, *, place: Place, account_id: UUID) -> HttpResponse:
    """One administrator with the offices held and the buttons of the level above. 404 for whoever holds none."""
    offices = offices_held(account_id)
    context = {
        "person": offices[0],
        "offices": offices,
        "own": account_id == request.actor.account,
        "here": request.path,
        "list": reverse(_LIST, kwargs={"organization_id": place.organization_id}),
    }
    return show(
        request,
        "accounts/administrators/show.html",
        context,
        place=place,
        app=REGION_USERS,
        page=_LIST,
        title=offices[0].name,
    )
