"""Rotating the sealing key of stored files: sheets of open imports, and the evidence of tickets."""

import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from jiaoyun.plumbing.sealing import SealBroken, Sealer
from jiaoyun.plumbing.uploads.pictures import folder
from jiaoyun.plumbing.uploads.sealed import reseal_file

_STORED = re.compile(r"[0-9a-f]{32}")


def reseal_uploads() -> Iterator[tuple[Path, bool | None]]:
    """Seal every stored file with the current key; yields (path, whether it was rewritten) after each.

    None for a file that does not open: it is left as it is, and the others go on. What carries the current key
    already is passed over, so that it may be stopped and run again.
    """
    version = Sealer().version
    for place in (Path(settings.JIAOYUN_UPLOADS), folder()):
        for path in sorted(place.iterdir()):
            if not _STORED.fullmatch(path.name):
                continue
            try:
                yield path, reseal_file(path, version)
            except SealBroken:
                yield path, None
