"""How far a browser is with a recovery: the account that was meant and the channel chosen, for half an hour.

The session holds an id or nothing where nobody is meant; both are stored alike. What counts in the end is the code.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.http import HttpRequest

from jiaoyun.accounts.models import Channel

LIFETIME = timedelta(minutes=30)
_KEY = "recovery"


@dataclass(frozen=True, slots=True)
class Step:
    """`account_id` None: nobody answers for what was typed. `channel` None: not chosen yet."""

    account_id: UUID | None
    channel: Channel | None


def begin(request: HttpRequest, account_id: UUID | None, *, now: datetime) -> None:
    """Begin for this account, or for nobody."""
    request.session[_KEY] = {"account": str(account_id or ""), "channel": "", "at": int(now.timestamp())}


def choose(request: HttpRequest, channel: Channel) -> None:
    """Note the channel."""
    request.session[_KEY] = {**request.session[_KEY], "channel": channel.value}


def step_of(request: HttpRequest, *, now: datetime) -> Step | None:
    """Where this browser stands; None where it has not begun or began too long ago."""
    held = request.session.get(_KEY)
    if held is None or now.timestamp() - held["at"] > LIFETIME.total_seconds():
        return None
    return Step(
        UUID(held["account"]) if held["account"] else None, Channel(held["channel"]) if held["channel"] else None
    )


def forget(request: HttpRequest) -> None:
    """It is over."""
    request.session.pop(_KEY, None)
