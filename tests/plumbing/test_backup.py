"""Backup and restore of the embedded database: what was backed up comes back, and nothing else is touched."""

import os
import sqlite3
import subprocess
import sys
import tarfile
import threading
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.management.base import CommandError

from jiaoyun.plumbing.management.commands.backup import Places, write_backup
from jiaoyun.plumbing.management.commands.restore import read_backup

NOW = datetime(2026, 9, 1, 4, 0, tzinfo=UTC)
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def places(tmp_path: Path) -> Places:
    """A small installation: 2,000 rows in WAL mode, keys, sealed heads and two uploads."""
    data = tmp_path / "data"
    (data / "uploads" / "ab").mkdir(parents=True)
    (data / "uploads" / "ab" / "one").write_bytes(b"sheet one" * 1000)
    (data / "uploads" / "two").write_bytes(b"sheet two")
    (data / "keys.json").write_text('{"current": 1}')
    (data / "heads.log").write_text("7 abc\n")
    with closing(sqlite3.connect(data / "db.sqlite3")) as database, database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("create table pupil(id integer primary key, name text)")
        database.executemany("insert into pupil values(?, ?)", [(n, f"王{n}") for n in range(2000)])
    return Places(data / "db.sqlite3", data / "keys.json", data / "heads.log", data / "uploads")


def content(places: Places) -> dict[str, object]:
    """All that a backup must bring back."""
    with closing(sqlite3.connect(places.database)) as database:
        rows = list(database.iterdump())
    uploads = {str(p.relative_to(places.uploads)): p.read_bytes() for p in places.uploads.rglob("*") if p.is_file()}
    return {"rows": rows, "keys": places.keys.read_text(), "heads": places.heads.read_text(), "uploads": uploads}


def damage(places: Places) -> None:
    with closing(sqlite3.connect(places.database)) as database, database:
        database.execute("delete from pupil where id > 5")
    places.keys.write_text("{}")
    (places.uploads / "two").unlink()
    (places.uploads / "later").write_bytes(b"came after the backup")


def test_it_brings_back_what_was_backed_up(places: Places, tmp_path: Path) -> None:
    before, file = content(places), tmp_path / "b.tar.gz"
    write_backup(file, places, now=NOW)
    damage(places)
    assert content(places) != before
    aside = read_backup(file, places, now=NOW, force=True)
    assert content(places) == before
    assert aside is not None
    assert (aside / "uploads" / "later").read_bytes() == b"came after the backup"
    assert file.stat().st_mode & 0o777 == 0o600


def test_it_restores_over_a_database_that_is_none_any_more(places: Places, tmp_path: Path) -> None:
    before, file = content(places), tmp_path / "b.tar.gz"
    write_backup(file, places, now=NOW)
    places.database.write_bytes(b"\0" * 8192)
    read_backup(file, places, now=NOW, force=True)
    assert content(places) == before


def test_it_restores_to_an_empty_place(places: Places, tmp_path: Path) -> None:
    before, file, new = content(places), tmp_path / "b.tar.gz", tmp_path / "new"
    write_backup(file, places, now=NOW)
    there = Places(new / "db.sqlite3", new / "keys.json", new / "heads.log", new / "uploads")
    assert read_backup(file, there, now=NOW) is None
    assert content(there) == before


def test_it_copies_one_moment_while_others_write(places: Places, tmp_path: Path) -> None:
    stop, writing = threading.Event(), threading.Event()

    def write_pairs() -> None:
        with closing(sqlite3.connect(places.database, timeout=20)) as database:
            number = 10_000
            while not stop.is_set():
                number += 2
                with database:
                    database.execute("insert into pupil values(?, 'a')", (number,))
                    database.execute("insert into pupil values(?, 'b')", (number + 1,))
                writing.set()

    writer = threading.Thread(target=write_pairs)
    writer.start()
    try:
        assert writing.wait(10)
        write_backup(tmp_path / "b.tar.gz", places, now=NOW)
    finally:
        stop.set()
        writer.join()
    read_backup(tmp_path / "b.tar.gz", places, now=NOW, force=True)
    with closing(sqlite3.connect(places.database)) as database:
        a, b = database.execute("select sum(name = 'a'), sum(name = 'b') from pupil").fetchone()
    assert a == b > 0


