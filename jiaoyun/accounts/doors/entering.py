"""The way in that all doors share: the command, a session of its own, the note of where, and the page that opens."""

from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from jiaoyun.accounts import sessions
from jiaoyun.accounts.commands.log_in import LoggedIn, log_in
from jiaoyun.accounts.devices import remember_device
from jiaoyun.accounts.door import How
from jiaoyun.accounts.doors import carried, kept
from jiaoyun.accounts.doors.kept import Arrival
from jiaoyun.accounts.doors.roles import remember
from jiaoyun.accounts.doors.tickets import carry_typed
from jiaoyun.accounts.login_sessions import note_login
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.pages import PageRequest
from jiaoyun.plumbing.refusals import Refused

#: After these the person is known and may choose, or hand in a ticket about the account.
_KEPT_AFTER = (
    "accounts.login.role_mismatch",
    "accounts.login.school_missing",
    "accounts.login.frozen",
    "accounts.login.deleted",
)


def enter(
    request: PageRequest, arrival: Arrival, *, now: datetime, identity_id: UUID | None = None, typed: str = ""
) -> HttpResponse:
    """Log in and go on: to the page asked for, to setting a password, or to binding what was proved on the way.

    Who came by a phone or is not sure yet is first shown whose account it is. Refuses what log_in refuses;
    「角色不匹配」 is a page of its own, to which it leads. `typed`: the login as typed, for the ticket that may help.
    """
    if not arrival.sure:
        kept.keep(request, arrival, now=now)
        return redirect("accounts:login_whose")
    who = Actor(arrival.proof.account_id, request_id=request.actor.request_id)
    try:
        done = log_in(actor=who, proof=arrival.proof, role=arrival.role, identity_id=identity_id, now=now)
    except Refused as refused:
        if refused.id in _KEPT_AFTER:
            kept.keep(request, arrival, now=now)
        if refused.id == "accounts.login.role_mismatch":
            return redirect("accounts:login_role")
        carry_typed(request, refused, typed, now=now)
        raise
    _begin(request, arrival, done, now)
    return _go_on(request, arrival, done)


def go_in(request: HttpRequest, next_page: str) -> HttpResponse:
    """To the page asked for, or the desktop; first to binding what was proved on the way."""
    if carried.is_anything(request):
        return redirect(_with_next(reverse("accounts:login_bind"), next_page))
    return redirect(next_page or reverse("portal:desktop"))


def _with_next(address: str, next_page: str) -> str:
    return f"{address}?{urlencode({'next': next_page})}" if next_page else address


def _begin(request: HttpRequest, arrival: Arrival, done: LoggedIn, now: datetime) -> None:
    taken_along = carried.take(request)
    sessions.begin(
        request,
        account_id=done.account_id,
        identity_id=done.identity_id,
        epoch=done.epoch,
        first_secret_id=done.first_secret_id,
        public_computer=arrival.public_computer,
        now=now,
        factor_shown=arrival.proof.how is How.PASSKEY,
    )
    note_login(request, account_id=done.account_id, how=done.how, public_computer=arrival.public_computer, now=now)
    carried.put_back(request, taken_along)


def _go_on(request: HttpRequest, arrival: Arrival, done: LoggedIn) -> HttpResponse:
    if done.first_secret_id is not None:
        return redirect(_with_next(reverse("accounts:first_password"), arrival.next))
    response = go_in(request, arrival.next)
    if arrival.public_computer:
        return response
    if arrival.asked_role:
        remember(response, arrival.role)
    if arrival.proof.login_mark:
        remember_device(request, response, arrival.proof.login_mark)
    return response
