"""The frame of a page about one person: the application of whoever works here, and the way back."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from jiaoyun.accounts.addresses import safe_next
from jiaoyun.organizations.frames import crumbs_of
from jiaoyun.plumbing.actor import Role
from jiaoyun.plumbing.cures import TICKET_FIELD
from jiaoyun.plumbing.navigation import APPLICATIONS, is_at_place, menu_of
from jiaoyun.plumbing.pages import PageRequest
from jiaoyun.plumbing.powers import Place, holds

_IN_SCHOOL = (Role.SCHOOL_ADMIN, Role.HOMEROOM)


def show_person(
    request: PageRequest, template: str, context: dict[str, Any], *, place: Place, title: str, status: int = 200
) -> HttpResponse:
    """Render with menu, crumbs and the address to go back to (`next`, a page of ours; else the desktop)."""
    framed = {
        **context,
        "place": place,
        "page_title": title,
        "crumbs": [*crumbs_of(place), (title, None)],
        "next": way_back(request),
        "ticket": (request.POST or request.GET).get(TICKET_FIELD, ""),
    }
    if (menu := _menu(request, place)) is not None:
        framed["menu"] = menu
    return render(request, template, framed, status=status)


def way_back(request: PageRequest) -> str:
    """Where the page was opened from, if it is a page of ours; else the desktop."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    return safe_next(request, wanted) or reverse("portal:desktop")


def _menu(request: PageRequest, place: Place) -> dict[str, Any] | None:
    """The menu of the school's own application that this identity has; none for those who work elsewhere."""
    grant = request.actor.grant
    if grant is None or grant.role not in _IN_SCHOOL:
        return None
    own = (app for app in APPLICATIONS.values() if holds(grant, app.power, place) and is_at_place(app.page, place))
    app = next(own, None)
    return menu_of(app.key, request, place, "") if app else None
