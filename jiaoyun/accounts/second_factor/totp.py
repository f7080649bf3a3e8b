"""Codes of an authenticator app (TOTP, RFC 6238): six digits, 30 seconds, the step before and after is accepted too.

Six digits, SHA-1 and 30 seconds are what every app takes; pyotp makes them. Each step is accepted once per account
(RFC 6238 §5.2): the row's `last_step` only ever grows, by an update with that condition.
"""

import hmac
from datetime import datetime
from uuid import UUID

import pyotp
import segno
from django.conf import settings

from jiaoyun.accounts.models import Authenticator
from jiaoyun.plumbing.sealing import seal, unseal
from jiaoyun.rules.text import clean_cell

SEAL_KIND = "authenticator"
DIGITS = 6
_SECONDS = 30
_AROUND = (0, -1, 1)


def new_secret() -> str:
    """160 random bits in base 32, as RFC 4226 §4 recommends."""
    return pyotp.random_base32()


def sealed_secret(row_id: UUID, secret: str) -> bytes:
    """The secret as the row keeps it."""
    return seal(SEAL_KIND, row_id, secret)


def secret_of(row: Authenticator) -> str:
    """The secret of a row. Raises SealBroken."""
    return unseal(SEAL_KIND, row.pk, bytes(row.sealed))


def step_at(now: datetime) -> int:
    """The number of the time step: 30 seconds each since 1970."""
    return int(now.timestamp()) // _SECONDS


def current_code(secret: str, now: datetime) -> str:
    """The code that an app shows now: for the demo's log-in page and for tests."""
    return pyotp.HOTP(secret).at(step_at(now))


def code_to_come(secret: str, last_step: int, now: datetime) -> str:
    """The first code that would be accepted now and was not used; empty where one must wait for the next step."""
    step = max(step_at(now), last_step + 1)
    return pyotp.HOTP(secret).at(step) if step <= step_at(now) + max(_AROUND) else ""


def matching_step(secret: str, typed: str, now: datetime) -> int | None:
    """The step whose code was typed, of this one and its two neighbours; None where it is none of them.

    Blanks and full-width digits are read as typed by hand; all three are compared, in constant time.
    """
    digits = "".join(char for char in clean_cell(typed[:20]) if char.isascii() and char.isdigit())
    made, found = pyotp.HOTP(secret), None
    for around in _AROUND:
        step = step_at(now) + around
        if hmac.compare_digest(made.at(step), digits) and found is None:
            found = step
    return found


def accept_step(row_id: UUID, account_id: UUID, step: int) -> bool:
    """Use a step up: false where it, or a later one, was used before. One statement, exact under concurrency."""
    rows = Authenticator.objects.of_account(account_id).filter(id=row_id, removed_at__isnull=True, last_step__lt=step)
    return rows.update(last_step=step) == 1


def key_in_groups(secret: str) -> str:
    """The key for typing, four characters a group."""
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))


def picture_of(secret: str, name: str) -> str:
    """The QR code that an app reads, as a data address for <img>. `name` is what the app lists it under."""
    address = pyotp.TOTP(secret).provisioning_uri(name=name, issuer_name=settings.JIAOYUN_BRAND)
    return segno.make(address, error="m").svg_data_uri(scale=5, border=4, light="white")
