"""Logging out."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from jiaoyun.accounts.events import LOGGED_OUT
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command


@dataclass(frozen=True, slots=True)
class LoggedOut:
    """Who left."""

    account_id: UUID


@command(power=None, event=LOGGED_OUT)
def log_out(*, actor: Actor, now: datetime) -> LoggedOut:
    """Record that the person left; the page ends the session."""
    return LoggedOut(actor.account)
