"""`manage.py backup FILE`: the embedded database, the keys and the uploads in one tar.gz, while the server may run.

The file opens everything that is sealed, so it is readable by its owner only and must be kept like the keys
themselves; with --without-keys the key file is left out and has to be kept apart. What restore reads is written here
too: `manifest.json` names every part with its SHA-256 and is the first member.
"""

import hashlib
import json
import os
import sqlite3
import tarfile
import tempfile
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

FORMAT = 1
MANIFEST, DATABASE, KEYS, HEADS, UPLOADS = "manifest.json", "jiaoyun.sqlite3", "keys.json", "audit-heads.log", "uploads"


@dataclass(frozen=True, slots=True)
class Places:
    """Where an installation keeps what a backup holds."""

    database: Path
    keys: Path
    heads: Path
    uploads: Path


def places_in_use() -> Places:
    """The places of this installation. Raises CommandError where the data is not in the embedded database."""
    if connection.vendor != "sqlite":
        raise CommandError(
            "This installation keeps its data in PostgreSQL: back it up with pg_dump or a base backup, and the key "
            "file and the uploads beside it (docs/operations.md, backup)."
        )
    return Places(
        Path(connection.settings_dict["NAME"]),
        Path(settings.JIAOYUN_KEYS),
        Path(settings.JIAOYUN_AUDIT_HEADS),
        Path(settings.JIAOYUN_UPLOADS),
    )


def sha256_of(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def write_backup(target: Path, places: Places, *, now: datetime, with_keys: bool = True, force: bool = False) -> int:
    """Write the backup to `target` and return its size in bytes.

    The database is copied with SQLite's online backup, so writers may go on. Uploads are linked before and after that
    copy: a file that the copied rows name is then in the backup, whenever it came or went. `target` appears whole or
    not at all. Raises CommandError where there is no database, or `target` exists and `force` is false.
    """
    if not places.database.exists():
        raise CommandError(f"There is no database at {places.database}.")
    if target.exists() and not force:
        raise CommandError(f"{target} exists already; choose another name or add --force.")
    with tempfile.TemporaryDirectory(prefix=".backup-", dir=places.database.parent) as name:
        stage = Path(name)
        _link_uploads(places.uploads, stage / UPLOADS)
        _copy_database(places.database, stage / DATABASE)
        _link_uploads(places.uploads, stage / UPLOADS)
        for path, member in ((places.keys if with_keys else None, KEYS), (places.heads, HEADS)):
            if path and path.exists():
                (stage / member).write_bytes(path.read_bytes())
        with _appearing_whole(target) as stream:
            _write_archive(stream, stage, now)
    return target.stat().st_size


def _copy_database(source: Path, target: Path) -> None:
    address = f"{source.resolve().as_uri()}?mode=ro"
    with closing(sqlite3.connect(address, uri=True)) as reader, closing(sqlite3.connect(target)) as writer:
        reader.backup(writer)


def _link_uploads(source: Path, target: Path) -> None:
    target.mkdir(exist_ok=True)
    for path in source.rglob("*") if source.is_dir() else ():
        linked = target / path.relative_to(source)
        if not path.is_file() or linked.exists():
            continue
        linked.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(path, linked)
        except FileNotFoundError:
            # The batch was closed between listing and linking; the copied database no longer names the file, or the
            # first round has linked it already.
            continue
        except OSError:
            linked.write_bytes(path.read_bytes())


def _write_archive(stream: Any, stage: Path, now: datetime) -> None:
    parts = sorted(path for path in stage.rglob("*") if path.is_file())
    manifest = {
        "format": FORMAT,
        "made_at": now.isoformat(timespec="seconds"),
        "parts": {str(path.relative_to(stage)): sha256_of(path) for path in parts},
    }
    text = json.dumps(manifest, indent=1).encode()
    with tarfile.open(fileobj=stream, mode="w:gz", compresslevel=6) as archive:
        head = tarfile.TarInfo(MANIFEST)
        head.size, head.mode, head.mtime = len(text), 0o600, int(now.timestamp())
        archive.addfile(head, BytesIO(text))
        for path in parts:
            archive.add(path, arcname=str(path.relative_to(stage)))


@contextmanager
def _appearing_whole(target: Path) -> Iterator[Any]:
    """A stream whose content takes the name `target` once it is whole and on the disk; mode 0600."""
    handle, name = tempfile.mkstemp(prefix=f".{target.name}-", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


class Command(BaseCommand):
    help = "Write the embedded database, the keys and the uploads into one file; the server may run meanwhile."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the backup to write, for example jiaoyun-2026-09-01.tar.gz")
        parser.add_argument("--without-keys", action="store_true", help="leave the key file out; keep it apart")
        parser.add_argument("--force", action="store_true", help="replace FILE where it exists")

    def handle(self, *args: Any, **options: Any) -> None:
        target: Path = options["file"].absolute()
        if not target.parent.is_dir():
            raise CommandError(f"There is no folder {target.parent}.")
        size = write_backup(
            target,
            places_in_use(),
            now=datetime.now(UTC),
            with_keys=not options["without_keys"],
            force=options["force"],
        )
        kept = "without the keys: keep those apart" if options["without_keys"] else "with the keys: keep it locked away"
        self.stdout.write(f"{target}: {size / 1e6:.1f} MB, {kept}.")
