"""What was typed before a refusal, carried over to the ticket's form: in the session, sealed, for half an hour."""

import base64
import json
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from uuid_utils.compat import uuid7

from jiaoyun.plumbing.sealing import SealBroken, seal, unseal

SEAL_KIND = "ticket-carried"
_KEY = "carried"
_KEPT = timedelta(minutes=30)


def carry(request: HttpRequest, kind: str, values: dict[str, str]) -> None:
    """Keep what was typed for a ticket of this kind; `values` by the keys of fields.py, empty ones left out.

    The session holds the seal only, and what was carried before is forgotten.
    """
    row_id = uuid7()
    text = json.dumps({key: value for key, value in values.items() if value}, ensure_ascii=False)
    request.session[_KEY] = {
        "kind": kind,
        "id": str(row_id),
        "sealed": base64.b64encode(seal(SEAL_KIND, row_id, text)).decode(),
        "at": int(timezone.now().timestamp()),
    }


def carried(request: HttpRequest, kind: str) -> dict[str, str]:
    """What was carried over for a ticket of this kind; empty where nothing was, or too long ago."""
    kept = request.session.get(_KEY)
    if not isinstance(kept, dict) or kept.get("kind") != kind:
        return {}
    if datetime.fromtimestamp(kept["at"], UTC) < timezone.now() - _KEPT:
        return {}
    try:
        values = json.loads(unseal(SEAL_KIND, UUID(kept["id"]), base64.b64decode(kept["sealed"])))
    except SealBroken:
        return {}
    return {str(key): str(value) for key, value in values.items()}


def drop(request: HttpRequest) -> None:
    """Forget it: the ticket was raised."""
    request.session.pop(_KEY, None)
