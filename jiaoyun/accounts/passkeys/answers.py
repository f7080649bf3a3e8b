"""What a browser answers: JSON of the WebAuthn shape, read with mistrust."""

import hashlib
import json
from typing import Any

from django.http import HttpRequest
from webauthn.helpers.exceptions import WebAuthnException

from jiaoyun.plumbing.refusals import Refused

LONGEST = 20_000
#: What py_webauthn raises for an answer that is wrong, broken, or nested without end (tried with 12,000 mutations).
BROKEN = (WebAuthnException, ValueError, TypeError, LookupError, RecursionError)
_TRANSPORTS = frozenset({"usb", "nfc", "ble", "internal", "hybrid", "smart-card"})


def read_answer(text: str) -> dict[str, Any]:
    """The answer as a dictionary. Refuses accounts.passkey.wrong for anything that is none."""
    try:
        given = json.loads(text[:LONGEST])
    except (ValueError, RecursionError) as wrong:
        raise Refused("accounts.passkey.wrong") from wrong
    if not isinstance(given, dict) or not isinstance(given.get("response"), dict):
        raise Refused("accounts.passkey.wrong")
    return given


def transports_in(given: dict[str, Any]) -> tuple[str, ...]:
    """How the authenticator can be reached, as far as we know the words."""
    told = given["response"].get("transports")
    return tuple(sorted(_TRANSPORTS.intersection(map(str, told)))) if isinstance(told, list) else ()


def origin_of(request: HttpRequest) -> str:
    """The origin that the browser must name: this server as it was addressed (the host is one of ALLOWED_HOSTS)."""
    return f"{request.scheme}://{request.get_host()}"


def digest_of(credential: bytes) -> bytes:
    """What a credential id is found by."""
    return hashlib.sha256(credential).digest()
