"""From an entry's button to what this reader can press: the page at the own place, 身份切换, log-in, or who does it."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.urls import reverse
from django.utils.http import urlencode

from jiaoyun.accounts.actors import place_of
from jiaoyun.helpdesk.help_centre.entry import Button
from jiaoyun.plumbing.actor import Actor, Grant
from jiaoyun.plumbing.navigation import APPLICATIONS
from jiaoyun.plumbing.powers import Place, Power, holds
from jiaoyun.plumbing.routes import Route, all_routes

_PLACES = {"school_id", "organization_id"}


@dataclass(frozen=True, slots=True)
class Way:
    """What stands under an answer. No address: this reader cannot, and `note` says who can."""

    label: str
    address: str
    note: str = ""


def ways(buttons: Iterable[Button], actor: Actor, back: str) -> list[Way]:
    """What this reader may press, those that work at once first. `back` is where to return after log-in.

    A button whose page is not there yet is left out.
    """
    found = [way for button in buttons if (way := way_to(button, actor, back)) is not None]
    return sorted(found, key=lambda way: not way.address)


def way_to(button: Button, actor: Actor, back: str) -> Way | None:
    """The button for this reader; None where its page does not exist."""
    route = routes(settings.ROOT_URLCONF).get(button.page)
    if route is None or route.declaration is None:
        return None
    given = dict(button.with_values)
    needed = set(route.converters) - set(given)
    if needed - _PLACES:
        return None
    power = power_of(route)
    if not needed and power is None:
        return Way(button.label, reverse(button.page, kwargs=given), button.who)
    return _at_place(button, actor, back, needed, power)


def power_of(route: Route) -> Power | None:
    """The power that a page needs: its own, or that of the menu entry which leads to it."""
    if route.declaration is not None and route.declaration.power is not None:
        return route.declaration.power
    led = [(app.page, app.power) for app in APPLICATIONS.values()]
    led += [(item.page, item.power) for app in APPLICATIONS.values() for item in app.items]
    return next((power for page, power in led if page == route.name), None)


def address_at(page: str, place: Place, needed: set[str], given: dict[str, str]) -> str | None:
    """The page's address at a place; None where the page is one of schools and the place none, or the reverse."""
    if "school_id" in needed and place.school_id is None:
        return None
    if "organization_id" in needed and place.school_id is not None:
        return None
    values = {"school_id": place.school_id, "organization_id": place.organization_id}
    return reverse(page, kwargs={**given, **{name: values[name] for name in needed}})


@lru_cache(maxsize=2)
def routes(root: str) -> dict[str, Route]:
    """Every route by name; `root` names the URL configuration, so that tests with their own get theirs."""
    return {route.name: route for route in all_routes()}


def _at_place(button: Button, actor: Actor, back: str, needed: set[str], power: Power | None) -> Way:
    given = dict(button.with_values)
    for grant in (actor.grant, *actor.others):
        if grant is None or not _may(grant, power):
            continue
        address = address_at(button.page, place_of(grant), needed, given)
        if address is None:
            continue
        if grant is actor.grant:
            return Way(button.label, address)
        query = urlencode({"identity": str(grant.identity_id)})
        switch = f"{reverse('accounts:switch_identity')}?{query}"
        return Way(f"换成{grant.role.label}身份，去「{button.label}」", switch, grant.place_name)
    if not actor.is_known:
        login = f"{reverse('accounts:login')}?{urlencode({'next': back})}"
        return Way(f"登录后去「{button.label}」", login, button.who)
    who = "、".join(role.label for role in power.roles()) if power else button.who
    return Way(button.label, "", who)


def _may(grant: Grant, power: Power | None) -> bool:
    return power is None or holds(grant, power, place_of(grant))
