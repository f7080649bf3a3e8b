"""学校求助: rows that schools of the region may not settle themselves."""

from uuid import UUID

from django.http import HttpResponse

from jiaoyun.organizations.frames import show
from jiaoyun.organizations.places import region_place
from jiaoyun.plumbing.pages import PageRequest, page
from jiaoyun.plumbing.powers import Place
from jiaoyun.roster.models import RequestState
from jiaoyun.roster.navigation import REGION_USERS
from jiaoyun.roster.powers import REQUESTS_SEE
from jiaoyun.roster.students.requests import (
    ASKED,
    ROWS_A_PAGE,
    one_request,
    read_request_filters,
    request_page,
)
from jiaoyun.roster.workbench.words import CLASS_WORDS

_LIST = "roster:request_list"


@page(power=REQUESTS_SEE, place=region_place)
def request_list(request: PageRequest, *, place: Place, organization_id: int) -> HttpResponse:
    """The requests of the schools below, newest first."""
    filters = read_request_filters(request.GET)
    context = {
        "found": request_page(place, filters),
        "filters": filters,
        "classes": [(name.value, name.label) for name in ASKED],
        "states": RequestState.choices,
        "words": CLASS_WORDS,
        "is_filtered": bool(filters.school or filters.row_class or filters.before),
    }
    return show(
        request, "roster/request_list.html", context, place=place, app=REGION_USERS, page=_LIST, title="学校求助"
    )


@page(power=REQUESTS_SEE, place=region_place)
def request_show(request: PageRequest, *, place: Place, organization_id: int, request_id: UUID) -> HttpResponse:
    """One request with all its rows, a hundred a page."""
    text = request.GET.get("page", "1")
    number = int(text) if text.isascii() and text.isdigit() and 0 < len(text) < 6 else 1
    asked = one_request(place, request_id, max(number, 1))
    context = {
        "asked": asked,
        "words": CLASS_WORDS[asked.row_class],
        "previous": f"?page={number - 1}" if number > 1 else "",
        "next": f"?page={number + 1}" if number * ROWS_A_PAGE < asked.count else "",
    }
    title = f"{asked.school}的求助"
    return show(request, "roster/request_show.html", context, place=place, app=REGION_USERS, page=_LIST, title=title)
