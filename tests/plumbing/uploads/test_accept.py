"""An upload is measured, stored for one reader only, and shown under a harmless name."""

import hashlib
import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from jiaoyun.plumbing.sheets.faults import SheetFault
from jiaoyun.plumbing.sheets.limits import FILE_BYTES
from jiaoyun.plumbing.uploads.accept import accept, open_stored, remove, shown_name
from jiaoyun.plumbing.uploads.sweep import sweep


@pytest.fixture(autouse=True)
def uploads(tmp_path: Path, settings) -> Path:
    settings.JIAOYUN_UPLOADS = tmp_path / "uploads"
    return settings.JIAOYUN_UPLOADS


class Endless:
    """An upload that says nothing of its size and never ends."""

    name = "a.xlsx"
    sent = 0

    def chunks(self) -> Iterator[bytes]:
        while True:
            self.sent += 1
            yield bytes(1024 * 1024)


class Broken:
    """An upload whose connection breaks."""

    name = "a.xlsx"

    def chunks(self) -> Iterator[bytes]:
        yield b"PK"
        raise ConnectionResetError


def test_it_stores_the_bytes_under_a_random_name(uploads: Path) -> None:
    stored = accept(SimpleUploadedFile("学生.xlsx", b"content"), kind="sheet")
    assert (stored.size, stored.shown_name) == (7, "学生.xlsx")
    assert stored.sha256 == hashlib.sha256(b"content").hexdigest()
    assert stored.path.parent == uploads
    assert "学生" not in str(stored.path)
    assert stored.path.suffix == ""
    assert stored.path.stat().st_mode & 0o777 == 0o600
    assert uploads.stat().st_mode & 0o777 == 0o700
    with open_stored(stored.path) as file:
        assert file.read() == b"content"
    assert accept(SimpleUploadedFile("学生.xlsx", b"content")).path != stored.path


def test_it_stops_at_the_bound_and_keeps_nothing(uploads: Path) -> None:
    endless = Endless()
    with pytest.raises(SheetFault, match="too_large") as caught:
        accept(endless)
    assert endless.sent == FILE_BYTES // 1024 // 1024 + 1
    assert "20 MB" in caught.value.text.what
    assert list(uploads.iterdir()) == []


def test_it_keeps_nothing_of_an_empty_or_broken_upload(uploads: Path) -> None:
    with pytest.raises(SheetFault, match="empty"):
        accept(SimpleUploadedFile("a.xlsx", b""))
    with pytest.raises(ConnectionResetError):
        accept(Broken())
    assert list(uploads.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("学生名册.xlsx", "学生名册.xlsx"),
        ("..\\..\\a.xlsx", "a.xlsx"),
        ("../../etc/passwd", "passwd"),
        ('学生".xlsx\r\nX-Evil: 1', "学生.xlsxX-Evil 1"),
        ("a\u202exslx.exe", "axslx.exe"),
        ("a\x00\x1b[31m.csv", "a[31m.csv"),
        ("长" * 255, "长" * 80),
        ("", "未命名"),
        ("..", "未命名"),
        ("/", "未命名"),
    ],
)
def test_it_shows_a_harmless_name(name: str, shown: str) -> None:
    assert shown_name(name) == shown


def test_it_removes_twice_without_complaint() -> None:
    stored = accept(SimpleUploadedFile("a.csv", b"1"))
    remove(stored.path)
    remove(stored.path)
    assert not stored.path.exists()


def test_it_sweeps_only_old_orphans_of_its_own(uploads: Path) -> None:
    assert sweep(datetime.now(UTC), set()) == 0
    old, kept, fresh = (accept(SimpleUploadedFile("a.csv", b"1")).path for _ in range(3))
    broken_off = uploads / f"{'0a' * 16}.part"
    broken_off.write_bytes(b"half")
    foreign = uploads / "README"
    foreign.write_text("not an upload")
    now = datetime.now(UTC)
    for path in (old, kept, broken_off, foreign):
        os.utime(path, ((now - timedelta(days=2)).timestamp(),) * 2)
    assert sweep(now - timedelta(days=1), {kept.name}) == 2
    assert {path.name for path in uploads.iterdir()} == {kept.name, fresh.name, "README"}
