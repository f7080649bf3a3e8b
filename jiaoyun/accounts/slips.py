"""Slips 首次登录条: what is printed for a pupil to log in with the first time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from uuid_utils.compat import uuid7

from jiaoyun.accounts.binding import numbers_of
from jiaoyun.accounts.first_secrets import LIFETIME, SEAL_KIND, grouped, new_secret
from jiaoyun.accounts.models import FirstSecret, IdentifierKind
from jiaoyun.plumbing.bulk import insert_rows
from jiaoyun.plumbing.sealing import Sealer, kind_prefix, unseal_many

_COLUMNS = ("id", "account_id", "sealed", "exact", "issued_at", "issued_by", "expires_at", "run", "organization_id")
_LOGIN_ORDER = (
    IdentifierKind.ACCOUNT_NAME,
    IdentifierKind.ROLL_NUMBER,
    IdentifierKind.PLATFORM_NUMBER,
    IdentifierKind.DOCUMENT,
    IdentifierKind.PHONE,
)


@dataclass(frozen=True, slots=True)
class Slip:
    """One slip: whose, what to type as account, the secret in two groups, until when. `repr` shows none of it."""

    account_id: UUID
    name: str
    login_kind: IdentifierKind | None
    login: str
    secret: str
    expires_at: datetime

    def __repr__(self) -> str:
        return f"Slip({self.account_id})"


def write_secrets(
    accounts: Sequence[UUID],
    *,
    run: UUID,
    by: UUID | None,
    organization_id: int | None,
    now: datetime,
    exact_text: str | None = None,
) -> int:
    """Void the open secrets of these accounts and give each a new one: two statements a call; returns how many.

    `exact_text`: a one-time password that somebody chose, compared as typed; generated ones where it is None.
    """
    FirstSecret.objects.everywhere("the caller's gate named the accounts").filter(
        account_id__in=accounts, used_at__isnull=True, voided_at__isnull=True
    ).update(voided_at=now)
    sealer, kind = Sealer(), kind_prefix(SEAL_KIND)
    expires_at = now + LIFETIME
    rows = []
    for account_id in accounts:
        key = uuid7()
        sealed = sealer.seal(kind, key.bytes, (exact_text or new_secret()).encode())
        exact = exact_text is not None
        rows.append((key, account_id, sealed, exact, now, by, expires_at, run, organization_id))
    return insert_rows(FirstSecret, _COLUMNS, rows)


def slips_of(secrets: Iterable[FirstSecret]) -> list[Slip]:
    """The slips of these secrets, opened, in the order given; two statements however many. Each look is an event.

    `secrets` come with their accounts. What to type is the account name, else 学籍号, T number, ID document, phone.
    """
    rows = list(secrets)
    texts = unseal_many(SEAL_KIND, ((row.id, bytes(row.sealed)) for row in rows))
    logins = logins_of([row.account_id for row in rows])
    slips = []
    for row, text in zip(rows, texts, strict=True):
        kind, login = logins.get(row.account_id, (None, ""))
        secret = text if row.exact else grouped(text)
        slips.append(Slip(row.account_id, row.account.name, kind, login, secret, row.expires_at))
    return slips


def logins_of(account_ids: Sequence[UUID]) -> dict[UUID, tuple[IdentifierKind, str]]:
    """What each account is best told to type at log-in, in full. For code behind a gate."""
    best: dict[UUID, tuple[IdentifierKind, str]] = {}
    for bound in numbers_of(account_ids):
        known = best.get(bound.account_id)
        if bound.kind in _LOGIN_ORDER and (known is None or _rank(bound.kind) < _rank(known[0])):
            best[bound.account_id] = (bound.kind, bound.number)
    return best


def _rank(kind: IdentifierKind) -> int:
    return _LOGIN_ORDER.index(kind)
