"""Pictures and PDFs that strangers send as evidence: sniffed, measured, pictures written anew in a child process.

A picture is never served as it came: the child decodes it under bounds of memory and time and writes pixels only, so
that neither EXIF (with the place where it was taken) nor anything hidden beside the pixels survives. A PDF is kept as
it came and only ever handed out as a download. Both lie sealed. Threats 10 and 20 of security.md.
"""

import hashlib
import secrets
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

import filetype
from django.conf import settings

from jiaoyun.plumbing.uploads.sealed import open_sealed, store_sealed

FILE_BYTES = 8 * 1024 * 1024
#: Seconds that the child gets; its own bounds stand in picture_child.py.
SECONDS = 20
_CHILD = Path(__file__).with_name("picture_child.py")
_PICTURES = {"image/jpeg", "image/png", "image/webp"}
_PDF = "application/pdf"

FAULTS: dict[str, str] = {
    "empty": "文件里没有任何内容，请重新选择。",
    "too_large": "文件超过了 8 MB，请压缩以后再传。",
    "not_allowed": "只能上传 JPG、PNG、WebP 图片和 PDF，请拍照或截图后再传。",
    "too_many_pixels": "图片的尺寸太大，请缩小到 4000 万像素以内再传。",
    "damaged": "图片已损坏，打不开，请重新拍照或截图。",
}


class Upload(Protocol):
    """What a request hands over (Django's UploadedFile)."""

    def chunks(self) -> Iterable[bytes]:
        """The content in pieces."""
        ...


class EvidenceFault(ValueError):
    """A file that is not taken; `code` is a key of FAULTS."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code

    @property
    def text(self) -> str:
        """What is wrong and what to do."""
        return FAULTS[self.code]


@dataclass(frozen=True, slots=True)
class Kept:
    """A stored file: its random name, bytes, SHA-256 (hex), and whether it is a picture (JPEG) or a PDF."""

    stored: str
    size: int
    sha256: str
    is_picture: bool


def keep_evidence(upload: Upload) -> Kept:
    """Take one file in. Raises EvidenceFault; nothing is left behind then."""
    data = _measured(upload.chunks())
    if not data:
        raise EvidenceFault("empty")
    kind = filetype.guess_mime(data)
    if kind in _PICTURES:
        data = _written_anew(data)
    elif kind != _PDF or not data.startswith(b"%PDF-"):
        raise EvidenceFault("not_allowed")
    name = secrets.token_hex(16)
    store_sealed(folder() / name, [data])
    return Kept(name, len(data), hashlib.sha256(data).hexdigest(), kind in _PICTURES)


def forget_evidence(stored: str) -> None:
    """Delete a stored file; one that is gone already is no fault."""
    (folder() / stored).unlink(missing_ok=True)


def read_evidence(stored: str) -> bytes | None:
    """The bytes of a stored file; None where it is gone. Raises SealBroken where somebody changed it."""
    try:
        with open_sealed(folder() / stored) as file:
            return file.read()
    except FileNotFoundError:
        return None


def folder() -> Path:
    """Where evidence lies, apart from the sheets that are swept away with their imports."""
    found = Path(settings.JIAOYUN_UPLOADS) / "evidence"
    found.mkdir(parents=True, exist_ok=True, mode=0o700)
    return found


def _measured(chunks: Iterable[bytes]) -> bytes:
    held = bytearray()
    for chunk in chunks:
        held += chunk
        if len(held) > FILE_BYTES:
            raise EvidenceFault("too_large")
    return bytes(held)


def _written_anew(data: bytes) -> bytes:
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-S", str(_CHILD), _import_path()],
            input=data,
            capture_output=True,
            timeout=SECONDS,
            env={"LANG": "C.UTF-8"},
            start_new_session=True,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise EvidenceFault("damaged") from None
    if done.returncode == 3:
        raise EvidenceFault("too_many_pixels")
    if done.returncode != 0 or not done.stdout.startswith(b"\xff\xd8\xff"):
        raise EvidenceFault("damaged")
    return done.stdout


@cache
def _import_path() -> str:
    spec = find_spec("PIL")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("PIL")
    return str(Path(spec.origin).parents[1])
