"""Who is asking: `request.actor`, on every request (security.md, threats 5 and 22)."""

import logging
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from jiaoyun.accounts import sessions
from jiaoyun.accounts.actors import standing_of
from jiaoyun.accounts.models import AccountState
from jiaoyun.accounts.second_factor import needs_factor
from jiaoyun.plumbing.actor import NOBODY, Actor
from jiaoyun.plumbing.pages import declaration_of

GetResponse = Callable[[HttpRequest], HttpResponse]
log = logging.getLogger("jiaoyun.sessions")

# While a password must be set these pages open and no other.
_OPEN_BEFORE_PASSWORD = frozenset({"accounts:first_password", "accounts:logout", "portal:reading"})
# While an administrator's identity waits for its factor: showing or setting up one, taking up another identity, and
# what is open to everybody, such as the help and a ticket for a factor that was lost.
_OPEN_BEFORE_FACTOR = frozenset(
    {
        "accounts:prove_again",
        "accounts:prove_message",
        "accounts:second_factor",
        "accounts:factor_message",
        "accounts:factor_set_up",
        "accounts:factor_app",
        "accounts:factor_app_new",
        "accounts:passkey_options",
        "accounts:passkey_add",
        "accounts:passkey_show_options",
        "accounts:passkey_show",
        "accounts:switch_identity",
        # The ticket about the lost factor, which is one's own matter and no administrator's.
        "helpdesk:mine",
    }
)

# While the only identity waits for its review: where it stands, a phone proved at the log-in, own tickets, and leaving.
# Public pages open to everybody.
_OPEN_WHILE_WAITING = frozenset(
    {
        "accounts:applications",
        "accounts:application_new",
        "accounts:application_correct",
        "accounts:first_password",
        "accounts:login_bind",
        # A guardian corrects a request by adding the child anew.
        "roster:child_add",
        "helpdesk:mine",
    }
)


class ActorMiddleware:
    """Reads the session, ends it where it must end, and keeps a first log-in on the page that sets a password."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.first_secret_id = request.factor_due = None  # type: ignore[attr-defined]
        request.only_waits = False  # type: ignore[attr-defined]
        request.actor = self._actor(request)  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Until the password is set, lead every other page there; then to the second factor, where one is due."""
        name = request.resolver_match.view_name if request.resolver_match else ""
        if sessions.first_secret_of(request) is not None:
            return None if name in _OPEN_BEFORE_PASSWORD else _lead(request, reverse("accounts:first_password"))
        declared = declaration_of(view)
        if request.only_waits and name not in _OPEN_WHILE_WAITING:  # type: ignore[attr-defined]
            is_own = declared is not None and declared.kind == "own"
            return _lead(request, reverse("accounts:applications")) if is_own else None
        if sessions.factor_due(request) is None or name in _OPEN_BEFORE_FACTOR:
            return None
        if declared is not None and declared.kind == "public":
            return None
        target = request.get_full_path() if request.method == "GET" else reverse("portal:desktop")
        return _lead(request, f"{reverse('accounts:second_factor')}?{urlencode({'next': target})}")

    def _actor(self, request: HttpRequest) -> Actor:
        request_id = getattr(request, "request_id", "")
        held = sessions.read(request.session)
        if held is None:
            return Actor(request_id=request_id) if request_id else NOBODY
        now = timezone.now()
        standing = standing_of(held.account_id, now=now)
        if standing is None or standing.state is not AccountState.ACTIVE or standing.epoch != held.epoch:
            return self._ended(request, request_id, "over", "您的登录已经失效，请重新登录。")
        if held.is_over(standing.grant_of(held.identity_id), now):
            return self._ended(request, request_id, "idle", "您有一会儿没有操作，为了安全已经退出，请重新登录。")
        sessions.touch(request.session, held, now)
        request.only_waits = standing.waits and not standing.grants  # type: ignore[attr-defined]
        actor = standing.actor(held.identity_id, request_id)
        if held.factor_at is None and needs_factor(actor.grant):
            # The person is known, but not as an administrator; the other identities can be taken up.
            request.factor_due = actor.grant  # type: ignore[attr-defined]
            actor = standing.actor(None, request_id)
        if held.first_secret_id is not None:
            # Opened with a slip: the person is known, but nothing may be done before a password is set.
            request.first_secret_id = held.first_secret_id  # type: ignore[attr-defined]
            return Actor(actor.account_id, actor.name, None, (), request_id)
        return actor

    def _ended(self, request: HttpRequest, request_id: str, code: str, why: str) -> Actor:
        log.info("session ended: %s", code)
        sessions.end(request, code, timezone.now())
        messages.info(request, why)
        return Actor(request_id=request_id)


def _lead(request: HttpRequest, address: str) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return redirect(address)
