"""Recovery codes: ten, shown once, each opens the second door once when the device is lost. Kept as digests."""

import secrets
from datetime import datetime
from uuid import UUID

from uuid_utils.compat import uuid7

from jiaoyun.accounts.first_secrets import ALPHABET, grouped, plain
from jiaoyun.accounts.models import RecoveryCode
from jiaoyun.plumbing.digests import digest

COUNT = 10
_LENGTH = 10


def replace_codes(account_id: UUID, now: datetime) -> list[str]:
    """Ten new codes as they are printed; the old ones are gone. Inside a command."""
    RecoveryCode.objects.of_account(account_id).delete()
    codes = ["".join(secrets.choice(ALPHABET) for _ in range(_LENGTH)) for _ in range(COUNT)]
    RecoveryCode.objects.bulk_create(
        RecoveryCode(id=uuid7(), account_id=account_id, digest=_digest(account_id, code), made_at=now) for code in codes
    )
    return [grouped(code) for code in codes]


def codes_if_none(account_id: UUID, now: datetime) -> tuple[str, ...]:
    """Ten codes where the account never had any (its first factor was just set up), else none. Inside a command."""
    if RecoveryCode.objects.of_account(account_id).exists():
        return ()
    return tuple(replace_codes(account_id, now))


def use_code(account_id: UUID, typed: str, now: datetime) -> bool:
    """Use a code up, however it was typed; false where there is none such, or no longer. One statement."""
    rows = RecoveryCode.objects.of_account(account_id).filter(
        digest=_digest(account_id, plain(typed)), used_at__isnull=True
    )
    return rows.update(used_at=now) == 1


def _digest(account_id: UUID, code: str) -> bytes:
    return digest("recovery-code", f"{account_id}:{code}")
