"""A stored file is sealed frame by frame: nothing of it can be read, changed, moved or cut without being noticed."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.core.management.base import CommandError
from hypothesis import given
from hypothesis import strategies as st

from jiaoyun.plumbing import resealing
from jiaoyun.plumbing.keys import add_sealing_key, keys, make_keys
from jiaoyun.plumbing.sealing import OVERHEAD_BYTES, SealBroken
from jiaoyun.plumbing.sheets.faults import SheetFault
from jiaoyun.plumbing.uploads.accept import accept, open_stored
from jiaoyun.plumbing.uploads.pictures import folder, keep_evidence, read_evidence
from jiaoyun.plumbing.uploads.sealed import FRAME_BYTES, open_sealed, reseal_file, store_sealed
from tests.people import invent_person

FRAME = FRAME_BYTES + OVERHEAD_BYTES
NAME = "0123456789abcdef" * 2
PDF = b"%PDF-1.4\n" + b"evidence of an invented person\n" * 20


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, settings):
    """Uploads and a key file of the test's own."""
    settings.JIAOYUN_UPLOADS = tmp_path / "uploads"
    settings.JIAOYUN_KEYS = tmp_path / "keys.json"
    make_keys(settings.JIAOYUN_KEYS)
    keys.cache_clear()
    yield tmp_path
    keys.cache_clear()


def content(path: Path) -> bytes:
    with open_sealed(path) as stored:
        return stored.read()


@pytest.mark.parametrize("size", [0, 1, FRAME_BYTES - 1, FRAME_BYTES, FRAME_BYTES + 1, 3 * FRAME_BYTES])
def test_it_gives_back_what_was_stored(tmp_path: Path, size: int) -> None:
    data, path = bytes(range(256)) * (size // 256 + 1), tmp_path / NAME
    assert store_sealed(path, [data[:size]]) == size
    assert content(path) == data[:size]
    assert [found.name for found in tmp_path.iterdir() if found.name.startswith(NAME)] == [NAME]


@given(pieces=st.lists(st.binary(max_size=FRAME_BYTES // 2), max_size=6))
def test_it_does_not_matter_in_which_pieces_a_file_comes(
    tmp_path_factory: pytest.TempPathFactory, pieces: list[bytes]
) -> None:
    path = tmp_path_factory.mktemp("pieces") / NAME
    store_sealed(path, pieces)
    assert content(path) == b"".join(pieces)


def test_no_number_of_a_sheet_stands_in_the_stored_bytes() -> None:
    people = [invent_person(serial) for serial in range(1_000)]
    text = "\n".join(f"{person.name},{person.document}" for person in people * 3)
    path = accept(SimpleUploadedFile("学生.csv", text.encode())).path
    stored = path.read_bytes()
    assert len(stored) > FRAME_BYTES
    assert not [person.document for person in people if person.document.encode() in stored]
    assert not [person.name for person in people if person.name.encode() in stored]
    with open_stored(path) as file:
        assert file.read().decode() == text


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data[:40] + bytes([data[40] ^ 1]) + data[41:],
        lambda data: data[FRAME : 2 * FRAME] + data[:FRAME] + data[2 * FRAME :],
        lambda data: data[:FRAME] + data[2 * FRAME :],
        lambda data: data[: 2 * FRAME],
        lambda data: data[:-1],
        lambda data: data + data[:FRAME],
        lambda data: b"\xfa" + data[1:],
        lambda data: b"",
    ],
    ids=["changed", "swapped", "left out", "cut between frames", "cut", "longer", "unknown key", "emptied"],
)
def test_it_refuses_a_file_that_was_changed(change: Callable[[bytes], bytes]) -> None:
    path = accept(SimpleUploadedFile("学生.csv", b"x" * (2 * FRAME_BYTES + 9))).path
    path.write_bytes(change(path.read_bytes()))
    with pytest.raises(SheetFault, match="damaged") as caught, open_stored(path) as stored:
        stored.read()
    assert caught.value.text.what == "文件已损坏或不完整，无法读取。"


def test_it_refuses_a_file_under_another_ones_name() -> None:
    one, other = (accept(SimpleUploadedFile("学生.csv", text)).path for text in (b"one", b"other"))
    one.replace(other)
    with pytest.raises(SheetFault, match="damaged"), open_stored(other) as stored:
        stored.read()


def test_evidence_lies_sealed_too() -> None:
    kept = keep_evidence(SimpleUploadedFile("a.pdf", PDF))
    assert b"invented" not in (folder() / kept.stored).read_bytes()
    assert (read_evidence(kept.stored), kept.size) == (PDF, len(PDF))


@pytest.mark.django_db
def test_it_rotates_stored_files_and_says_which_do_not_open(own_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resealing, "SEALED", [])
    sheet, broken = (accept(SimpleUploadedFile("学生.csv", text * FRAME_BYTES)).path for text in (b"ab", b"cd"))
    evidence = keep_evidence(SimpleUploadedFile("a.pdf", PDF))
    before = sheet.stat().st_mtime_ns
    add_sealing_key(own_folder / "keys.json")
    keys.cache_clear()
    out = StringIO()
    call_command("rotate_sealing", stdout=out)
    assert "stored files: 3 rewritten" in out.getvalue()
    assert {path.read_bytes()[0] for path in (sheet, broken, folder() / evidence.stored)} == {2}
    assert content(sheet) == b"ab" * FRAME_BYTES
    assert (sheet.stat().st_mtime_ns, sheet.stat().st_mode & 0o777) == (before, 0o600)
    assert read_evidence(evidence.stored) == PDF
    broken.write_bytes(b"\x01" + broken.read_bytes()[1:])
    with pytest.raises(CommandError, match=f"1 stored files do not open .*{broken.name}"):
        call_command("rotate_sealing", stdout=StringIO())
    assert [path.name for path in own_folder.rglob("*.part")] == []


def test_it_leaves_a_file_that_cannot_be_opened(own_folder: Path) -> None:
    path = accept(SimpleUploadedFile("学生.csv", b"plain")).path
    path.write_bytes(b"PK\x03\x04 from before files were sealed")
    with pytest.raises(SealBroken):
        reseal_file(path, 2)
    assert path.read_bytes().startswith(b"PK\x03\x04")
