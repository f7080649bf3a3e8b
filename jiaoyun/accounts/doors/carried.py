"""What was proved on the way to a log-in and is bound after it: a phone (product.md L7), an outside login (L1).

The session holds the code that proved the phone by its id, and the outside login sealed; for half an hour, and only
until it is bound or left. It goes over into the session that the log-in begins.
"""

import base64
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from uuid_utils.compat import uuid7

from jiaoyun.accounts.models import Purpose
from jiaoyun.accounts.proving import Proved, proved, to_carry
from jiaoyun.plumbing.sealing import SealBroken, seal, unseal

LIFETIME = timedelta(minutes=30)
_PHONE = "carried_phone"
_OUTSIDE = "carried_outside"
_SEAL_KIND = "carried-outside"


@dataclass(frozen=True, slots=True)
class CarriedOutside:
    """An outside login that is bound to nobody yet. `number` is the identifier's text; `repr` shows the provider."""

    provider: str
    number: str

    def __repr__(self) -> str:
        return f"CarriedOutside({self.provider})"


def carry_phone(request: HttpRequest, *, now: datetime) -> None:
    """Remember that the phone that was proved for this log-in is nobody's, and waits for its holder's account."""
    request.session[_PHONE] = {"at": int(now.timestamp())}


def carried_phone(request: HttpRequest, *, now: datetime) -> Proved | None:
    """The proved phone that waits to be bound."""
    return proved(request, Purpose.LOGIN, now=now) if _held(request, _PHONE, now) else None


def carry_outside(request: HttpRequest, provider: str, number: str, *, now: datetime) -> None:
    """Remember the outside login of this browser, sealed."""
    key = uuid7()
    sealed = base64.b64encode(seal(_SEAL_KIND, key, number)).decode()
    at = int(now.timestamp())
    request.session[_OUTSIDE] = {"provider": provider, "id": str(key), "sealed": sealed, "at": at}


def carried_outside(request: HttpRequest, *, now: datetime) -> CarriedOutside | None:
    """The outside login that waits to be bound; None also where the keys changed meanwhile."""
    held = _held(request, _OUTSIDE, now)
    if held is None:
        return None
    try:
        number = unseal(_SEAL_KIND, UUID(held["id"]), base64.b64decode(held["sealed"]))
    except SealBroken:
        return None
    return CarriedOutside(held["provider"], number)


def _held(request: HttpRequest, key: str, now: datetime) -> dict[str, Any] | None:
    held: dict[str, Any] | None = request.session.get(key)
    if held is None or now.timestamp() - held["at"] > LIFETIME.total_seconds():
        return None
    return held


def is_anything(request: HttpRequest) -> bool:
    """Whether something waits to be bound."""
    return _PHONE in request.session or _OUTSIDE in request.session


def take(request: HttpRequest) -> dict[str, Any]:
    """What waits, to be put into the session that begins now."""
    taken = {key: request.session[key] for key in (_PHONE, _OUTSIDE) if key in request.session}
    return {**taken, **to_carry(request, Purpose.LOGIN)} if _PHONE in taken else taken


def put_back(request: HttpRequest, taken: dict[str, Any]) -> None:
    """Go on carrying in a new session."""
    for key, held in taken.items():
        request.session[key] = held


def leave_phone(request: HttpRequest) -> None:
    """It is bound, or the person does not want it."""
    request.session.pop(_PHONE, None)


def leave_outside(request: HttpRequest) -> None:
    """It is bound, or the person does not want it."""
    request.session.pop(_OUTSIDE, None)
