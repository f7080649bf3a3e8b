"""Where a comment or a document names a file of the repository, that file is there."""

import re
from pathlib import Path

from tests.whole.sources import ROOT, python_files

_NAMED = re.compile(r"\b(?:jiaoyun|tests|docs|script|config|bench|requirements)/[\w./-]*\w\.(?:py|md|html|csv|toml)\b")


def _read() -> list[Path]:
    return [
        *python_files("jiaoyun", "tests", "config", "bench", "script"),
        *ROOT.glob("*.md"),
        *ROOT.glob("docs/**/*.md"),
    ]


def test_every_file_that_is_named_is_there() -> None:
    named = {path: _NAMED.findall(path.read_text(encoding="utf-8")) for path in _read()}
    assert sum(map(len, named.values())) > 20
    assert not [f"{path}: {name}" for path, names in named.items() for name in names if not (ROOT / name).exists()]
