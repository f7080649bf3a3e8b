"""The one writer of every sheet that leaves the platform: exports, templates, slips, problem rows.

Text stays text: no cell is ever a formula, a link or a guessed number, whatever a stranger has typed into a name.
"""

import csv
import io
import tempfile
from collections.abc import Iterable, Sequence, Sized
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import IO, Literal

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from jiaoyun.plumbing.sheets.choices import Choices
from jiaoyun.plumbing.sheets.limits import CELL_CHARS

Value = str | int | float | date | datetime | None

#: Lines of a sheet, as every spreadsheet program since 2007 has them.
MOST_LINES = 1_048_576
#: Rows from which a workbook is written through a temporary file instead of memory.
_MANY_ROWS = 20_000
#: A whole number from here on loses digits in a spreadsheet; it is written as text.
_FIRST_LOST = 10**15
_OPTIONS = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "remove_timezone": True,
}
#: What a spreadsheet program takes for the start of a formula when it opens a text file.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\x00", "＝", "＋", "－", "＠")


@dataclass(frozen=True, slots=True)
class ColumnOut:
    """A column: its title, its width in characters, what its cells are.

    `required` puts a star before the title; `note` appears when the pointer rests on the title; `choices` make a
    drop-down; `note` and `example` also stand on the sheet of notes.
    """

    title: str
    width: float = 14
    kind: Literal["text", "number", "date"] = "text"
    note: str = ""
    choices: Sequence[str] = ()
    required: bool = False
    example: str = ""


@dataclass(frozen=True, slots=True)
class SheetOut:
    """A sheet: columns, rows (any iterable, read once), and `notes`, which make a second sheet 「填写说明」."""

    name: str
    columns: Sequence[ColumnOut]
    rows: Iterable[Sequence[Value]]
    notes: Sequence[str] = ()


def write_xlsx(target: Path | IO[bytes], sheets: Sequence[SheetOut]) -> int:
    """Write a workbook; says how many rows. Rows may be shorter than the columns; None is a blank cell.

    Texts above 32,767 characters are cut with an ellipsis (no spreadsheet holds more). Raises ValueError for more
    lines than a sheet has, for a row longer than its columns, and for a workbook without sheets.
    """
    if not sheets:
        raise ValueError("a workbook needs a sheet")
    many = any(not isinstance(sheet.rows, Sized) or len(sheet.rows) > _MANY_ROWS for sheet in sheets)
    goal = str(target) if isinstance(target, Path) else target
    # The folder is for this process alone and goes with it: rows of pupils do not stay behind.
    with tempfile.TemporaryDirectory() as folder:
        memory = {"constant_memory": True, "tmpdir": folder} if many else {"in_memory": True}
        with xlsxwriter.Workbook(goal, {**_OPTIONS, **memory}) as book:
            formats = _Formats(book)
            choices = Choices(book)
            count = 0
            for sheet in sheets:
                count += _write_sheet(book.add_worksheet(_sheet_name(sheet.name)), sheet, formats, choices)
            noted = [sheet for sheet in sheets if sheet.notes]
            for number, sheet in enumerate(noted, 1):
                name = "填写说明" if len(noted) == 1 else f"填写说明{number}"
                _write_notes(book.add_worksheet(name), sheet, formats)
            choices.write()
    return count


def write_csv(target: IO[bytes], sheet: SheetOut) -> int:
    """Write a text file that Excel and WPS open as it is meant, and say how many rows: UTF-8 with mark, CRLF.

    A text that begins like a formula gets an apostrophe before it; numbers and dates are written plainly.
    """
    text = io.TextIOWrapper(target, encoding="utf-8-sig", newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([_plain(_title(column)) for column in sheet.columns])
    count = 0
    for row in sheet.rows:
        writer.writerow([_plain(value) for value in row])
        count += 1
    text.flush()
    text.detach()
    return count


class _Formats:
    def __init__(self, book: xlsxwriter.Workbook) -> None:
        head = {"bold": True, "num_format": "@", "text_wrap": True, "valign": "vcenter", "border": 1}
        self.head: Format = book.add_format({**head, "bg_color": "#EEF3FA"})
        self.required: Format = book.add_format({**head, "bg_color": "#FDF0E3"})
        self.wrapped: Format = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        self.kinds: dict[str, Format] = {
            "text": book.add_format({"num_format": "@"}),
            "number": book.add_format({"num_format": "General"}),
            "date": book.add_format({"num_format": "yyyy-mm-dd"}),
        }


def _write_sheet(page: Worksheet, sheet: SheetOut, formats: _Formats, choices: Choices) -> int:
    for index, column in enumerate(sheet.columns):
        page.set_column(index, index, column.width, formats.kinds[column.kind])
        page.write_string(0, index, _title(column), formats.required if column.required else formats.head)
        if column.note:
            page.write_comment(0, index, column.note, {"x_scale": 2, "author": ""})
        choices.offer(page, index, column.choices)
    page.freeze_panes(1, 0)
    kinds = [column.kind for column in sheet.columns]
    width, line = len(kinds), 0
    for line, row in enumerate(sheet.rows, 1):
        if line >= MOST_LINES or len(row) > width:
            raise ValueError("more lines or columns than the sheet has")
        for index, value in enumerate(row):
            if value.__class__ is str and len(value) <= CELL_CHARS:  # type: ignore[arg-type]
                if value:
                    page.write_string(line, index, value)
            elif value is not None:
                _write_other(page, line, index, kinds[index], value)
    return line


def _write_other(page: Worksheet, line: int, index: int, kind: str, value: str | int | float | date) -> None:
    """A cell that is no short text. Numbers and dates are such only in columns that are meant for them."""
    if kind == "number" and isinstance(value, int | float) and abs(value) < _FIRST_LOST:
        page.write_number(line, index, value)
    elif kind == "date" and isinstance(value, date):
        page.write_datetime(line, index, value)
    else:
        text = str(value)
        page.write_string(line, index, text if len(text) <= CELL_CHARS else text[: CELL_CHARS - 1] + "…")


def _write_notes(page: Worksheet, sheet: SheetOut, formats: _Formats) -> None:
    """The notes, then one line a column. An example stands here and not among the rows, so nobody imports it."""
    for index, width in enumerate((24, 10, 60, 28)):
        page.set_column(index, index, width, formats.wrapped)
    line = 0
    for line, note in enumerate(sheet.notes, 1):
        page.merge_range(line - 1, 0, line - 1, 3, note, formats.wrapped)
    line += 1
    for index, title in enumerate(("列名", "必填", "说明", "示例")):
        page.write_string(line, index, title, formats.head)
    for column in sheet.columns:
        line += 1
        for index, text in enumerate((column.title, "是" if column.required else "", column.note, column.example)):
            if text:
                page.write_string(line, index, text, formats.wrapped)


def _title(column: ColumnOut) -> str:
    return f"*{column.title}" if column.required else column.title


def _sheet_name(name: str) -> str:
    """A name that Excel takes: at most 31 characters, none of its seven signs, no apostrophe at either end."""
    return "".join(char for char in name if char not in "[]:*?/\\").strip("'")[:31].strip("'") or "表"


def _plain(value: Value) -> str:
    if not isinstance(value, str):
        return "" if value is None else str(value)
    text = value.replace("\x00", "")
    return f"'{text}" if value.startswith(_FORMULA_STARTS) else text
