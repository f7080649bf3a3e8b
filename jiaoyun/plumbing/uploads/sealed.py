"""A stored file, sealed: what a stranger uploaded lies on the disk for days and holds every number of a roll.

Layout: frames one after another, each a sealed value (`plumbing/sealing`: key version, nonce, ciphertext, tag) of
64 KiB of the file, the last one of the rest. The associated data is kind + ":" + the 16 bytes of the file's random
name + the frame's number (8 bytes, big end first) + 1 for the last frame, else 0: a frame that was changed, moved,
left out or cut off does not open, nor does a file under another's name.
"""

import os
import secrets
from collections.abc import Iterable, Iterator
from io import BufferedReader, RawIOBase
from pathlib import Path
from typing import IO, Any

from jiaoyun.plumbing.sealing import OVERHEAD_BYTES, SealBroken, Sealer, kind_prefix

SEAL_KIND = "upload"
FRAME_BYTES = 64 * 1024
#: Beside the file's own name while it is written: whole, or not there under its name.
PART = ".part"
_SEALED_BYTES = FRAME_BYTES + OVERHEAD_BYTES
_KIND = kind_prefix(SEAL_KIND)


def store_sealed(path: Path, chunks: Iterable[bytes]) -> int:
    """Write a new file that only this user may read, down to the disk; says how many bytes it holds unsealed.

    `path`: a name of 32 hexadecimal digits. What fails leaves nothing behind.
    """
    size = 0

    def measured() -> Iterator[bytes]:
        nonlocal size
        for chunk in chunks:
            size += len(chunk)
            yield chunk

    _write(path, _frames(_owner(path), measured()))
    return size


def open_sealed(path: Path) -> IO[bytes]:
    """The bytes that were stored, frame by frame. Raises SealBroken, and FileNotFoundError where the file is gone."""
    return BufferedReader(_Unsealed(path), FRAME_BYTES)


def reseal_file(path: Path, version: int) -> bool:
    """Seal a stored file anew unless it carries this key version already; whether it was done.

    Raises SealBroken and leaves the file as it is. One that is removed meanwhile stays away but for a moment's race,
    which the next sweep ends.
    """
    try:
        with path.open("rb") as stored:
            if stored.read(1) in (b"", bytes((version,))):
                return False
            times = os.fstat(stored.fileno())
        with open_sealed(path) as stored:
            _write(path, _frames(_owner(path), iter(lambda: stored.read(FRAME_BYTES), b"")), replace=True)
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))
    except FileNotFoundError:
        return False
    return True


class _Unsealed(RawIOBase):
    """One frame at a time is in memory, and one more, which says whether it is the last."""

    def __init__(self, path: Path) -> None:
        self._owner, self._sealer, self._number = _owner(path), Sealer(), 0
        self._file = path.open("rb", buffering=0)
        self._next, self._held = self._frame(), b""
        if not self._next:
            raise SealBroken("a stored file has one frame at least")

    def readable(self) -> bool:
        return True

    def readinto(self, target: Any) -> int:
        """What BufferedReader asks for: as many bytes as are there, 0 at the end."""
        while not self._held and self._next:
            self._held = self._opened()
        count = min(len(target), len(self._held))
        target[:count], self._held = self._held[:count], self._held[count:]
        return count

    def close(self) -> None:
        self._file.close()
        super().close()

    def _opened(self) -> bytes:
        frame, self._next = self._next, self._frame()
        bound = self._owner + _place(self._number, last=not self._next)
        self._number += 1
        return self._sealer.unseal(_KIND, bound, frame)

    def _frame(self) -> bytes:
        held = b""
        while len(held) < _SEALED_BYTES and (piece := self._file.read(_SEALED_BYTES - len(held))):
            held += piece
        return held


def _frames(owner: bytes, chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The frames of a file; one at least, so that an empty file is known to be one."""
    sealer, held, number = Sealer(), bytearray(), 0
    for chunk in chunks:
        held += chunk
        # One byte more than a frame must be there: the last frame is known as such.
        while len(held) > FRAME_BYTES:
            yield sealer.seal(_KIND, owner + _place(number, last=False), bytes(held[:FRAME_BYTES]))
            del held[:FRAME_BYTES]
            number += 1
    yield sealer.seal(_KIND, owner + _place(number, last=True), bytes(held))


def _write(path: Path, frames: Iterable[bytes], *, replace: bool = False) -> None:
    part = path.with_name(f"{path.name}{PART}" if not replace else f"{secrets.token_hex(16)}{PART}")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as stored:
            for frame in frames:
                stored.write(frame)
            stored.flush()
            os.fsync(stored.fileno())
        if replace and not path.exists():
            raise FileNotFoundError
        part.rename(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _owner(path: Path) -> bytes:
    try:
        return bytes.fromhex(path.name)
    except ValueError:
        raise SealBroken("no name of a stored file") from None


def _place(number: int, *, last: bool) -> bytes:
    return number.to_bytes(8, "big") + bytes((last,))
