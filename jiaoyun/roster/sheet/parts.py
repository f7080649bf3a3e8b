"""Sheets of one file that are read together: a workbook with one sheet a class, all under the same head.

The lines of a batch are numbered through all of its sheets: the first keeps the numbers that the spreadsheet program
shows, each further one begins a stretch later. The name of the sheet stands in a column of its own behind the others,
so that it can be matched to 班级 like any column.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from jiaoyun.plumbing.sheets.limits import ROWS
from jiaoyun.plumbing.sheets.reader import Peek, Row
from jiaoyun.plumbing.typed_numbers import small_number

SHEET_TITLE = "工作表"
#: More lines than a sheet of any spreadsheet program has (1,048,576).
_STRETCH = 2_000_000
#: So many sheets are read together; the numbers of their lines stay below nine digits.
PARTS_MOST = 200
#: Spreadsheet programs allow 31.
NAME_MOST = 40
_LINE_TEXT = re.compile(r"表([0-9]{1,3})行([0-9]{1,7})")
_NOT_THE_CLASS = re.compile(r"(学生)?(基本)?(信息|情况)?(花名册|名册|名单|登记表|统计表|信息表|汇总表)$")


def parts_of(top: Peek) -> list[dict[str, Any]]:
    """The sheets that can be read together with the one that fits best, it among them: same head, seen by people.

    Empty where there is no second one, and where they are more than one import takes.
    """
    alike = [sheet for sheet in top.alike if sheet.rows]
    if top.sheet_index not in {sheet.index for sheet in alike}:
        return []
    if len(alike) < 2 or len(alike) > PARTS_MOST or sum(sheet.rows for sheet in alike) > ROWS:
        return []
    return [
        {
            "index": sheet.index,
            "name": _shown_name(sheet.name) or f"第 {sheet.index + 1} 张",
            "head_row": sheet.head_row,
            "rows": sheet.rows,
            "hidden_rows": sheet.hidden_rows,
        }
        for sheet in alike
    ]


def with_names(head: Sequence[str]) -> list[str]:
    """The head of a batch of several sheets: the file's own, then the column of the sheets' names."""
    return [*head, SHEET_TITLE]


def sample_with_names(sample: Sequence[Sequence[str]], parts: Sequence[dict[str, Any]], width: int) -> list[list[str]]:
    """The first rows as the page 列对应 shows them; the names of the sheets in turn, because they are to be judged."""
    return [[*_fitted(row, width), class_word(parts[at % len(parts)])] for at, row in enumerate(sample)]


def numbered(rows: Sequence[Row], part: int, parts: Sequence[dict[str, Any]], width: int) -> Iterator[Row]:
    """The rows of one sheet with the numbers of the batch, and what its name says of the class behind `width` cells."""
    name = class_word(parts[part])
    for line, cells in rows:
        yield line + part * _STRETCH, [*_fitted(cells, width), name]


def class_word(part: dict[str, Any]) -> str:
    """What the name of a sheet says of its class: 三（2）班学生名单 → 三（2）班."""
    name = str(part["name"])
    return _NOT_THE_CLASS.sub("", name).strip(" -_·") or name


def row_of(line: int) -> int:
    """The number of a line as the spreadsheet program shows it on its sheet."""
    return line % _STRETCH


def sheet_of(parts: Sequence[dict[str, Any]], line: int) -> str:
    """The name of the sheet that a line stands on; empty where only one sheet was read."""
    part = line // _STRETCH
    return str(parts[part]["name"]) if part < len(parts) else ""


def line_words(parts: Sequence[dict[str, Any]], line: int) -> str:
    """Where a line stands, in words: 第 5 行, or 「三（2）班」第 5 行."""
    sheet = sheet_of(parts, line)
    return f"「{sheet}」第 {row_of(line)} 行" if sheet else f"第 {line} 行"


def line_text(parts: Sequence[dict[str, Any]], line: int) -> str:
    """A line's number for a spreadsheet that comes back: 5, or 表3行5 of the third sheet."""
    return f"表{line // _STRETCH + 1}行{row_of(line)}" if parts else str(line)


def line_of_text(parts: Sequence[dict[str, Any]], text: str) -> int | None:
    """The line that such a text means; None where it means none."""
    if not parts:
        return small_number(text)
    found = _LINE_TEXT.fullmatch(text)
    if found is None or not 0 < int(found[1]) <= len(parts) or int(found[2]) >= _STRETCH:
        return None
    return (int(found[1]) - 1) * _STRETCH + int(found[2])


def _shown_name(name: str) -> str:
    """A sheet's name on one line and of a length that pages bear; a file made by hand may hold any."""
    seen = "".join(char for char in " ".join(name.split()) if char.isprintable())
    return seen[:NAME_MOST].strip()


def _fitted(cells: Sequence[str], width: int) -> list[str]:
    return [*cells[:width], *[""] * (width - len(cells))]
