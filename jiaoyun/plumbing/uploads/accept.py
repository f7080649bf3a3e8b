"""Takes an uploaded file in: measured while it comes, sealed under a random name outside the static tree."""

import hashlib
import re
import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Literal, Protocol

from django.conf import settings

from jiaoyun.plumbing.sealing import SealBroken
from jiaoyun.plumbing.sheets.faults import SheetFault
from jiaoyun.plumbing.sheets.limits import FILE_BYTES
from jiaoyun.plumbing.uploads.sealed import open_sealed, store_sealed

NAME_MOST = 80
#: Bytes at most, by kind of upload.
_MOST = {"sheet": FILE_BYTES}
#: Controls, and the invisible signs that turn the direction of a text or hide in it.
_UNFIT = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\"<>|*?:]")


class Upload(Protocol):
    """What a request hands over (Django's UploadedFile)."""

    name: str | None

    def chunks(self) -> Iterable[bytes]:
        """The content in pieces."""
        ...


@dataclass(frozen=True, slots=True)
class Accepted:
    """A stored upload: its SHA-256 (hex), size in bytes, where it lies, and the name that pages may show."""

    sha256: str
    size: int
    path: Path
    shown_name: str


def accept(upload: Upload, *, kind: Literal["sheet"] = "sheet") -> Accepted:
    """Store the bytes of an upload. Raises SheetFault too_large or empty; nothing is left behind then.

    What kind of file it is the reader decides by its content; a name and a declared type prove nothing.
    """
    path = _folder() / secrets.token_hex(16)
    digest = hashlib.sha256()
    try:
        size = store_sealed(path, _measured(upload.chunks(), _MOST[kind], digest.update))
        if not size:
            raise SheetFault("empty")
    except BaseException:
        remove(path)
        raise
    return Accepted(digest.hexdigest(), size, path, shown_name(upload.name or ""))


@contextmanager
def open_stored(path: Path) -> Iterator[IO[bytes]]:
    """The bytes of a stored upload, unsealed as they are read. Raises SheetFault damaged where a seal is broken.

    FileNotFoundError where the file is gone.
    """
    try:
        with open_sealed(path) as stored:
            yield stored
    except SealBroken:
        raise SheetFault("damaged", reason="seal") from None


def shown_name(name: str) -> str:
    """The name without path, controls and direction signs, at most 80 characters; 未命名 where nothing is left."""
    last = _UNFIT.sub("", name.replace("\\", "/").rsplit("/", 1)[-1]).strip(" .")
    return last[:NAME_MOST].strip() or "未命名"


def remove(path: Path) -> None:
    """Delete a stored upload; one that is gone already is no fault."""
    path.unlink(missing_ok=True)


def _folder() -> Path:
    folder = Path(settings.JIAOYUN_UPLOADS)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def _measured(chunks: Iterable[bytes], most: int, seen: Callable[[bytes], None]) -> Iterator[bytes]:
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > most:
            raise SheetFault("too_large", megabytes=most // 1024 // 1024)
        seen(chunk)
        yield chunk
