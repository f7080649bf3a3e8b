"""The frame of an application's page: left menu, breadcrumb of the tree, title."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from jiaoyun.organizations.models import Kind, Organization
from jiaoyun.plumbing.navigation import menu_of
from jiaoyun.plumbing.pages import PageRequest
from jiaoyun.plumbing.powers import Place

#: The key of the application 学校用户管理, which the roster declares.
SCHOOL_USERS = "school_users"

Crumb = tuple[str, str | None]


def show(
    request: PageRequest,
    template: str,
    context: dict[str, Any],
    *,
    place: Place,
    app: str,
    page: str,
    title: str,
    status: int = 200,
) -> HttpResponse:
    """Render a page of the application `app` at `place`. `page` is the URL name that the menu marks as current.

    Adds to the context: place, page_title (also the h1), menu (label and the items this identity may open), and crumbs
    ((label, address or None) from the top of the tree to this page).
    """
    framed = {
        **context,
        "place": place,
        "page_title": title,
        "menu": menu_of(app, request, place, page),
        "crumbs": [*crumbs_of(place), (title, None)],
    }
    return render(request, template, framed, status=status)


def crumbs_of(place: Place) -> list[Crumb]:
    """The organizations from the city down to the place; at the province itself, the province.

    One query where the place was not read with its line. They carry no address: a school's page has nothing above it
    that its people may open.
    """
    if place.line:
        return [(name, None) for name in place.line]
    if len(ids_of(place.path)) == 1:
        return [(place.name, None)]
    line = Organization.objects.everywhere("the names of one's own ancestors are no secret")
    rows = line.filter(pk__in=ids_of(place.path)).order_by("path").values_list("kind", "name")
    return [(name, None) for kind, name in rows if kind != Kind.PROVINCE]


def ids_of(path: str) -> list[int]:
    """The organizations on a path, from the root: "/1/12/345/" → [1, 12, 345]."""
    return [int(part) for part in path.split("/") if part]
