"""Removes uploads that nobody keeps any more: left behind by a process that was killed between two steps."""

import re
from collections.abc import Set
from datetime import datetime
from pathlib import Path

from django.conf import settings

from jiaoyun.plumbing.uploads.accept import remove
from jiaoyun.plumbing.uploads.sealed import PART

#: A stored file, or one whose writing was broken off.
_STORED = re.compile(rf"[0-9a-f]{{32}}(?:{re.escape(PART)})?")


def sweep(older_than: datetime, keep: Set[str]) -> int:
    """Delete the stored uploads last written before `older_than` whose file name is not in `keep`; says how many.

    `keep`: the names that open batches still point to. Only names of the form that `accept` gives are touched.
    """
    folder = Path(settings.JIAOYUN_UPLOADS)
    if not folder.is_dir():
        return 0
    limit = older_than.timestamp()
    orphans = [
        path
        for path in folder.iterdir()
        if _STORED.fullmatch(path.name) and path.name not in keep and path.stat().st_mtime < limit
    ]
    for path in orphans:
        remove(path)
    return len(orphans)
