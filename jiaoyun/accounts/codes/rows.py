"""The statements on the table of codes: each decides by one update, so that two at once cannot both be first."""

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import F
from uuid_utils.compat import uuid7

from jiaoyun.accounts.codes.words import LASTS
from jiaoyun.accounts.models import Channel, Code, Purpose
from jiaoyun.plumbing.digests import digest
from jiaoyun.plumbing.sealing import seal

SEAL_KIND = "code"
TRIES = 5
#: How long a number that was proved may be used for what it was proved for.
GOOD_FOR = timedelta(minutes=30)
#: No digits: what a code holds whose number is not known yet. Nothing typed has this digest.
_NO_DIGITS = b"\x00" * 32


@dataclass(frozen=True, slots=True)
class Asked:
    """A code as it was asked for: of which browser, what for, how, for which account where that is known."""

    browser: bytes
    purpose: Purpose
    channel: Channel
    account_id: UUID | None


def code_digest(code_id: UUID, digits: str) -> bytes:
    """What is kept of the digits."""
    return digest("accounts.code", f"{code_id}:{digits}")


def new_digits() -> str:
    """Six digits, each as likely as another."""
    return f"{secrets.randbelow(1_000_000):06d}"


def write_code(asked: Asked, number: str, number_digest: bytes, digits: str, *, now: datetime) -> UUID:
    """Write a code that is sent at once; returns its id. Without number and digits it waits for its job."""
    code_id = uuid7()
    Code(
        id=code_id,
        purpose=asked.purpose,
        channel=asked.channel,
        account_id=asked.account_id,
        digest=number_digest,
        sealed=seal(SEAL_KIND, code_id, number),
        code_digest=code_digest(code_id, digits) if digits else _NO_DIGITS,
        session_digest=asked.browser,
        sent_at=now,
        expires_at=now + LASTS,
    ).save(force_insert=True)
    return code_id


def fill_code(code_id: UUID, number: str, number_digest: bytes, digits: str, *, now: datetime) -> bool:
    """Give a waiting code its number and digits; False where it has them or is over.

    Its times stay those of the asking: a code that ended a moment later would tell that there was a number.
    """
    waiting = _one(code_id).filter(code_digest=_NO_DIGITS, voided_at__isnull=True, expires_at__gt=now)
    return bool(
        waiting.update(
            digest=number_digest,
            sealed=seal(SEAL_KIND, code_id, number),
            code_digest=code_digest(code_id, digits),
        )
    )


def void(code_id: UUID | None, *, now: datetime) -> None:
    """A new code voids the one before it in the same browser and for the same purpose."""
    if code_id is not None:
        _one(code_id).filter(voided_at__isnull=True, used_at__isnull=True).update(voided_at=now)


def forget(code_id: UUID) -> None:
    """Delete a code whose message surely never left: it counts against nobody's limits."""
    _one(code_id).delete()


def count_try(code_id: UUID, browser: bytes, *, now: datetime) -> bool:
    """Take one of the five tries; False where none is left or the code is over. One statement, so exact in a race."""
    open_codes = _one(code_id).filter(
        session_digest=browser,
        tries__lt=TRIES,
        expires_at__gt=now,
        proved_at__isnull=True,
        used_at__isnull=True,
        voided_at__isnull=True,
    )
    return bool(open_codes.update(tries=F("tries") + 1))


def is_right(row: Code, typed: str) -> bool:
    """Whether these are the digits; takes the same time for all."""
    return hmac.compare_digest(bytes(row.code_digest), code_digest(row.id, typed))


def mark_proved(code_id: UUID, *, now: datetime) -> bool:
    """Note that the digits were right; once."""
    return bool(_one(code_id).filter(proved_at__isnull=True, voided_at__isnull=True).update(proved_at=now))


def mark_used(code_id: UUID, *, now: datetime) -> bool:
    """Use a proved number up; False where it was used, or proved too long ago."""
    good = _one(code_id).filter(proved_at__gt=now - GOOD_FOR, used_at__isnull=True, voided_at__isnull=True)
    return bool(good.update(used_at=now))


def code_of(code_id: UUID, browser: bytes, purpose: Purpose) -> Code | None:
    """This browser's code for this purpose; None for one of another."""
    row: Code | None = _one(code_id).filter(session_digest=browser, purpose=purpose).first()
    return row


def _one(code_id: UUID) -> Any:
    return Code.objects.everywhere("a code by its id, which only its own browser knows").filter(id=code_id)
