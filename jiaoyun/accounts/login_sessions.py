"""Where somebody is logged in: one row a log-in, which follows its session and is closed with it (个人中心)."""

import ipaddress
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest
from uuid_utils.compat import uuid7

from jiaoyun.accounts.addresses import client_network
from jiaoyun.accounts.browsers import browser_in_words
from jiaoyun.accounts.models import LoginSession

_IN_SESSION = "login"


def note_login(request: HttpRequest, *, account_id: UUID, how: str, public_computer: bool, now: datetime) -> UUID:
    """Write that a session began; after `sessions.begin`, which made the session. Returns the row's id."""
    key = uuid7()
    # Before the session is written for the first time, so that it need not be written again.
    request.session[_IN_SESSION] = str(key)
    if request.session.session_key is None:
        request.session.create()
    LoginSession(
        id=key,
        account_id=account_id,
        session_key=request.session.session_key or "",
        device=browser_in_words(request.headers.get("User-Agent", "")),
        network=masked_network(client_network(request)),
        how=how,
        public_computer=public_computer,
        began_at=now,
    ).save(force_insert=True)
    return key


def login_of(request: HttpRequest) -> UUID | None:
    """The log-in that this session belongs to; None for a visitor and for a session from before rows were kept."""
    kept = request.session.get(_IN_SESSION)
    return UUID(kept) if kept else None


def follow(request: HttpRequest) -> None:
    """The session has a new key: the row follows it."""
    if (key := login_of(request)) is not None:
        rows = LoginSession.objects.everywhere("the own session's row").filter(id=key, ended_at__isnull=True)
        rows.update(session_key=request.session.session_key)


def note_end(request: HttpRequest, why: str, *, now: datetime) -> None:
    """Close the row of this session; before the session is flushed. `why` is a code: logout, idle, over."""
    if (key := login_of(request)) is not None:
        rows = LoginSession.objects.everywhere("the own session's row").filter(id=key, ended_at__isnull=True)
        rows.update(ended_at=now, ended_why=why)


def masked_network(network: str) -> str:
    """203.0.113.*, or the first half of an IPv6 network: enough to recognise one's own, no more."""
    try:
        address = ipaddress.ip_address(network.split("/", 1)[0])
    except ValueError:
        return ""
    if isinstance(address, ipaddress.IPv4Address):
        return f"{network.rsplit('.', 1)[0]}.*"
    return ":".join(address.exploded.split(":")[:3]) + ":*"
