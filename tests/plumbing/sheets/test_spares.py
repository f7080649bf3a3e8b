"""A reader that was started ahead reads one file like any other, and goes when its parent goes."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from jiaoyun.plumbing.sheets import spares
from jiaoyun.plumbing.sheets.faults import SheetFault
from jiaoyun.plumbing.sheets.launch import end
from jiaoyun.plumbing.sheets.reader import read_rows

_SHEET = "姓名,班级\n雀一,一（1）班\n雀二,一（2）班\n".encode()
_PROGRAM = """
import os, sys
from jiaoyun.plumbing.sheets import spares
spares.prepare()
print(spares._waiting[0][1].pid, flush=True)
os.kill(os.getpid(), 9)
"""


@pytest.fixture(autouse=True)
def _no_spare_left() -> Iterator[None]:
    yield
    for _, child, line in spares._waiting:
        line.close()
        end(child)
    spares._waiting.clear()


def _rows(data: bytes) -> list[tuple[int, list[str]]]:
    return [(line, list(cells)) for block in read_rows(data, sheet_index=0, head_row=1) for line, cells in block]


def test_it_reads_the_same_with_a_spare_and_without() -> None:
    expected = _rows(_SHEET)
    spares.prepare()
    assert _rows(_SHEET) == expected == [(2, ["雀一", "一（1）班"]), (3, ["雀二", "一（2）班"])]
    assert not spares._waiting


def test_it_keeps_one_spare() -> None:
    spares.prepare()
    spares.prepare()
    assert len(spares._waiting) == 1


def test_it_refuses_what_the_ordinary_reader_refuses() -> None:
    spares.prepare()
    with pytest.raises(SheetFault, match=r"encrypted|damaged|not_a_sheet|other_format"):
        _rows(b"PK\x03\x04" + b"\x00" * 200)


def test_it_does_without_a_spare_that_died() -> None:
    spares.prepare()
    end(spares._waiting[0][1])
    assert len(_rows(_SHEET)) == 2


def test_it_ends_when_its_parent_is_killed() -> None:
    root = Path(__file__).parents[3]
    parent = subprocess.run([sys.executable, "-c", _PROGRAM], cwd=root, capture_output=True, text=True, check=False)
    spare = int(parent.stdout)
    status = Path(f"/proc/{spare}/status")
    ends = time.monotonic() + 20
    while _lives(status) and time.monotonic() < ends:
        time.sleep(0.05)
    assert not _lives(status)


def _lives(status: Path) -> bool:
    """Whether the process runs; one that has ended and waits for its new parent does not."""
    try:
        return "State:\tZ" not in status.read_text()
    except OSError:
        return False
