"""Sessions: what they hold, when they end (security.md, threat 22: old school computers are shared).

A session names the account, the identity in use, the account's epoch at its beginning, the first secret where it was
opened with one, and when a second factor was shown. It ends by idling, by its age, by a new password, and as soon as
the account is not active. Whatever makes it more powerful gives it a new key; its row in LoginSession follows.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.middleware.csrf import rotate_token

from jiaoyun.accounts import login_sessions
from jiaoyun.plumbing.actor import ADMINISTRATOR_ROLES, Grant, Role

_OLDEST = timedelta(hours=8)
_OLDEST_OF_PUPILS = timedelta(hours=2)
_SEEN_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Held:
    """What a session holds of a log-in."""

    account_id: UUID
    identity_id: UUID | None
    epoch: int
    began_at: datetime
    seen_at: datetime
    first_secret_id: UUID | None
    factor_at: datetime | None

    def is_over(self, grant: Grant | None, now: datetime) -> bool:
        """Whether it idled too long or is too old for the identity in use."""
        return now - self.seen_at > idle_limit(grant) or now - self.began_at > oldest(grant)


def idle_limit(grant: Grant | None) -> timedelta:
    """15 minutes for administrators and support, 30 for all others (a setting)."""
    who = "administrator" if grant is not None and grant.role in ADMINISTRATOR_ROLES else "other"
    return timedelta(minutes=settings.JIAOYUN_IDLE_MINUTES[who])


def oldest(grant: Grant | None) -> timedelta:
    """A working day; two hours for a pupil."""
    return _OLDEST_OF_PUPILS if grant is not None and grant.role is Role.STUDENT else _OLDEST


def read(session: Any) -> Held | None:
    """The log-in that a session holds; None for a visitor or for a session of an older form."""
    if session.get("account") is None:
        return None
    try:
        return Held(
            UUID(session["account"]),
            UUID(session["identity"]) if session.get("identity") else None,
            int(session["epoch"]),
            datetime.fromtimestamp(session["began_at"], UTC),
            datetime.fromtimestamp(session["seen_at"], UTC),
            UUID(session["first_secret"]) if session.get("first_secret") else None,
            datetime.fromtimestamp(session["factor_at"], UTC) if session.get("factor_at") else None,
        )
    except (KeyError, TypeError, ValueError):
        return None


def fill(session: Any, *, account_id: UUID, identity_id: UUID | None, epoch: int, now: datetime) -> None:
    """Write a log-in into an empty session."""
    session["account"] = str(account_id)
    session["identity"] = str(identity_id) if identity_id else None
    session["epoch"] = epoch
    # Whoever logs in has just shown who they are: dangerous steps ask again when that was a while ago (reproof.py).
    session["began_at"] = session["seen_at"] = session["proved_at"] = int(now.timestamp())


def begin(
    request: HttpRequest,
    *,
    account_id: UUID,
    identity_id: UUID | None,
    epoch: int,
    first_secret_id: UUID | None,
    public_computer: bool,
    now: datetime,
    factor_shown: bool = False,
) -> None:
    """Log in: nothing of whoever used this browser before stays; a new session key and a new form token.

    `factor_shown`: the door was a second factor at once, as a passkey is.
    """
    request.session.flush()
    fill(request.session, account_id=account_id, identity_id=identity_id, epoch=epoch, now=now)
    if first_secret_id is not None:
        request.session["first_secret"] = str(first_secret_id)
    if factor_shown:
        request.session["factor_at"] = int(now.timestamp())
    if public_computer:
        # The cookie has no date: it goes when the browser is closed.
        request.session.set_expiry(0)
    rotate_token(request)


def switch(request: HttpRequest, identity_id: UUID) -> None:
    """Take up another identity under a new session key."""
    request.session["identity"] = str(identity_id)
    _take_new_key(request)
    rotate_token(request)


def renew(request: HttpRequest, *, epoch: int) -> None:
    """Go on after a new password: a new key, the new epoch; every other session of the account has the old one."""
    request.session["epoch"] = epoch
    request.session.pop("first_secret", None)
    _take_new_key(request)
    rotate_token(request)


def note_proof(request: HttpRequest, now: datetime) -> None:
    """Note that the person has shown again who they are, under a new session key."""
    request.session["proved_at"] = int(now.timestamp())
    _take_new_key(request)


def note_factor(request: HttpRequest, now: datetime) -> None:
    """Note that a second factor was shown: administrators' identities open from now on, under a new session key."""
    request.session["factor_at"] = request.session["proved_at"] = int(now.timestamp())
    _take_new_key(request)
    rotate_token(request)


def factor_at(request: HttpRequest) -> datetime | None:
    """When a second factor was last shown in this session; None where it was not."""
    noted = request.session.get("factor_at")
    return datetime.fromtimestamp(noted, UTC) if isinstance(noted, int) else None


def factor_due(request: HttpRequest) -> Grant | None:
    """The administrator's identity that waits for its factor; the middleware notes it."""
    found: Grant | None = getattr(request, "factor_due", None)
    return found


def proved_at(request: HttpRequest) -> datetime | None:
    """When the person last showed who they are in this session; None for a visitor."""
    noted = request.session.get("proved_at")
    return datetime.fromtimestamp(noted, UTC) if isinstance(noted, int) else None


def first_secret_of(request: HttpRequest) -> UUID | None:
    """The slip that this session was opened with, while its password is not set; the middleware notes it."""
    found: UUID | None = getattr(request, "first_secret_id", None)
    return found


def touch(session: Any, held: Held, now: datetime) -> None:
    """Note that somebody is there; written at most once a minute."""
    if now - held.seen_at >= _SEEN_EVERY:
        session["seen_at"] = int(now.timestamp())


def end(request: HttpRequest, why: str, now: datetime) -> None:
    """Log out here: the session goes, its row is closed. `why` is a code: logout, idle, over."""
    login_sessions.note_end(request, why, now=now)
    request.session.flush()


def _take_new_key(request: HttpRequest) -> None:
    request.session.cycle_key()
    login_sessions.follow(request)
