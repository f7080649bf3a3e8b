"""The HTML table that school systems export under the name .xls."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from jiaoyun.plumbing.sheets.inside.book import Outline, outline_of
from jiaoyun.plumbing.sheets.inside.merged import filled_down
from jiaoyun.plumbing.sheets.inside.plain import Line, plain_lines
from jiaoyun.plumbing.sheets.inside.refused import Refused
from jiaoyun.plumbing.sheets.inside.text import decode
from jiaoyun.plumbing.sheets.limits import COLUMNS, ROWS

_SPACES = re.compile(r"[ \t\r\n]+")
_SKIPPED = frozenset({"style", "script", "head", "xml", "title"})
#: Tables inside tables, and lines that a cell may reach down: layouts of pages, not of rolls.
_DEEPEST, _LONGEST_SPAN = 8, 1_000
#: Rows that a table may have above and between its data rows (titles, heads, blank rows).
_SPARE = 10_000


class WebPage:
    """Each outer table of the page is a sheet. Cells are text. Raises encoding, too_many_rows, too_many_columns."""

    kind = "html"

    def __init__(self, data: bytes) -> None:
        parser = _Tables()
        parser.feed(decode(data))
        parser.close()
        self._tables = [table for table in parser.tables if table.rows]
        if not self._tables:
            raise Refused("not_a_sheet", what="没有表格的网页")

    def outlines(self, top: int) -> Iterator[Outline]:
        for index, table in enumerate(self._tables):
            yield outline_of(f"表格 {index + 1}", plain_lines(table.rows, 1), top, merges=table.merges)

    def rows(self, index: int) -> Iterator[Line]:
        if index >= len(self._tables):
            raise Refused("sheet_gone")
        table = self._tables[index]
        return filled_down(plain_lines(table.rows, 1), table.merges)


class _Table:
    """Rows under construction: cells that span columns or lines leave blanks behind them."""

    def __init__(self) -> None:
        self.rows: list[list[str]] = []
        self.merges: list[tuple[int, int, int, int]] = []
        self._reaching: dict[int, int] = {}
        self._text: list[str] | None = None
        self._span = (1, 1)

    def begin_row(self) -> None:
        self.end_cell()
        if len(self.rows) > ROWS + _SPARE:
            raise Refused("too_many_rows")
        self._reaching = {column: lines - 1 for column, lines in self._reaching.items() if lines > 1}
        self.rows.append([])

    def begin_cell(self, columns: int, lines: int) -> None:
        self.end_cell()
        if not self.rows:
            self.rows.append([])
        self._text, self._span = [], (columns, lines)

    def add(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def end_cell(self) -> None:
        if self._text is None:
            return
        row, (columns, lines) = self.rows[-1], self._span
        while len(row) in self._reaching:
            row.append("")
        start, line = len(row), len(self.rows)
        row.append("".join(self._text).strip())
        row.extend([""] * (columns - 1))
        if len(row) > COLUMNS:
            raise Refused("too_many_columns", cell=f"第 {len(row)} 列")
        if (columns, lines) != (1, 1):
            self.merges.append((line, start, line + lines - 1, start + columns - 1))
        if lines > 1:
            self._reaching.update(dict.fromkeys(range(start, start + columns), lines))
        self._text = None


class _Tables(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_Table] = []
        self._depth = 0
        self._skipping: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._skipping:
            return
        if tag == "table":
            self._depth += 1
            if self._depth > _DEEPEST:
                raise Refused("damaged", reason="nested_tables")
            if self._depth == 1:
                self.tables.append(_Table())
        elif tag in _SKIPPED and not self._depth:
            self._skipping = tag
        elif self._depth == 1:
            self._in_table(tag, dict(attrs))

    def _in_table(self, tag: str, attributes: dict[str, str | None]) -> None:
        table = self.tables[-1]
        if tag == "tr":
            table.begin_row()
        elif tag in ("td", "th"):
            table.begin_cell(_span(attributes.get("colspan"), COLUMNS), _span(attributes.get("rowspan"), _LONGEST_SPAN))
        elif tag == "br":
            table.add("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._skipping:
            self._skipping = None
        elif tag == "table" and self._depth:
            if self._depth == 1:
                self.tables[-1].end_cell()
            self._depth -= 1
        elif tag in ("td", "th", "tr") and self._depth == 1:
            self.tables[-1].end_cell()

    def handle_data(self, data: str) -> None:
        if self._depth and not self._skipping:
            self.tables[-1].add(_SPACES.sub(" ", data))

    def close(self) -> None:
        super().close()
        if self._depth:
            self.tables[-1].end_cell()


def _span(text: str | None, most: int) -> int:
    return min(int(text), most) or 1 if text and text.isascii() and text.isdigit() and len(text) < 6 else 1
