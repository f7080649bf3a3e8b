"""`manage.py restore FILE`: puts a backup of `manage.py backup` back. The server must be stopped.

Everything is unpacked and checked beside the data first; only then is the old moved aside and the new moved in, so a
damaged file changes nothing, and what stood there before is still there afterwards.
"""

import fcntl
import json
import shutil
import sqlite3
import tarfile
import tempfile
import zlib
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from jiaoyun.plumbing.management.commands.backup import (
    DATABASE,
    FORMAT,
    HEADS,
    KEYS,
    MANIFEST,
    UPLOADS,
    Places,
    places_in_use,
    sha256_of,
)

# script/server holds this file shared while it runs.
SERVER_LOCK = "server.lock"


def read_backup(source: Path, places: Places, *, now: datetime, force: bool = False) -> Path | None:
    """Put the backup `source` into `places`. Returns the folder where the former data now lies, None if there was none.

    Raises CommandError, with nothing changed: where `source` is damaged or no backup, where data stands there and
    `force` is false, where somebody has the database open, where the backup has no keys and none are there.
    """
    home = places.database.parent
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    former = [path for path in _all(places) if path.exists()]
    with _nobody_else(places.database), tempfile.TemporaryDirectory(prefix=".restore-", dir=home) as name:
        stage = Path(name)
        parts = _unpack(source, stage)
        if DATABASE not in parts:
            raise CommandError(f"{source} holds no database.")
        if KEYS not in parts and not places.keys.exists():
            raise CommandError(f"{source} holds no keys: put the key file to {places.keys} first.")
        _check_database(stage / DATABASE)
        if places.database.exists() and not force:
            raise CommandError(f"There is a database at {places.database}; --force puts it aside and restores.")
        return _exchange(stage, places, former, home / f"before-restore-{now:%Y%m%d-%H%M%S-%f}")


def _all(places: Places) -> list[Path]:
    logs = [places.database.with_name(places.database.name + suffix) for suffix in ("-wal", "-shm")]
    return [places.database, *logs, places.keys, places.heads, places.uploads]


@contextmanager
def _nobody_else(database: Path) -> Iterator[None]:
    """Hold the lock that a running server shares, and make sure that no other process has the database open.

    SQLite leaves the write-ahead log only for a connection that is alone with the file.
    """
    with (database.parent / SERVER_LOCK).open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CommandError("The server is running on this data: stop it first.") from None
        if database.exists():
            _refuse_if_open(database)
        yield


def _refuse_if_open(database: Path) -> None:
    try:
        with closing(sqlite3.connect(database, timeout=0)) as alone:
            alone.execute("PRAGMA journal_mode=DELETE").fetchone()
    except sqlite3.OperationalError:
        raise CommandError("Another process has the database open: stop the server and the worker first.") from None
    except sqlite3.DatabaseError:
        # What stands there is no database any more; that is what a restore is for.
        return


def _unpack(source: Path, stage: Path) -> set[str]:
    """Write the parts that the manifest names under `stage` and compare their digests; their names."""
    damaged = CommandError(f"{source} is not a whole backup of Jiaoyun; nothing was changed.")
    try:
        with tarfile.open(source, "r:gz") as archive:
            expected = _manifest(archive)
            found = {member.name: member for member in archive if member.isfile() and member.name in expected}
            for name, member in found.items():
                content = archive.extractfile(member)
                if content is None:
                    raise damaged
                target = stage / name
                target.parent.mkdir(parents=True, exist_ok=True)
                with target.open("wb") as stream:
                    shutil.copyfileobj(content, stream, 1 << 20)
                target.chmod(0o600)
    except FileNotFoundError:
        raise CommandError(f"There is no file {source}.") from None
    except (tarfile.TarError, zlib.error, OSError, EOFError, ValueError, KeyError, TypeError) as error:
        raise damaged from error
    if {name: sha256_of(stage / name) for name in found} != expected:
        raise damaged
    return set(expected)


def _manifest(archive: tarfile.TarFile) -> dict[str, str]:
    """Part → SHA-256, only names that a backup can hold. Raises ValueError for anything else."""
    content = archive.extractfile(MANIFEST)
    if content is None:
        raise ValueError("no manifest")
    manifest = json.load(content)
    if manifest["format"] != FORMAT:
        raise CommandError(f"The backup has format {manifest['format']}, this version reads format {FORMAT}.")
    parts: dict[str, str] = manifest["parts"]
    for name in parts:
        path = PurePosixPath(name)
        if (
            ".." in path.parts
            or path.is_absolute()
            or (path.parts[0] != UPLOADS and name not in (DATABASE, KEYS, HEADS))
        ):
            raise ValueError("a part with an odd name")
    return parts


def _check_database(database: Path) -> None:
    try:
        with closing(sqlite3.connect(database)) as opened:
            verdict = opened.execute("PRAGMA integrity_check").fetchone()[0]
    except sqlite3.DatabaseError:
        verdict = "not a database"
    if verdict != "ok":
        raise CommandError("The database in the backup is damaged; nothing was changed.")


def _exchange(stage: Path, places: Places, former: list[Path], aside: Path) -> Path | None:
    """Move the former data to `aside` and the new in; the keys only where the backup brings its own."""
    kept = set() if (stage / KEYS).exists() else {places.keys}
    for path in former:
        if path not in kept and path.exists():
            aside.mkdir(mode=0o700, exist_ok=True)
            shutil.move(path, aside / path.name)
    for member, path in (
        (UPLOADS, places.uploads),
        (HEADS, places.heads),
        (KEYS, places.keys),
        (DATABASE, places.database),
    ):
        if (stage / member).exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(stage / member, path)
    return aside if aside.exists() else None


class Command(BaseCommand):
    help = "Put a backup of `manage.py backup` back; the server must be stopped."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the backup to read")
        parser.add_argument("--force", action="store_true", help="put the data that stands there aside")

    def handle(self, *args: Any, **options: Any) -> None:
        places = places_in_use()
        connection.close()
        aside = read_backup(options["file"].absolute(), places, now=datetime.now(UTC), force=options["force"])
        self.stdout.write(f"{options['file']} is restored.")
        if aside:
            self.stdout.write(f"What stood there before lies in {aside}; remove it when it is not needed any more.")
