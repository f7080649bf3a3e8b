"""Digests: HMAC-SM3 of an identifier, by which it is found without being readable (GB/T 32905, GB/T 15852.2).

The digest of a kind and a text never changes: its key is made once and replaced only by an offline run.
"""

from functools import lru_cache

from cryptography.hazmat.primitives.hashes import SM3
from cryptography.hazmat.primitives.hmac import HMAC

from jiaoyun.plumbing.keys import Keys, keys

DIGEST_BYTES = 32


class Digester:
    """Digests many texts of one kind; the keyed start is computed once and copied."""

    __slots__ = ("_start",)

    def __init__(self, kind: str) -> None:
        self._start = _start(keys(), kind)

    def digest(self, text: str) -> bytes:
        """The 32 bytes for this text. The caller normalises first: other spelling, other digest."""
        context = self._start.copy()
        context.update(text.encode())
        return context.finalize()

    def digest_bytes(self, data: bytes) -> bytes:
        """The 32 bytes for these bytes."""
        context = self._start.copy()
        context.update(data)
        return context.finalize()


def _start(in_use: Keys, kind: str) -> HMAC:
    context = HMAC(in_use.digest, SM3())
    context.update(f"{kind}:".encode())
    return context


@lru_cache(maxsize=64)
def _digester(in_use_key: bytes, kind: str) -> Digester:
    return Digester(kind)


def digest(kind: str, text: str) -> bytes:
    """The 32-byte digest by which a text of this kind is found."""
    return _digester(keys().digest, kind).digest(text)
