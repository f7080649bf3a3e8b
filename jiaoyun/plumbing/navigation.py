"""Menus and desktop tiles, declared by the rooms. What an identity sees follows from the powers of the pages."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django.urls import NoReverseMatch, reverse

from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.counting import later
from jiaoyun.plumbing.powers import Place, Power, holds
from jiaoyun.plumbing.prepared import Question


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One entry of an application's left menu. `order` is its place among the entries of all rooms; `badge` asks
    for what waits there, at most BADGE_MOST rows of it, and is counted on the pages of the same room."""

    label: str
    page: str
    power: Power
    sub: bool = False
    order: int = 0
    badge: Callable[[Actor, Place], Question] | None = None


@dataclass(frozen=True, slots=True)
class Application:
    """An application on the desktop: its name as users know it, its icon, where it opens, its menu."""

    key: str
    label: str
    icon: str
    page: str
    power: Power
    items: tuple[MenuItem, ...]


APPLICATIONS: dict[str, Application] = {}
_ADDED: dict[str, list[MenuItem]] = {}


def declare(application: Application) -> Application:
    """Register an application; the order of declaration is the order on the desktop."""
    APPLICATIONS[application.key] = _with_added(application)
    return application


def declare_page(key: str, label: str, *, icon: str, page: str, power: Power) -> Application:
    """Register an application that is one page."""
    return declare(Application(key, label, icon, page, power, (MenuItem(label, page, power),)))


def add_items(key: str, *items: MenuItem) -> None:
    """Add entries to an application that a room further down declares, before or after it does."""
    _ADDED.setdefault(key, []).extend(items)
    if key in APPLICATIONS:
        APPLICATIONS[key] = _with_added(APPLICATIONS[key])


def _with_added(application: Application) -> Application:
    """The application with the entries that other rooms added, each once, by their order."""
    added = (item for item in _ADDED.get(application.key, ()) if item not in application.items)
    return replace(application, items=tuple(sorted((*application.items, *added), key=lambda item: item.order)))


def applications_of(actor: Actor, place: Place) -> list[dict[str, Any]]:
    """The tiles of the identity in use at its own place."""
    return [
        {"key": app.key, "label": app.label, "icon": app.icon, "address": address(app.page, place)}
        for app in APPLICATIONS.values()
        if holds(actor.grant, app.power, place)
    ]


def menu_of(key: str, request: Any, place: Place, current: str) -> dict[str, Any]:
    """The left menu of an application at a place: only what the identity in use may open."""
    app, actor = APPLICATIONS[key], request.actor
    return {
        "label": app.label,
        "items": [
            {
                "label": item.label,
                "address": address(item.page, place),
                "sub": item.sub,
                "current": item.page == current,
                "badge": _badge(item, request, place) if _is_near(item, current) else 0,
            }
            for item in app.items
            if holds(actor.grant, item.power, place)
        ],
    }


def _badge(item: MenuItem, request: Any, place: Place) -> Any:
    return later(request, item.badge(request.actor, place)) if item.badge is not None else 0


def _is_near(item: MenuItem, current: str) -> bool:
    """Whether the page open now belongs to the item's room: elsewhere its badge is not worth a query (待办 has it)."""
    return item.page.split(":")[0] == current.split(":")[0]


def address(page: str, place: Place) -> str:
    """The page's address at a place: school pages carry the school's id, region pages the organization's; pages of the
    whole platform carry neither."""
    return _address_at(page, place) or reverse(page)


def is_at_place(page: str, place: Place) -> bool:
    """Whether the page's address names the place: pages of the whole platform do not."""
    return bool(_address_at(page, place))


def _address_at(page: str, place: Place) -> str:
    at_school = place.school_id is not None
    values = {"school_id": place.school_id} if at_school else {"organization_id": place.organization_id}
    try:
        return reverse(page, kwargs=values)
    except NoReverseMatch:
        return ""
