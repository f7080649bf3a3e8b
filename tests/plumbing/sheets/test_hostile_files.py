"""Every hostile file gets its verdict, within ten seconds of the processor and within the child's memory."""

import os
from pathlib import Path

import pytest

from jiaoyun.plumbing.sheets.faults import SheetFault
from jiaoyun.plumbing.sheets.reader import peek, read_rows
from tests.hostile.files import CSV, HONEST, HOSTILE, HTML, mutations, old_workbook
from tests.plumbing.sheets.packing import book
from tests.plumbing.sheets.watching import children_watched, hold_bounded

WORDS = frozenset({"姓名", "性别", "身份证号"})
#: A broken file is broken in ways that the child foresees; these would be faults of the child itself.
OUR_MISTAKES = {"TypeError", "AttributeError", "NameError", "KeyError", "IndexError", "ImportError", "AssertionError"}
#: The large ones: the usual run gives them to the page alone (tests/hostile/test_upload_files.py), as it does with 204
#: damaged copies.
LARGE = ("rows_100000", "rows_100001", "blank_stretch")
KEYS = [pytest.param(key, marks=pytest.mark.long) if key in LARGE else key for key in sorted(HOSTILE)]
COPIES = 400 if os.environ.get("JIAOYUN_LONG") else 5
#: Seconds to wait for a child: on a busy machine those that the processor gives it (10) take longer.
PATIENCE = 60


def fault_in(data: bytes) -> SheetFault | None:
    """The fault that the file ends in, or None when all of its rows came out."""
    try:
        found = peek(data, head_words=WORDS, seconds=PATIENCE)
        where = {"sheet_index": found.sheet_index, "head_row": found.head_row}
        for block in read_rows(data, **where, seconds=PATIENCE):
            if not all(line > found.head_row and isinstance(cells, list) for line, cells in block):
                raise AssertionError("a row that is none")
    except SheetFault as fault:
        return fault
    return None


def verdict(data: bytes) -> str | None:
    """The code of that fault, once its words are known to be complete."""
    fault = fault_in(data)
    if fault is None:
        return None
    assert all(text and "{" not in text for text in fault.text)
    assert fault.values.get("reason") not in OUR_MISTAKES
    return fault.code


@pytest.mark.hostile
@pytest.mark.parametrize("key", KEYS)
def test_it_gives_each_hostile_file_its_verdict(key: str) -> None:
    _, data, code = HOSTILE[key]()
    with children_watched() as taken:
        assert verdict(data) == code
    # What is too large is refused before any child looks at it.
    assert bool(taken.children) == (code != "too_large")
    hold_bounded(taken)


@pytest.mark.hostile
@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("xlsx", book(HONEST)),
        ("xls", old_workbook()),
        ("csv", CSV.encode()),
        ("gbk", CSV.encode("gbk")),
        ("html", HTML.encode()),
    ],
)
def test_it_survives_mutated_files(name: str, data: bytes) -> None:
    for number, mutated in enumerate(mutations(2026, data, COPIES)):
        with children_watched() as taken:
            verdict(mutated)
        hold_bounded(taken, name, number)


def test_it_refuses_a_bomb_before_the_parent_grows() -> None:
    _, data, _ = HOSTILE["bomb_blanks"]()
    # The mark is set back first (proc(5)): an earlier test may have left it higher than anything that happens here.
    Path("/proc/self/clear_refs").write_text("5")
    before = own_status("VmRSS")
    assert verdict(data) == "bomb"
    assert own_status("VmHWM") - before < 20 * 1024 * 1024


def test_it_sees_what_a_child_takes() -> None:
    rows = ("姓名,性别\n" + f"张三,{'男' * 2_000}\n" * 2_000).encode()
    with children_watched() as small:
        verdict(CSV.encode())
    with children_watched() as large:
        verdict(rows)
    assert (small.children, large.children) == (2, 2)
    assert large.peak - small.peak > len(rows) // 2
    assert large.seconds > 0


def own_status(name: str) -> int:
    """A figure of this process in bytes: VmRSS now, VmHWM at most."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return 1024 * int(next(line.split()[1] for line in lines if line.startswith(f"{name}:")))
