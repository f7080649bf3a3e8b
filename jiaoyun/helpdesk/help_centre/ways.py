"""From an entry's button to what this reader can press: the page at the own place, 身份切换, log-in, or who does it."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.urls import reverse
from django.utils.http import urlencode

from jiaoyun.helpdesk.help_centre.entry import Button
from jiaoyun.plumbing.actor import Actor, Grant
from jiaoyun.plumbing.navigation import APPLICATIONS
from jiaoyun.plumbing.powers import Place, Power, holds, place_of
from jiaoyun.plumbing.routes import Route, all_routes

_PLACES = {"school_id", "organization_id"}


@dataclass(frozen=True, slots=True)
class Way:
    """What stands under an answer. No address: this reader cannot, and `note` says who can."""

    label: str
    address: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Needs:
    """What a page asks of an identity: every one of the powers, at its whole school where `whole`."""

    powers: tuple[Power, ...]
    whole: bool

    def met_by(self, grant: Grant) -> bool:
        place = place_of(grant).at_class(None) if self.whole else place_of(grant)
        return all(holds(grant, power, place) for power in self.powers)

    def who(self) -> str:
        """The roles that hold all of them, nearest place first; "" where no power is needed."""
        roles = self.powers[-1].roles() if self.powers else ()
        return "、".join(role.label for role in roles if all(role in power.roles() for power in self.powers))


def ways(buttons: Iterable[Button], actor: Actor, back: str) -> list[Way]:
    """What this reader may press, those that work at once first. `back` is where to return after log-in.

    A button whose page is not there yet is left out; so is one that is shut where another of the same words is open.
    """
    found = [way for button in buttons if (way := way_to(button, actor, back)) is not None]
    open_words = {way.label for way in found if way.address}
    kept = [way for way in found if way.address or way.label not in open_words]
    return sorted(kept, key=lambda way: not way.address)


def way_to(button: Button, actor: Actor, back: str) -> Way | None:
    """The button for this reader; None where its page does not exist."""
    route = routes(settings.ROOT_URLCONF).get(button.page)
    if route is None or route.declaration is None:
        return None
    given = dict(button.with_values)
    needed = set(route.converters) - set(given)
    if needed - _PLACES:
        return None
    powers = powers_of(route)
    if not needed and not powers:
        return Way(button.label, reverse(button.page, kwargs=given), button.who)
    # A page that declares its power has no class in its address: what reaches one class only does not open it.
    whole = route.declaration.power is not None
    return _at_place(button, actor, back, needed, _Needs(powers, whole))


def powers_of(route: Route) -> tuple[Power, ...]:
    """The powers a page needs, all of them: its own, or those of the application and menu entry that lead to it."""
    if route.declaration is not None and route.declaration.power is not None:
        return (route.declaration.power,)
    for app in APPLICATIONS.values():
        for item in app.items:
            if item.page == route.name:
                return (app.power, item.power)
    return tuple(app.power for app in APPLICATIONS.values() if app.page == route.name)[:1]


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


def _at_place(button: Button, actor: Actor, back: str, needed: set[str], needs: _Needs) -> Way:
    given = dict(button.with_values)
    for grant in (actor.grant, *actor.others):
        if grant is None or not needs.met_by(grant):
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
    return Way(button.label, "", needs.who() or button.who)
