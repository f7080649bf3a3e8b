"""The installation's keys: one file, made once, never overwritten (docs/operations.md, keys).

The file is JSON: {"django": text, "digest": base64 of 32 bytes, "sealing": {"1": base64 of 16 bytes, …}, "current": 1}.
The sealing keys are versions: new seals use `current`, old ones stay readable until rotate_sealing has rewritten them.
"""

import base64
import json
import os
import secrets
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

SEALING_KEY_BYTES = 16
DIGEST_KEY_BYTES = 32
HIGHEST_VERSION = 255


class KeyFileError(Exception):
    """The key file is missing, damaged or not this database's. The message is for the person who runs the server."""


@dataclass(frozen=True, slots=True)
class Keys:
    """What the key file holds. `sealing` maps the version byte to its SM4 key."""

    digest: bytes
    sealing: dict[int, bytes]
    current: int

    def __repr__(self) -> str:
        return f"Keys(versions={sorted(self.sealing)}, current={self.current})"


def read_keys(path: Path) -> Keys:
    """Read and check the key file. Raises KeyFileError with what to do where it is missing or damaged."""
    try:
        raw: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise KeyFileError(
            f"The key file {path} is missing. A new installation makes it with `manage.py keys --make`; "
            "one that already has data must get it back from its backup, for nothing else can read the data."
        ) from None
    except PermissionError:
        raise KeyFileError(
            f"The key file {path} cannot be read by this user. Give it to the user of the server."
        ) from None
    except ValueError:
        raise KeyFileError(f"{path} is not a key file. Restore it from the backup.") from None
    return _checked(path, raw)


def _checked(path: Path, raw: dict[str, Any]) -> Keys:
    try:
        keys = Keys(
            digest=base64.b64decode(raw["digest"], validate=True),
            sealing={int(version): base64.b64decode(key, validate=True) for version, key in raw["sealing"].items()},
            current=int(raw["current"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        raise KeyFileError(f"The key file {path} is damaged. Restore it from the backup.") from None
    whole = (
        len(keys.digest) == DIGEST_KEY_BYTES
        and keys.current in keys.sealing
        and all(len(key) == SEALING_KEY_BYTES for key in keys.sealing.values())
        and all(1 <= version <= HIGHEST_VERSION for version in keys.sealing)
    )
    if not whole:
        raise KeyFileError(f"The key file {path} is incomplete. Restore it from the backup.")
    return keys


@lru_cache(maxsize=1)
def keys() -> Keys:
    """The keys in use, read once a process. Raises KeyFileError."""
    return read_keys(Path(settings.JIAOYUN_KEYS))


def reload_keys() -> Keys:
    """Read the file again: another process may have added a version."""
    keys.cache_clear()
    return keys()


def make_keys(path: Path) -> bool:
    """Make the file where there is none; True when it was made. An existing file is never touched."""
    content = {
        "django": secrets.token_urlsafe(50),
        "digest": _text(secrets.token_bytes(DIGEST_KEY_BYTES)),
        "sealing": {"1": _text(secrets.token_bytes(SEALING_KEY_BYTES))},
        "current": 1,
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return False
    _write(descriptor, content)
    return True


def add_sealing_key(path: Path) -> int:
    """Add a sealing key and make it the current one; returns its version. The old ones stay, for the old seals."""
    read_keys(path)
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    version = max(int(known) for known in content["sealing"]) + 1
    if version > HIGHEST_VERSION:
        raise KeyFileError(f"The key file {path} holds {HIGHEST_VERSION} sealing keys; no version byte is left.")
    content["sealing"][str(version)] = _text(secrets.token_bytes(SEALING_KEY_BYTES))
    content["current"] = version
    beside = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    _write(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), content)
    os.replace(beside, path)
    return version


def _text(key: bytes) -> str:
    return base64.b64encode(key).decode("ascii")


def _write(descriptor: int, content: dict[str, Any]) -> None:
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(content, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
