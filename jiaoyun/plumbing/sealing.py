"""Sealing: SM4-GCM over one value, bound to its kind and row, so that a sealed value moved elsewhere does not open.

Layout: 1 byte key version, 12 bytes nonce, ciphertext, 16 bytes tag; 29 bytes more than the text in UTF-8. The
associated data is kind + ":" + the 16 bytes of the row's id. GB/T 32907 (SM4), GB/T 36624 (GCM), RFC 8998.
"""

import os
from collections.abc import Iterable
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from jiaoyun.plumbing import keys as key_file

NONCE_BYTES = 12
TAG_BYTES = 16
OVERHEAD_BYTES = 1 + NONCE_BYTES + TAG_BYTES
_NONCES_A_BLOCK = 1000


class SealBroken(Exception):
    """A sealed value does not open: changed, moved to another row or kind, or sealed with a key that is not here."""


class Sealer:
    """Seals and opens many values with the keys of its making: prepared ciphers, nonces from one system call a 1000.

    Not for sharing between threads; make one a batch. `seal` takes and gives bytes; `row_id` is the id's 16 bytes.
    """

    __slots__ = ("_cipher", "_ciphers", "_nonces", "_position", "_version")

    def __init__(self) -> None:
        keys = key_file.keys()
        self._ciphers = {version: algorithms.SM4(key) for version, key in keys.sealing.items()}
        self._cipher = self._ciphers[keys.current]
        self._version = bytes((keys.current,))
        self._nonces = b""
        self._position = 0

    @property
    def version(self) -> int:
        """The key version that new seals carry."""
        return self._version[0]

    def seal(self, kind: bytes, row_id: bytes, data: bytes) -> bytes:
        """Seal `data` for the row: `kind` already ends in a colon (see `kind_prefix`)."""
        at = self._position
        if at >= len(self._nonces):
            self._nonces = os.urandom(NONCE_BYTES * _NONCES_A_BLOCK)
            at = 0
        self._position = at + NONCE_BYTES
        nonce = self._nonces[at : at + NONCE_BYTES]
        context = Cipher(self._cipher, modes.GCM(nonce)).encryptor()
        context.authenticate_additional_data(kind + row_id)
        sealed = context.update(data)
        context.finalize()
        return b"".join((self._version, nonce, sealed, context.tag))

    def unseal(self, kind: bytes, row_id: bytes, sealed: bytes) -> bytes:
        """The bytes that were sealed. Raises SealBroken, which carries no value."""
        if len(sealed) < OVERHEAD_BYTES:
            raise SealBroken("too short for a sealed value")
        cipher = self._ciphers.get(sealed[0]) or self._cipher_added_since(sealed[0])
        mode = modes.GCM(sealed[1 : 1 + NONCE_BYTES], sealed[-TAG_BYTES:])
        context = Cipher(cipher, mode).decryptor()
        context.authenticate_additional_data(kind + row_id)
        try:
            return context.update(sealed[1 + NONCE_BYTES : -TAG_BYTES]) + context.finalize()
        except InvalidTag:
            raise SealBroken("the seal is broken or belongs to another row") from None

    def _cipher_added_since(self, version: int) -> algorithms.SM4:
        keys = key_file.reload_keys()
        if version not in keys.sealing:
            raise SealBroken(f"sealed with key version {version}, which the key file does not hold")
        self._ciphers[version] = algorithms.SM4(keys.sealing[version])
        return self._ciphers[version]


def kind_prefix(kind: str) -> bytes:
    """The associated data's first part for a kind of value."""
    return f"{kind}:".encode()


def seal(kind: str, row_id: UUID, text: str) -> bytes:
    """Seal one text for one row."""
    return Sealer().seal(kind_prefix(kind), row_id.bytes, text.encode())


def unseal(kind: str, row_id: UUID, sealed: bytes) -> str:
    """The text that was sealed for this row. Raises SealBroken."""
    return Sealer().unseal(kind_prefix(kind), row_id.bytes, bytes(sealed)).decode()


def unseal_many(kind: str, rows: Iterable[tuple[UUID, bytes]]) -> list[str]:
    """The texts of many rows of one kind, in the order given; `rows` are (row id, sealed). Raises SealBroken."""
    sealer, prefix = Sealer(), kind_prefix(kind)
    return [sealer.unseal(prefix, row_id.bytes, bytes(sealed)).decode() for row_id, sealed in rows]
