"""The heads file: each link's digest, outside the database, so that a cut tail of the chain is seen.

One line a seal: sequence, digest in hex, time. Copy it elsewhere for it to prove more (docs/decisions/0004).
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from jiaoyun.plumbing.models import AuditSeal


@dataclass(frozen=True, slots=True)
class Head:
    """One line of the file."""

    sequence: int
    digest: str


def heads_file() -> Path:
    """Where the heads are written."""
    return Path(settings.JIAOYUN_AUDIT_HEADS)


def append_head(seal: AuditSeal) -> None:
    """Write the seal's head and have it on the disk before returning."""
    line = f"{seal.sequence} {bytes(seal.digest).hex()} {seal.at.isoformat()}\n"
    descriptor = os.open(heads_file(), os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "a", encoding="ascii") as file:
        file.write(line)
        file.flush()
        os.fsync(file.fileno())


def read_heads() -> Iterator[Head]:
    """The heads written so far; a half line, from a machine that died while writing, is passed over."""
    with heads_file().open(encoding="ascii", errors="replace") as file:
        for line in file:
            parts = line.split()
            if line.endswith("\n") and len(parts) == 3 and parts[0].isdigit():
                yield Head(int(parts[0]), parts[1])


def set_heads_aside(now: datetime) -> Path | None:
    """Keep the file under another name and begin a new one: after a restore, once the findings were looked at."""
    path = heads_file()
    if not path.exists():
        path.touch(mode=0o600)
        return None
    kept = path.with_name(f"{path.name}.{now:%Y%m%dT%H%M%S}")
    path.rename(kept)
    path.touch(mode=0o600)
    return kept
