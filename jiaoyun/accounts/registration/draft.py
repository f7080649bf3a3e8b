"""What was typed so far: in the session, sealed, until it is sent off or half an hour has passed.

The password is among it, so that nobody types it again because another field was wrong; the page never shows it.
"""

import base64
import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.http import HttpRequest
from uuid_utils.compat import uuid7

from jiaoyun.plumbing.sealing import SealBroken, seal, unseal

SEAL_KIND = "registration-draft"
LIFETIME = timedelta(minutes=30)
_KEY = "registration"


def keep(request: HttpRequest, values: Mapping[str, str], *, now: datetime) -> None:
    """Keep these values in place of those before; the session holds the seal only."""
    key = uuid7()
    text = json.dumps({name: value for name, value in values.items() if value}, ensure_ascii=False)
    sealed = base64.b64encode(seal(SEAL_KIND, key, text)).decode()
    request.session[_KEY] = {"id": str(key), "sealed": sealed, "at": int(now.timestamp())}


def kept(request: HttpRequest, *, now: datetime) -> dict[str, str]:
    """What was kept; empty where nothing was, or too long ago, or where the keys changed meanwhile."""
    held = request.session.get(_KEY)
    if not isinstance(held, dict) or now.timestamp() - held["at"] > LIFETIME.total_seconds():
        return {}
    try:
        values = json.loads(unseal(SEAL_KIND, UUID(held["id"]), base64.b64decode(held["sealed"])))
    except SealBroken:
        return {}
    return {str(name): str(value) for name, value in values.items()}


def keep_for(request: HttpRequest, phone: str, *, now: datetime) -> None:
    """Begin again with this phone. What the same phone typed before stays; another person's is forgotten."""
    before = kept(request, now=now)
    keep(request, before if before.get("phone") == phone else {"phone": phone}, now=now)


def drop(request: HttpRequest) -> None:
    """Forget it: it was sent off."""
    request.session.pop(_KEY, None)
