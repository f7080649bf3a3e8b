"""The password door: what was typed → a proof of who it is, or a refusal that tells a stranger nothing.

Wrong and unknown get one answer from the same work: two counts, two look-ups, one Argon2 run (security.md, Decided 9).
"""

import functools
import hmac
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from jiaoyun.accounts.doors.counts import count_try, mark_of, take_back
from jiaoyun.accounts.doors.tickets import PASSWORD
from jiaoyun.accounts.first_secrets import SEAL_KIND, is_same
from jiaoyun.accounts.hashers import is_right_password
from jiaoyun.accounts.identifiers import Guess, guesses
from jiaoyun.accounts.models import AccountState, FirstSecret, Identifier, IdentifierKind
from jiaoyun.plumbing.prepared import Prepared, prepared
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.plumbing.sealing import unseal_many

_NOBODY = UUID(int=0)
_LATEST_SECRETS = 4


class How(StrEnum):
    """What was shown at the door."""

    PASSWORD = "password"  # noqa: S105
    FIRST_SECRET = "first_secret"  # noqa: S105
    SMS = "sms"
    PASSKEY = "passkey"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Attempt:
    """What came through the door. `device_of`: login mark → the browser's mark, empty where it was never used there."""

    name: str
    password: str
    address: str
    device_of: Callable[[str], str] = lambda _: ""

    def __repr__(self) -> str:
        return "Attempt()"


@dataclass(frozen=True, slots=True)
class Proof:
    """Somebody showed who they are; every door makes one, the command log_in takes it.

    `epoch` is the account's when it was proved; `first_secret_id` says that a slip was shown; `login_mark` is the
    digest of what was typed (doors/counts.py), empty where nothing was typed.
    """

    account_id: UUID
    epoch: int
    first_secret_id: UUID | None
    login_mark: str
    how: How


def check_login(attempt: Attempt, *, now: datetime) -> Proof:
    """Prove who is logging in.

    Refuses accounts.login.too_many, .crowded, .wrong; and only for the right slip accounts.first_secret.expired,
    .replaced, .used. The state of the account is said by log_in, for every door alike.
    """
    found = guesses(attempt.name, today=timezone.localdate(now))
    mark = mark_of(attempt.name, found)
    counted = count_try(mark, attempt.address, device=attempt.device_of(mark), now=now)
    account = _account_of(found)
    secret = _shown_secret(account, attempt.password)
    has_password = account is not None and bool(account.password)
    right = is_right_password(attempt.password, account.password if account else "")
    if account is None or not (right or secret) or account.state in (AccountState.PURGED, AccountState.WITHDRAWN):
        raise Refused("accounts.login.wrong", kind=PASSWORD)
    take_back(counted, now=now)
    if right or secret is None:
        return Proof(account.id, account.session_epoch, None, mark, How.PASSWORD)
    refuse_secret(secret, has_password, now)
    return Proof(account.id, account.session_epoch, secret.id, mark, How.FIRST_SECRET)


class _Known(NamedTuple):
    """Of an account, what the door needs."""

    id: UUID
    state: AccountState
    password: str
    session_epoch: int


class _Slip(NamedTuple):
    """Of a first secret, what the door needs."""

    id: UUID
    exact: bool
    used_at: datetime | None
    voided_at: datetime | None
    expires_at: datetime


def _account_of(found: list[Guess]) -> _Known | None:
    """The account that the likeliest guess is bound to; always one statement."""
    asked = found or [(IdentifierKind.ACCOUNT_NAME, b"")]
    rows = _bound_to(len(asked))(*(part for guess in asked for part in guess))
    bound = {(IdentifierKind(kind), bytes(key)): _Known(*account) for kind, key, *account in rows}
    return next((bound[guess] for guess in found if guess in bound), None)


@functools.cache
def _bound_to(many: int) -> Prepared:
    """The question whose so many guesses are bound, as kind and digest in turns; a text makes at most a dozen."""

    def build(*parts: Any) -> Any:
        wanted = Q()
        for kind, key in zip(parts[::2], parts[1::2], strict=True):
            wanted |= Q(kind=kind, digest=key)
        return (
            Identifier.objects.everywhere("a log-in names nobody's place yet")
            .filter(wanted, released_at__isnull=True)
            .values_list("kind", "digest", *(f"account__{name}" for name in _Known._fields))
        )

    return Prepared(build, (str, bytes) * many)


@prepared(UUID)
def _latest_secrets(account_id: UUID) -> Any:
    latest = FirstSecret.objects.of_account(account_id).order_by("-issued_at")
    return latest.values_list("sealed", *_Slip._fields)[:_LATEST_SECRETS]


def _shown_secret(account: _Known | None, typed: str) -> _Slip | None:
    """The slip that was typed, whatever its state; always one statement."""
    rows = [(bytes(sealed), _Slip(*slip)) for sealed, *slip in _latest_secrets(account.id if account else _NOBODY)]
    texts = unseal_many(SEAL_KIND, ((slip.id, sealed) for sealed, slip in rows))
    shown = [slip for (_, slip), text in zip(rows, texts, strict=True) if _is_shown(slip, typed, text)]
    return shown[0] if shown else None


def _is_shown(row: _Slip, typed: str, text: str) -> bool:
    # A password that a school chose for a reset is compared as typed, a slip however it is written.
    return hmac.compare_digest(typed.encode(), text.encode()) if row.exact else is_same(typed, text)


def refuse_secret(secret: FirstSecret | _Slip, has_password: bool, now: datetime) -> None:
    """Refuse a slip that is used up, replaced or expired."""
    if secret.used_at is not None or has_password:
        raise Refused("accounts.first_secret.used")
    if secret.voided_at is not None:
        raise Refused("accounts.first_secret.replaced")
    if secret.expires_at <= now:
        raise Refused("accounts.first_secret.expired")
