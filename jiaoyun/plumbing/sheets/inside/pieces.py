"""A worksheet's XML cut at row boundaries, while it is inflated, into pieces that can each be read alone.

The cells of one piece fill a rectangle in the reader's memory. Cutting bounds that rectangle whatever the file claims:
a value in XFD1048576 or a used range down to the last line costs nothing, and blank formatted rows are dropped here.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from jiaoyun.plumbing.sheets.inside.archive import Archive
from jiaoyun.plumbing.sheets.inside.refused import Refused
from jiaoyun.plumbing.sheets.limits import BLANK_BYTES

#: The first piece is small, so that a look at the top of a sheet is quick.
_FIRST, _NEXT = 128 * 1024, 4 * 1024 * 1024
_HEAD = 4 * 1024 * 1024
_TAIL = 2 * 1024 * 1024
#: Blank lines that a piece may hold beyond its rows, and cuts at larger gaps that a sheet may have.
_SLACK, _GAP, _MOST_CUTS = 4_000, 1_000, 4_000
#: A blank stretch of a sheet is formatted rows, not filler, when a row or cell stands in each so many bytes.
_DENSE = 2_048

_OPEN = re.compile(rb"<((?:\w+:)?)sheetData\s*(/?)>")
_FAR = re.compile(rb"r=[\"']((?:[A-Z]{3,}|[J-Z][A-Z]|I[W-Z])\d+)[\"']")
_FAR_QUICK = re.compile(rb"r=\"(?:[A-Z]{3,}|[J-Z][A-Z]|I[W-Z])\d")
_BLANK_CELL = re.compile(rb"<(?:\w+:)?c\b[^>]*?(?:/>|></(?:\w+:)?c>)")
_MERGE = re.compile(rb"<(?:\w+:)?mergeCell\s+ref=[\"']([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})[\"']")


class Piece(NamedTuple):
    """Rows of a sheet as XML. `skipped`: lines before the piece if its rows carry no numbers of their own, else 0."""

    xml: bytes
    skipped: int


class SheetCutter:
    """Cuts one worksheet. After `pieces()` is used up, `hidden`, `merges` and (if `counting`)
    `filled`, its lines with a value, describe the whole sheet.

    `pieces()` raises what `Archive` raises, too_many_columns, and damaged.
    """

    def __init__(self, archive: Archive, part: str, *, counting: bool = False) -> None:
        self.archive = archive
        self.part = part
        self._counting = counting
        self.filled = 0
        self.hidden: list[int] = []
        self.merges: list[str] = []
        self.namespace = b""
        self._name_tags(b"")
        self._line = 0
        self._blank = 0
        self._cuts = 0

    def _name_tags(self, prefix: bytes) -> None:
        """The tags of this sheet, whose names may carry a prefix. Searches for whole names are ten times as fast."""
        self.prefix = prefix
        self.row, self.row_end = b"<" + prefix + b"row", b"</" + prefix + b"row>"
        self.value, self.inline = b"<" + prefix + b"v", b"<" + prefix + b"is"
        self._number = re.compile(re.escape(self.row) + rb"\s(?:[^>]*?\s)?r=[\"'](\d{1,9})[\"']")
        self._hidden = re.compile(
            re.escape(self.row) + rb"(?=\s[^>]*\bhidden=[\"'](?:1|true)[\"'])[^>]*?\sr=[\"'](\d{1,9})[\"']"
        )

    def pieces(self) -> Iterator[Piece]:
        """The filled stretches of the sheet in order; each holds at least one value."""
        chunks = self.archive.xml(self.part)
        rows = self._skip_head(chunks)
        if rows is None:
            return
        closing = b"</" + self.prefix + b"sheetData"
        held, size, want = [rows], len(rows), _FIRST
        search_from = b""
        while True:
            if closing in search_from + held[-1]:
                content, _, tail = b"".join(held).partition(closing)
                yield from self._piece(content)
                self._read_tail(tail, chunks)
                return
            if size >= want:
                content, rest = self._cut(b"".join(held))
                if content:
                    yield from self._piece(content)
                    want = _NEXT
                held, size = [rest], len(rest)
            search_from = held[-1][-32:]
            chunk = next(chunks, None)
            if chunk is None:
                raise Refused("damaged", reason="sheet_end")
            held.append(chunk)
            size += len(chunk)

    def wrap(self, piece: Piece) -> bytes:
        """A worksheet that holds this piece alone."""
        p = self.prefix
        return b"%s<%ssheetData>%s</%ssheetData></%sworksheet>" % (self.namespace, p, piece.xml, p, p)

    def _skip_head(self, chunks: Iterator[bytes]) -> bytes | None:
        head = b""
        for chunk in chunks:
            head += chunk
            if found := _OPEN.search(head):
                self._name_tags(found.group(1))
                self.namespace = head[: head.index(b">", head.index(self.prefix + b"worksheet")) + 1]
                if found.group(2):
                    self._read_tail(head[found.end() :], chunks)
                    return None
                return head[found.end() :]
            if len(head) > _HEAD:
                raise Refused("bomb", reason="sheet_head")
        return None

    def _cut(self, content: bytes) -> tuple[bytes, bytes]:
        """Everything before the last row that has begun, and that row."""
        last = content.rfind(self.row)
        if last <= 0 and len(content) > _NEXT:
            raise Refused("bomb", reason="row_size")
        return (content[:last], content[last:]) if last > 0 else (b"", content)

    def _piece(self, content: bytes) -> Iterator[Piece]:
        begun = content.count(self.row)
        before, self._line = self._line, self._line + begun
        last = max(content.rfind(self.value), content.rfind(self.inline))
        if last < 0:
            self._forgive(content, begun + content.count(b"<" + self.prefix + b"c "))
            return
        if b"hidden=" in content:
            self.hidden.extend(map(int, self._hidden.findall(content)))
        end = content.find(self.row_end, last)
        content = content[: end + len(self.row_end)] if end >= 0 else content
        if self._counting:
            self.filled += sum(self._holds_value(row) for row in content.split(self.row_end))
        yield from self._split(self._without_far_cells(content), before)

    def _holds_value(self, stretch: bytes) -> bool:
        return self.value in stretch or self.inline in stretch

    def _split(self, content: bytes, before: int) -> Iterator[Piece]:
        numbers = list(map(int, self._number.findall(content)))
        if not numbers:
            yield Piece(content, before)
            return
        self._line = max(self._line, numbers[-1])
        if max(numbers) - min(numbers) < len(numbers) + _SLACK:
            yield Piece(content, 0)
            return
        starts = [match.start() for match in self._number.finditer(content)]
        cuts = [start for start, (a, b) in zip(starts[1:], pairwise(numbers), strict=True) if abs(b - a) > _GAP]
        self._cuts += len(cuts)
        if self._cuts > _MOST_CUTS:
            raise Refused("damaged", reason="gaps")
        for start, stop in pairwise([0, *cuts, len(content)]):
            stretch = content[start:stop]
            if self._holds_value(stretch):
                yield Piece(stretch, 0)

    def _without_far_cells(self, content: bytes) -> bytes:
        """The piece itself, or a copy without blank cells when those reach too far right. Raises too_many_columns."""
        if not _FAR_QUICK.search(content) and not (b"r='" in content and _FAR.search(content)):
            return content
        content = _BLANK_CELL.sub(b"", content)
        if far := _FAR.search(content):
            raise Refused("too_many_columns", cell=far.group(1).decode()[:12])
        return content

    def _forgive(self, content: bytes, marks: int) -> None:
        """Give blank formatted rows back to the budget: they are inflated, looked at once and dropped."""
        if marks * _DENSE >= len(content) and self._blank + len(content) <= BLANK_BYTES:
            self._blank += len(content)
            self.archive.spent -= len(content)

    def _read_tail(self, tail: bytes, chunks: Iterator[bytes]) -> None:
        for chunk in chunks:
            if len(tail) < _TAIL:
                tail += chunk
        self.merges = [ref.decode() for ref in _MERGE.findall(tail)]
