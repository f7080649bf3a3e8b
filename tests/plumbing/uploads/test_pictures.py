"""Evidence from strangers: sniffed by content, pictures written anew without anything beside the pixels, bounded."""

import io
import struct
import zlib
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from jiaoyun.plumbing.uploads.pictures import (
    FAULTS,
    FILE_BYTES,
    EvidenceFault,
    folder,
    forget_evidence,
    keep_evidence,
    read_evidence,
)

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
HIDDEN = b"<script>alert(1)</script>"
PLACE = "28.6921 N"


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.JIAOYUN_UPLOADS = tmp_path


def picture(form: str = "JPEG", size: tuple[int, int] = (60, 30), **more: Any) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, (200, 30, 30)).save(out, form, **more)
    return out.getvalue()


def with_exif() -> bytes:
    """A photo that says where it was taken, by which camera, and lies on its side."""
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = "Camera of Zhang", 6
    exif.get_ifd(0x8825).update({1: "N", 2: (28.0, 41.0, 31.5), 3: "E", 4: (116.0, 42.0, 0.0)})
    return picture(exif=exif, comment=PLACE.encode())


def kept(data: bytes, name: str = "a.jpg") -> Image.Image:
    piece = keep_evidence(SimpleUploadedFile(name, data))
    stored = read_evidence(piece.stored)
    assert stored is not None
    assert piece.size == len(stored)
    assert piece.is_picture
    found = Image.open(io.BytesIO(stored))
    found.load()
    return found


def what_is_kept() -> bytes:
    """The one file that lies there, as it is handed out."""
    [path] = folder().iterdir()
    found = read_evidence(path.name)
    assert found is not None
    return found


def refused(data: bytes, name: str = "a.jpg") -> str:
    with pytest.raises(EvidenceFault) as caught:
        keep_evidence(SimpleUploadedFile(name, data))
    assert FAULTS[caught.value.code] == caught.value.text
    assert list(folder().iterdir()) == [], "nothing is left behind"
    return caught.value.code


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_picture_of_any_kind_becomes_a_jpeg_of_the_same_size(form: str) -> None:
    found = kept(picture(form), "photo")
    assert (found.format, found.size) == ("JPEG", (60, 30))


def test_where_and_by_whom_it_was_taken_is_gone_and_it_stands_upright() -> None:
    data = with_exif()
    assert b"Camera of Zhang" in data
    assert PLACE.encode() in data
    found = kept(data)
    assert not found.getexif()
    assert found.size == (30, 60)
    assert not {"exif", "icc_profile", "comment", "xmp"} & set(found.info)
    stored = what_is_kept()
    assert b"Camera" not in stored
    assert PLACE.encode() not in stored


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_what_hides_behind_the_pixels_does_not_survive(form: str) -> None:
    kept(picture(form) + HIDDEN + PDF)
    stored = what_is_kept()
    assert HIDDEN not in stored
    assert b"%PDF" not in stored


def test_what_shines_through_becomes_white() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(out, "PNG")
    assert kept(out.getvalue()).getpixel((5, 5)) == (255, 255, 255)


def test_a_large_picture_is_made_smaller() -> None:
    assert max(kept(picture(size=(4000, 1000))).size) == 2600


def flood(width: int, height: int) -> bytes:
    """A small PNG whose head promises more pixels than any memory holds."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = chunk(b"IDAT", zlib.compress(b"\0" * 1_000_000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + pixels + chunk(b"IEND", b"")


@pytest.mark.parametrize("size", [(60_000, 60_000), (8_000, 8_000), (1, 30_000), (2**31 - 1, 2**31 - 1)])
def test_a_flood_of_pixels_is_refused_by_its_head(size: tuple[int, int]) -> None:
    assert refused(flood(*size)) in ("too_many_pixels", "damaged")


def test_forty_million_pixels_are_the_most() -> None:
    assert refused(flood(6_400, 6_400)) == "too_many_pixels"


@pytest.mark.parametrize(
    "data",
    [
        picture()[: len(picture()) // 3],
        picture("PNG")[:60],
        b"\xff\xd8\xff\xe0" + b"\0" * 500,
        b"RIFF\x10\0\0\0WEBPVP8 ",
    ],
    ids=["half a jpeg", "head of a png", "empty jpeg", "empty webp"],
)
def test_a_damaged_picture_is_refused(data: bytes) -> None:
    assert refused(data) in ("damaged", "not_allowed")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("photo.jpg", b"MZ" + b"\0" * 600),
        ("photo.jpg", b"<html><script>alert(1)</script></html>"),
        ("photo.svg", b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
        ("list.pdf", b"PK\x03\x04" + b"\0" * 600),
        ("list.pdf", b" \n%PDF-1.7"),
        ("list.pdf", HIDDEN + PDF),
        ("photo.jpg", b"GIF89a" + b"\0" * 60),
        ("photo.png", b"II*\0" + b"\0" * 60),
        ("photo.jpg", "一张照片".encode()),
    ],
)
def test_what_is_neither_a_picture_nor_a_pdf_is_refused_whatever_its_name(name: str, data: bytes) -> None:
    assert refused(data, name) == "not_allowed"


def test_an_empty_and_a_too_large_file_are_refused() -> None:
    assert refused(b"") == "empty"
    assert refused(PDF + b"\0" * FILE_BYTES, "a.pdf") == "too_large"


def test_a_pdf_is_kept_as_it_came_under_a_name_of_ours() -> None:
    piece = keep_evidence(SimpleUploadedFile("../../etc/passwd", PDF))
    assert not piece.is_picture
    assert read_evidence(piece.stored) == PDF
    assert piece.stored.isalnum()
    assert (folder() / piece.stored).stat().st_mode & 0o077 == 0
    forget_evidence(piece.stored)
    forget_evidence(piece.stored)
    assert read_evidence(piece.stored) is None
