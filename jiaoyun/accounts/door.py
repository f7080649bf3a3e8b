"""The password door: what was typed → a proof of who it is, or a refusal that tells a stranger nothing.

Wrong and unknown get one answer from the same work: two counts, two look-ups, one Argon2 run (security.md, Decided 9).
"""

import hmac
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from jiaoyun.accounts.doors.counts import count_try, login_mark, take_back
from jiaoyun.accounts.doors.tickets import PASSWORD
from jiaoyun.accounts.first_secrets import SEAL_KIND, is_same
from jiaoyun.accounts.hashers import is_right_password
from jiaoyun.accounts.identifiers import Guess, guesses
from jiaoyun.accounts.models import Account, AccountState, FirstSecret, Identifier, IdentifierKind
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
    """What came through the door. `device` is empty or the mark of a browser this login was used on before."""

    name: str
    password: str
    address: str
    device: str = ""

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
    mark = login_mark(attempt.name, now)
    counted = count_try(mark, attempt.address, device=attempt.device, now=now)
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


def _account_of(found: list[Guess]) -> Account | None:
    """The account that the likeliest guess is bound to; always one statement."""
    wanted = Q(kind=IdentifierKind.ACCOUNT_NAME, digest=b"")
    for kind, key in found:
        wanted |= Q(kind=kind, digest=key)
    rows = (
        Identifier.objects.everywhere("a log-in names nobody's place yet")
        .filter(wanted, released_at__isnull=True)
        .select_related("account")
    )
    bound = {(IdentifierKind(row.kind), bytes(row.digest)): row.account for row in rows}
    return next((bound[guess] for guess in found if guess in bound), None)


def _shown_secret(account: Account | None, typed: str) -> FirstSecret | None:
    """The slip that was typed, whatever its state; always one statement."""
    rows = list(
        FirstSecret.objects.of_account(account.id if account else _NOBODY).order_by("-issued_at")[:_LATEST_SECRETS]
    )
    texts = unseal_many(SEAL_KIND, ((row.id, bytes(row.sealed)) for row in rows))
    shown = [row for row, text in zip(rows, texts, strict=True) if _is_shown(row, typed, text)]
    return shown[0] if shown else None


def _is_shown(row: FirstSecret, typed: str, text: str) -> bool:
    # A password that a school chose for a reset is compared as typed, a slip however it is written.
    return hmac.compare_digest(typed.encode(), text.encode()) if row.exact else is_same(typed, text)


def refuse_secret(secret: FirstSecret, has_password: bool, now: datetime) -> None:
    """Refuse a slip that is used up, replaced or expired."""
    if secret.used_at is not None or has_password:
        raise Refused("accounts.first_secret.used")
    if secret.voided_at is not None:
        raise Refused("accounts.first_secret.replaced")
    if secret.expires_at <= now:
        raise Refused("accounts.first_secret.expired")
