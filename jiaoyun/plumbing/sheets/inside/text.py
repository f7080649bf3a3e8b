"""Comma-, semicolon- and tab-separated text, as Excel, WPS and old school systems write it."""

import csv
import re
from collections.abc import Iterator

from jiaoyun.plumbing.sheets.cells import DAMAGED, ERROR
from jiaoyun.plumbing.sheets.inside.book import Outline, outline_of
from jiaoyun.plumbing.sheets.inside.plain import ERRORS, Line, plain_lines
from jiaoyun.plumbing.sheets.inside.refused import Refused
from jiaoyun.plumbing.sheets.limits import CELL_CHARS, COLUMNS

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_DELIMITERS = ",\t;，"
_SNIFFED_LINES = 20
_CONTROLS = dict.fromkeys((*range(9), 11, 12, *range(14, 32)))
#: 3.60102E+17: a long number that a spreadsheet has already shortened on its way into the text.
_SHORTENED = re.compile(r"[+-]?\d(?:\.\d+)?[Ee]\+\d{2,3}")
#: ="360102…": how exporters keep a spreadsheet from shortening a number.
_KEPT = re.compile(r'="([^"]*)"')


def decode(data: bytes) -> str:
    """The text: by byte order mark, else UTF-8, else GB18030, each strict. Raises encoding, naming the line."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], (encoding,))
    return _strict(data, ("utf-8", "gb18030"))


def _strict(data: bytes, encodings: tuple[str, ...]) -> str:
    farthest = 0
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError as fault:
            # The encoding that got farthest is the file's own; where it stopped the stranger's bytes begin.
            farthest = max(farthest, fault.start)
    raise Refused("encoding", line=data.count(b"\n", 0, farthest) + 1)


def find_delimiter(text: str) -> str:
    """The separator that most evenly splits the first lines; where no two lines agree, the one that the first line has
    most of, for that is the head; a comma when it has none."""
    lines = [line for line in text[:65536].splitlines() if line.strip()][:_SNIFFED_LINES]
    best, best_score = "", 0
    for mark in _DELIMITERS:
        counts = [line.count(mark) for line in lines]
        usual = max(counts, key=lambda count: (counts.count(count), count), default=0)
        agreeing = counts.count(usual)
        if agreeing > 1 and usual * agreeing > best_score:
            best, best_score = mark, usual * agreeing
    return best or max(_DELIMITERS, key="".join(lines[:1]).count)


class Separated:
    """A text file of rows. Raises encoding, unclosed_quote, too_long_cell, too_many_columns."""

    kind = "csv"

    def __init__(self, data: bytes) -> None:
        # Control characters have no place in a cell; without them no cell can pretend to carry a mark.
        text = decode(data).translate(_CONTROLS)
        self._text = text if "\n" in text else text.replace("\r", "\n")
        self._delimiter = find_delimiter(self._text)

    def outlines(self, top: int) -> Iterator[Outline]:
        yield outline_of("", self.rows(0), top)

    def rows(self, index: int) -> Iterator[Line]:
        if index:
            raise Refused("sheet_gone")
        lines = plain_lines(self._records(), 1)
        if _SHORTENED.search(self._text) or '="' in self._text or "#" in self._text:
            return ((line, [_mend(cell) for cell in cells]) for line, cells in lines)
        return lines

    def _records(self) -> Iterator[list[str]]:
        csv.field_size_limit(CELL_CHARS)
        source = _Remembering(_lines(self._text))
        reader = csv.reader(source, delimiter=self._delimiter)
        number = 0
        try:
            for record in reader:
                number += 1
                yield record if len(record) <= COLUMNS else _narrow(record)
                source.begin()
        except csv.Error:
            quoted = '"' in "".join(source.record)[:CELL_CHARS]
            raise Refused("unclosed_quote" if quoted else "too_long_cell", line=number + 1) from None
        _refuse_unclosed(source.last, self._delimiter, number)


def _lines(text: str) -> Iterator[str]:
    start = 0
    while (stop := text.find("\n", start)) >= 0:
        yield text[start : stop + 1]
        start = stop + 1
    if start < len(text):
        yield text[start:]


class _Remembering:
    """Hands lines on and keeps those of the record under way, and of the last one, to say what is wrong with it."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self.record: list[str] = []
        self.last: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.record.append(line)
        return line

    def begin(self) -> None:
        """A record is complete."""
        self.last, self.record = self.record, []


def _narrow(record: list[str]) -> list[str]:
    while record and not record[-1].strip():
        record.pop()
    if len(record) > COLUMNS:
        raise Refused("too_many_columns", cell=f"第 {len(record)} 列")
    return record


def _refuse_unclosed(last: list[str], delimiter: str, number: int) -> None:
    """The last record again, strictly: only there can the end of the file stand inside a quotation."""
    try:
        list(csv.reader(last, delimiter=delimiter, strict=True))
    except csv.Error as fault:
        if "unexpected end" in str(fault):
            raise Refused("unclosed_quote", line=number) from None


def _mend(cell: str) -> str:
    if _SHORTENED.fullmatch(cell):
        return DAMAGED + cell
    if cell in ERRORS:
        return ERROR + cell
    kept = _KEPT.fullmatch(cell)
    return kept.group(1) if kept else cell