@pytest.fixture
def backup(places: Places, tmp_path: Path) -> Iterator[Path]:
    file = tmp_path / "b.tar.gz"
    write_backup(file, places, now=NOW)
    before = content(places)
    yield file
    assert content(places) == before, "a refused restore must change nothing"


def test_it_does_not_overwrite_without_force(places: Places, backup: Path) -> None:
    with pytest.raises(CommandError, match="--force"):
        read_backup(backup, places, now=NOW)
    with pytest.raises(CommandError, match="exists already"):
        write_backup(backup, places, now=NOW)


def test_it_refuses_while_somebody_has_the_database_open(places: Places, backup: Path) -> None:
    with closing(sqlite3.connect(places.database)) as other:
        other.execute("PRAGMA journal_mode=WAL")
        assert other.execute("select count(*) from pupil").fetchone() == (2000,)
        with pytest.raises(CommandError, match="open"):
            read_backup(backup, places, now=NOW, force=True)


@pytest.mark.parametrize("how", ["cut off", "one byte changed", "no archive"])
def test_it_refuses_a_damaged_file(places: Places, backup: Path, how: str) -> None:
    whole = backup.read_bytes()
    middle = len(whole) // 2
    backup.write_bytes(
        {
            "cut off": whole[:middle],
            "one byte changed": whole[:middle] + bytes([whole[middle] ^ 255]) + whole[middle + 1 :],
            "no archive": b"hello",
        }[how]
    )
    with pytest.raises(CommandError, match="not a whole backup"):
        read_backup(backup, places, now=NOW, force=True)


def test_it_writes_nothing_outside_its_places(places: Places, backup: Path, tmp_path: Path) -> None:
    with tarfile.open(backup) as archive:
        archive.extractall(tmp_path / "opened")  # noqa: S202 - made by this test
    manifest = tmp_path / "opened" / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"uploads/two"', '"uploads/../../escaped"'))
    with tarfile.open(backup, "w:gz") as archive:
        archive.add(manifest, "manifest.json")
        archive.add(tmp_path / "opened" / "uploads" / "two", "uploads/../../escaped")
    with pytest.raises(CommandError, match="not a whole backup"):
        read_backup(backup, places, now=NOW, force=True)
    assert not list(tmp_path.rglob("escaped"))


def test_it_needs_keys_from_somewhere(places: Places, tmp_path: Path) -> None:
    write_backup(tmp_path / "b.tar.gz", places, now=NOW, with_keys=False)
    places.keys.unlink()
    with pytest.raises(CommandError, match="no keys"):
        read_backup(tmp_path / "b.tar.gz", places, now=NOW, force=True)


@pytest.mark.slow
def test_it_backs_up_and_restores_a_real_installation(tmp_path: Path) -> None:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("JIAOYUN_") and k != "DATABASE_URL"}
    environment["JIAOYUN_DATA"] = str(tmp_path / "data")

    def manage(*arguments: str) -> str:
        command = [sys.executable, str(ROOT / "manage.py"), *arguments]
        done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    database = tmp_path / "data" / "jiaoyun.sqlite3"

    def rows() -> list[str]:
        with closing(sqlite3.connect(database)) as opened:
            return list(opened.iterdump())

    (tmp_path / "data").mkdir()
    manage("keys", "--make")
    manage("migrate", "-v", "0")
    before, keys = rows(), (tmp_path / "data" / "keys.json").read_bytes()
    manage("backup", str(tmp_path / "b.tar.gz"))
    with closing(sqlite3.connect(database)) as opened, opened:
        opened.execute("delete from django_migrations")
    (tmp_path / "data" / "keys.json").unlink()
    manage("restore", "--force", str(tmp_path / "b.tar.gz"))
    assert rows() == before
    assert (tmp_path / "data" / "keys.json").read_bytes() == keys
    assert "No planned migration operations" in manage("migrate", "--plan")
