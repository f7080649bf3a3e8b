"""Reads the installation's key file. Making and rotating keys: `manage.py keys` (jiaoyun/plumbing/management)."""

import json
import os
import sys
from pathlib import Path


def secret_key(path: Path) -> str:
    """Django's signing secret out of the key file; empty where there is no file yet.

    An empty secret makes Django refuse every command that signs something, with its own clear error; the command that
    makes the keys needs none. A file that cannot be read as keys is said at once, in words for the person who runs it.
    """
    if value := os.environ.get("JIAOYUN_SECRET_KEY"):
        return value
    try:
        return str(json.loads(path.read_text(encoding="utf-8"))["django"])
    except FileNotFoundError:
        return ""
    except (ValueError, KeyError, TypeError) as broken:
        sys.stderr.write(f"{path} is not a key file: restore it from the backup (docs/operations.md, keys)\n")
        raise SystemExit(1) from broken
