"""@page: every view declares its power and place; a view without a declaration does not start the server.

`@page(power=…, place=…)` finds the place, checks the power of the identity in use, and turns refusals into pages.
`@public_page("why")` and `@own_page("why")` are the two other kinds: for everybody, and for whoever is logged in.
"""

import functools
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, cast
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from jiaoyun.plumbing import gates
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import AlreadyDoneError
from jiaoyun.plumbing.cures import TICKET_FIELD, with_ticket
from jiaoyun.plumbing.errors import not_found, refusal_response
from jiaoyun.plumbing.powers import Place, Power
from jiaoyun.plumbing.refusals import Refused

ONCE_FIELD = "once"


class PageRequest(HttpRequest):
    """A request that has passed the middleware: the actor is known, htmx is read."""

    actor: Actor
    htmx: Any


@dataclass(frozen=True, slots=True)
class Declaration:
    """What a view says of itself; read by the system check, the middleware, the matrix test and the documents."""

    kind: str
    power: Power | None
    methods: tuple[str, ...]
    why: str = ""


View = Callable[..., HttpResponse]


def page(*, power: Power, place: Callable[..., Place], methods: tuple[str, ...] = ("GET",)) -> Callable[[View], View]:
    """Declare a page at a place. `place(actor=…, **path_values)` finds it or raises Http404; the view gets it so.

    The actor brings the own place along, so that it is not read again; who may be there is for the gate to say.
    """

    def declare(view: View) -> View:
        @functools.wraps(view)
        def run(request: PageRequest, **path: Any) -> HttpResponse:
            if not request.actor.is_known:
                return to_login(request)
            found = place(actor=request.actor, **path)
            gates.admit(request.actor, power, found)
            return view(request, place=found, **path)

        return _declared(run, Declaration("place", power, methods))

    return declare


def own_page(why: str, methods: tuple[str, ...] = ("GET",)) -> Callable[[View], View]:
    """Declare a page for whoever is logged in, about their own matters."""

    def declare(view: View) -> View:
        @functools.wraps(view)
        def run(request: PageRequest, **path: Any) -> HttpResponse:
            if not request.actor.is_known:
                return to_login(request)
            return view(request, **path)

        return _declared(run, Declaration("own", None, methods, why))

    return declare


def public_page(why: str, methods: tuple[str, ...] = ("GET",)) -> Callable[[View], View]:
    """Declare a page for everybody; the reason stands in the list of public pages."""

    def declare(view: View) -> View:
        return _declared(view, Declaration("public", None, methods, why))

    return declare


def declaration_of(view: Any) -> Declaration | None:
    """The declaration of a view, or None where it made none."""
    return cast("Declaration | None", getattr(view, "declaration", None))


def _declared(view: View, declaration: Declaration) -> View:
    @functools.wraps(view)
    def answered(request: PageRequest, **path: Any) -> HttpResponse:
        if _holds_nul(request):
            return not_found(request)
        try:
            request.actor = _with_ticket(request, _with_once_key(request))
            response = view(request, **path)
        except Refused as refused:
            response = refusal_response(request, refused)
        except AlreadyDoneError:
            response = refusal_response(request, Refused("house.form.already_done"))
        if declaration.kind != "public" or request.actor.is_known:
            response.headers.setdefault("Cache-Control", "no-store")
        return response

    allowed = require_http_methods([*declaration.methods, *(["HEAD"] if "GET" in declaration.methods else [])])
    checked: View = allowed(answered)
    checked.declaration = declaration  # type: ignore[attr-defined]
    return checked


def _holds_nul(request: HttpRequest) -> bool:
    """Whether a value holds the character NUL: no keyboard makes it, and PostgreSQL keeps it in no text."""
    given = (request.GET, request.POST) if request.method == "POST" else (request.GET,)
    return any("\x00" in value for values in given for _, listed in values.lists() for value in listed)


def _with_once_key(request: PageRequest) -> Actor:
    key = request.POST.get(ONCE_FIELD, "") if request.method == "POST" else ""
    if not key:
        return request.actor
    try:
        return replace(request.actor, once_key=str(UUID(key)))
    except ValueError:
        return request.actor


def _with_ticket(request: PageRequest, actor: Actor) -> Actor:
    """The actor with the ticket that a cure's page or form names, where it names one."""
    given = request.POST if request.method == "POST" else request.GET
    try:
        return with_ticket(actor, UUID(given.get(TICKET_FIELD, "")))
    except ValueError:
        return actor


def to_login(request: HttpRequest) -> HttpResponse:
    """To the log-in page and back here afterwards; a fragment sends the whole page there (HX-Redirect)."""
    target = request.get_full_path() if request.method == "GET" else "/desktop"
    address = f"{reverse('accounts:login')}?{urlencode({'next': target})}"
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": f"{reverse('accounts:login')}"})
    return redirect(address)


__all__ = ["Declaration", "PageRequest", "declaration_of", "not_found", "own_page", "page", "public_page", "to_login"]
