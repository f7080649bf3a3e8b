"""Logging out elsewhere: one other browser, or all of them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.sessions.models import Session

from jiaoyun.accounts.models import LoginSession
from jiaoyun.accounts.second_factor.events import SESSIONS_ENDED
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command


@dataclass(frozen=True, slots=True)
class SessionsEnded:
    """How many; `others` says that all but the own one were meant."""

    account_id: UUID
    count: int
    others: bool


@command(power=None, event=SESSIONS_ENDED)
def end_sessions(*, actor: Actor, login_id: UUID | None, keep: str, now: datetime) -> SessionsEnded:
    """End the log-in of that id, or (None) all of the actor's except the session whose key is `keep`.

    The session itself goes, so that the next request of that browser is a visitor's. One that is over already, or of
    somebody else, counts nothing.
    """
    rows = LoginSession.objects.of_account(actor.account).filter(ended_at__isnull=True).exclude(session_key=keep)
    if login_id is not None:
        rows = rows.filter(id=login_id)
    keys = list(rows.values_list("session_key", flat=True))
    ended = rows.filter(session_key__in=keys).update(ended_at=now, ended_why="elsewhere")
    Session.objects.filter(session_key__in=keys).delete()
    return SessionsEnded(actor.account, ended, login_id is None)
