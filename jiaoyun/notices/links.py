"""Addresses in messages: from the setting JIAOYUN_ADDRESS, never from a request (security.md, threat 6)."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import timedelta
from hmac import compare_digest
from uuid import UUID

from django.conf import settings

from jiaoyun.plumbing.digests import digest

#: How long a link opens its page.
LASTS = timedelta(days=14)
_ID_BYTES, _SEAL_BYTES, _LENGTH = 16, 12, 38


def absolute(address: str) -> str:
    """The whole address of a page of ours, for whoever reads it outside the browser."""
    return f"{settings.JIAOYUN_ADDRESS.rstrip('/')}{address}"


def not_me_token(notice_id: UUID) -> str:
    """What the link 「不是我操作的」 carries: the notice's id under a seal of ours, 38 characters in all."""
    return urlsafe_b64encode(notice_id.bytes + _seal_of(notice_id)).decode().rstrip("=")


def read_token(token: str) -> UUID | None:
    """The notice of a link; None for one that is not ours. How old it may be is told by the notice."""
    try:
        data = urlsafe_b64decode(f"{token}{'=' * (-len(token) % 4)}")
    except ValueError:
        return None
    if len(token) != _LENGTH or len(data) != _ID_BYTES + _SEAL_BYTES:
        return None
    notice_id = UUID(bytes=data[:_ID_BYTES])
    return notice_id if compare_digest(not_me_token(notice_id).encode(), token.encode()) else None


def _seal_of(notice_id: UUID) -> bytes:
    return digest("notices.not_me", str(notice_id))[:_SEAL_BYTES]
