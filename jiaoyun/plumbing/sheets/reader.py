"""The one way into a spreadsheet: look at its top with `peek`, then take its rows with `read_rows`.

Both work in a child process (see `process`), cost the caller no more than ten seconds of waiting, and raise SheetFault
for every file they will not read. Neither imports Django.
"""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from typing import Any

from jiaoyun.plumbing.sheets.faults import SheetFault
from jiaoyun.plumbing.sheets.heads import Head, find_head, head_key
from jiaoyun.plumbing.sheets.limits import HEAD_ROWS, ROWS
from jiaoyun.plumbing.sheets.process import Source, ask_child, fault_of

#: A line number as the spreadsheet program shows it, and the cells from column A on (see `cells` for their marks).
Row = tuple[int, list[str]]

#: From so many known words on, a hidden sheet may be taken when no visible one has them.
_SURE = 2


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a file.

    `rows`: lines with a value, titles and head included; `columns`: columns in use in its first lines; `hidden_rows`:
    stretches of hidden lines, first and last (they are read like others; known for .xlsx only); `matched`: how many
    titles of its head are among the caller's words.
    """

    name: str
    hidden: bool
    rows: int
    columns: int
    hidden_rows: tuple[tuple[int, int], ...] = ()
    matched: int = 0

    @property
    def is_list(self) -> bool:
        """Whether it is seen by people, has a head whose words are known, and rows below."""
        return not self.hidden and self.matched >= _SURE and self.rows > 1


@dataclass(frozen=True, slots=True)
class Alike:
    """A list whose head names the same columns in the same order: which sheet, where its head is, what lies below."""

    index: int
    name: str
    head_row: int
    rows: int
    hidden_rows: int


@dataclass(frozen=True, slots=True)
class Peek:
    """What a file holds at its top.

    `kind`: xlsx, xls, csv or html, by content; `sheet_index`: the sheet that fits best; `head_row`: the last line of
    its head, as the spreadsheet program numbers it; `head`: the title of each column from A on, blank where none is;
    `sample`: the first rows below, with marks; `matched`: how many titles are among the caller's words; `rows`:
    lines with a value below the head; `alike`: the lists under the same head, this one among them where it is a list.
    """

    kind: str
    sheets: tuple[Sheet, ...]
    sheet_index: int
    head_row: int
    head: tuple[str, ...]
    sample: tuple[tuple[str, ...], ...]
    matched: int
    rows: int = 0
    alike: tuple[Alike, ...] = ()

    @property
    def hidden_rows(self) -> int:
        """How many lines below the head are hidden on the sheet."""
        return _hidden_below(self.sheets[self.sheet_index], self.head_row)

    @property
    def other_lists(self) -> int:
        """How many other sheets are lists as well."""
        return sum(sheet.is_list for index, sheet in enumerate(self.sheets) if index != self.sheet_index)


def peek(
    source: Source, *, head_words: frozenset[str], sample: int = 20, sheet_index: int | None = None, seconds: float = 10
) -> Peek:
    """Check the whole file and find its head: on the sheet asked for, else on the sheet with the most known titles.

    Raises SheetFault: too_large, empty, not_a_sheet, other_format, encrypted, macro, external_links, damaged,
    too_many_rows, too_many_columns, too_long_cell, bomb, timeout, encoding, unclosed_quote, no_head, sheet_gone.
    """
    with closing(ask_child(source, "peek", str(HEAD_ROWS + sample), seconds=seconds)) as messages:
        message = next(messages)
        # The last line says whether the rest of the file was in order.
        for _ in messages:
            raise SheetFault("damaged", reason="wire")
    found = message["sheets"]
    heads = [find_head(sheet["top"], sheet["merges"], head_words) for sheet in found]
    index = _choose(found, heads) if sheet_index is None else sheet_index
    if index >= len(found):
        raise SheetFault("sheet_gone")
    if not found[index]["rows"]:
        raise SheetFault("empty")
    head = heads[index]
    if head is None:
        raise SheetFault("no_head")
    rows = _rows_below(found[index], head)
    if rows > ROWS:
        raise fault_of("too_many_rows", {})
    sheets = tuple(_sheet(sheet, head) for sheet, head in zip(found, heads, strict=True))
    below = (tuple(cells) for line, cells in found[index]["top"] if line > head.line)
    return Peek(
        kind=message["kind"],
        sheets=sheets,
        sheet_index=index,
        head_row=head.line,
        head=head.titles + ("",) * (found[index]["columns"] - len(head.titles)),
        sample=tuple(islice(below, sample)),
        matched=head.matched,
        rows=rows,
        alike=tuple(_alike(found, sheets, heads, head)),
    )


def read_rows(
    source: Source, *, sheet_index: int, head_row: int, block: int = 5_000, seconds: float = 10
) -> Iterator[list[Row]]:
    """The rows below `head_row` in blocks of at most `block`; blank rows are left out, hidden rows are not.

    Rows of one block may differ in length. Memory stays constant whatever the file holds. Raises SheetFault like
    `peek`, also between blocks: write nothing for good before the last block is in.
    """
    held: list[Row] = []
    with closing(ask_child(source, "rows", str(sheet_index), str(head_row), seconds=seconds)) as messages:
        for message in messages:
            held.extend(zip(message["n"], message["c"], strict=True))
            while len(held) >= block:
                yield held[:block]
                del held[:block]
    if held:
        yield held


def _choose(sheets: list[dict[str, object]], heads: list[Head | None]) -> int:
    """Visible before hidden, then known titles, then any head, then the first; a sure hidden one beats none."""

    def worth(index: int) -> tuple[bool, int, bool, int]:
        head, sheet = heads[index], sheets[index]
        matched = head.matched if head else 0
        hidden = bool(sheet["hidden"])
        return (not hidden or matched >= _SURE, matched if not hidden else 0, head is not None, -index)

    best = max(range(len(sheets)), key=worth)
    visible = heads[best]
    if visible is None or visible.matched < _SURE:
        sure = [index for index, head in enumerate(heads) if head and head.matched >= _SURE]
        return max(sure, key=lambda index: heads[index].matched, default=best)  # type: ignore[union-attr]
    return best


def _alike(
    found: list[dict[str, Any]], sheets: tuple[Sheet, ...], heads: list[Head | None], wanted: Head
) -> Iterator[Alike]:
    for index, (sheet, head) in enumerate(zip(sheets, heads, strict=True)):
        if head is not None and sheet.is_list and _named(head) == _named(wanted):
            rows, hidden = _rows_below(found[index], head), _hidden_below(sheet, head.line)
            yield Alike(index, sheet.name, head.line, rows, hidden)


def _named(head: Head) -> tuple[str, ...]:
    """The titles as they are compared, without the blank ones behind the last."""
    titles = [head_key(title) for title in head.titles]
    while titles and not titles[-1]:
        titles.pop()
    return tuple(titles)


def _rows_below(found: dict[str, Any], head: Head) -> int:
    return int(found["rows"]) - sum(1 for line, _ in found["top"] if line <= head.line)


def _hidden_below(sheet: Sheet, head_row: int) -> int:
    return sum(max(last - max(first, head_row + 1) + 1, 0) for first, last in sheet.hidden_rows)


def _sheet(found: dict[str, object], head: Head | None) -> Sheet:
    values = {key: found[key] for key in ("name", "hidden", "rows", "columns")}
    hidden_rows = tuple(map(tuple, found["hidden_rows"]))  # type: ignore[call-overload]
    return Sheet(**values, hidden_rows=hidden_rows, matched=head.matched if head else 0)  # type: ignore[arg-type]
