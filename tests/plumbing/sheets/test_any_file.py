"""Real files of whatever cells hypothesis makes up, through the reading child: rows at their lines, or a refusal."""

import csv
import io
import os
from datetime import date
from typing import Any

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jiaoyun.plumbing.sheets.faults import SheetFault
from jiaoyun.plumbing.sheets.reader import peek, read_rows
from tests.hostile.texts import TEXTS
from tests.plumbing.sheets.packing import HEAD
from tests.plumbing.sheets.watching import children_watched, hold_bounded

pytestmark = [pytest.mark.hostile, pytest.mark.slow]

EXAMPLES = 400 if os.environ.get("JIAOYUN_LONG") else 40
SETTINGS = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
WORDS = frozenset(HEAD)
PATIENCE = 60
#: What the reader may say of a file that a program wrote: of its head, its widths, its text, and of quotes.
FORESEEN = {"empty", "no_head", "too_many_columns", "too_long_cell", "encoding", "unclosed_quote", "not_a_sheet"}

TEXT = st.one_of(st.text(st.characters(exclude_categories=["Cs"]), max_size=40), st.sampled_from(TEXTS))
FORMULA = st.sampled_from(["=1/0", "=A1", '=HYPERLINK("http://x.example")', "=cmd|' /c calc'!A0", "=#REF!"])
NUMBER = st.one_of(st.integers(-(10**20), 10**20), st.floats(allow_nan=False, allow_infinity=False), st.booleans())
DAY = st.dates(date(1900, 3, 1), date(2100, 1, 1))
VALUE = st.one_of(st.none(), TEXT, NUMBER, DAY, FORMULA.map(lambda text: ("formula", text)))
ROWS = st.lists(st.lists(VALUE, max_size=7), max_size=10)


def workbook(rows: list[list[Any]], above: int, hidden: set[int], merged: bool) -> bytes:
    """The rows below a head at line `above` + 1, as a spreadsheet program stores them."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    page, day = book.add_worksheet("学生"), book.add_format({"num_format": "yyyy-mm-dd"})
    if above and merged:
        page.merge_range(0, 0, 0, 2, "学生名册")
    page.write_row(above, 0, HEAD)
    for line, row in enumerate(rows, above + 1):
        for column, value in enumerate(row):
            if isinstance(value, tuple):
                page.write_formula(line, column, value[1])
            elif isinstance(value, date):
                page.write_datetime(line, column, value, day)
            elif isinstance(value, str):
                page.write_string(line, column, value)
            elif value is not None:
                page.write(line, column, value)
        if line in hidden:
            page.set_row(line, options={"hidden": True})
    book.close()
    return target.getvalue()


def read(data: bytes) -> dict[int, list[str]] | SheetFault:
    """Line → cells of the whole file, or what it is refused with."""
    try:
        found = peek(data, head_words=WORDS, seconds=PATIENCE)
        where = {"sheet_index": found.sheet_index, "head_row": found.head_row}
        return {line: cells for block in read_rows(data, **where, seconds=PATIENCE) for line, cells in block}
    except SheetFault as fault:
        return fault


def hold_foreseen(fault: SheetFault) -> None:
    """A refusal that such a file may get, in complete words."""
    assert fault.code in FORESEEN
    assert all(text and "{" not in text for text in fault.text)


def is_plain(value: object) -> bool:
    """Whether a cell has something that nobody can take for blank."""
    return isinstance(value, date) or (isinstance(value, str) and value.isalnum() and value.isascii())


@SETTINGS
@given(rows=ROWS, above=st.integers(0, 3), hidden=st.sets(st.integers(0, 12), max_size=3), merged=st.booleans())
def test_it_reads_any_workbook_line_by_line(rows: list[list[Any]], above: int, hidden: set[int], merged: bool) -> None:
    with children_watched() as taken:
        found = read(workbook(rows, above, hidden, merged))
    hold_bounded(taken)
    if isinstance(found, SheetFault):
        return hold_foreseen(found)
    lines = dict(enumerate(rows, above + 2))
    assert set(found) <= set(lines)
    assert set(found) >= {line for line, row in lines.items() if any(map(is_plain, row))}
    for line, cells in found.items():
        assert all(isinstance(cell, str) for cell in cells)
        for value, cell in zip(lines[line], cells, strict=False):
            if isinstance(value, str) and is_plain(value):
                assert cell == value


@SETTINGS
@given(
    rows=st.lists(st.lists(TEXT, max_size=7), max_size=10),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]),
    between=st.sampled_from([",", "\t", ";"]),
    ends=st.sampled_from(["\r\n", "\n"]),
)
def test_it_reads_any_text_file_line_by_line(rows: list[list[str]], encoding: str, between: str, ends: str) -> None:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=between, lineterminator=ends)
    writer.writerow(HEAD)
    writer.writerows(rows)
    with children_watched() as taken:
        found = read(text.getvalue().encode(encoding, "replace"))
    hold_bounded(taken)
    if isinstance(found, SheetFault):
        hold_foreseen(found)
        return
    # Of two separators in a file without order nobody can tell which one was meant; such a file is read all the same.
    if any(mark in text.getvalue() for mark in ",\t;，" if mark != between):
        return
    plain = [cell for row in rows for cell in row if is_plain(cell)]
    given_back = [cell for cells in found.values() for cell in cells]
    assert all(plain.count(cell) <= given_back.count(cell) for cell in plain)
