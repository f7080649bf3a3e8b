"""Workbooks of Excel and WPS: .xlsx by checked pieces, and the old .xls whole. The parser is calamine."""

import io
from collections.abc import Iterable, Iterator

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from jiaoyun.plumbing.sheets.inside.archive import Archive
from jiaoyun.plumbing.sheets.inside.book import Outline, outline_of, stretches
from jiaoyun.plumbing.sheets.inside.merged import Range, filled_down
from jiaoyun.plumbing.sheets.inside.pieces import Piece, SheetCutter
from jiaoyun.plumbing.sheets.inside.plain import Line, plain_lines
from jiaoyun.plumbing.sheets.inside.refused import Refused
from jiaoyun.plumbing.sheets.inside.repack import Repacked
from jiaoyun.plumbing.sheets.inside.workbook import SheetPart, read_contents
from jiaoyun.plumbing.sheets.limits import COLUMNS

#: Pieces of a sheet that are read to find its head: the first is small and may hold titles only.
_TOP_PIECES = 3
_MERGES = 2_000
_ERROR_CELLS = ((b't="e"', b't="str"'), (b"t='e'", b"t='str'"))


class Packed:
    """An .xlsx workbook (also .xlsm without macros, and .et saved as .xlsx). Raises what archive and workbook raise."""

    kind = "xlsx"

    def __init__(self, data: bytes) -> None:
        self._archive = Archive(data)
        self._contents = read_contents(self._archive)

    def outlines(self, top: int) -> Iterator[Outline]:
        repacked, found = Repacked(), []
        for sheet in self._contents.sheets:
            cutter = SheetCutter(self._archive, sheet.part, counting=True)
            kept: list[tuple[str, bool, int]] = []
            for piece in cutter.pieces():
                if len(kept) < _TOP_PIECES:
                    kept.append(_add(repacked, cutter, piece))
            found.append((sheet, cutter, kept))
        self._verify_others()
        workbook = self._open(repacked)
        for sheet, cutter, kept in found:
            yield _outline(sheet, cutter, workbook, kept, top)

    def rows(self, index: int) -> Iterator[Line]:
        if index >= len(self._contents.sheets):
            raise Refused("sheet_gone")
        repacked = Repacked()
        cutter = SheetCutter(self._archive, self._contents.sheets[index].part)
        kept = [_add(repacked, cutter, piece) for piece in cutter.pieces()]
        workbook = self._open(repacked)
        lines = (line for name, errors, skipped in kept for line in _lines(workbook, name, errors, skipped))
        yield from filled_down(lines, list(map(_range, cutter.merges)))

    def _open(self, repacked: Repacked) -> CalamineWorkbook:
        repacked.finish(self._archive, self._contents.from_1904)
        try:
            return CalamineWorkbook.from_path(repacked.path)
        except CalamineError as fault:
            raise Refused("damaged", reason=type(fault).__name__) from None

    def _verify_others(self) -> None:
        """Inflate the parts that nobody reads as well: a file that holds a bomb is refused, wherever it lies."""
        read = {sheet.part for sheet in self._contents.sheets} | {"xl/styles.xml", "xl/sharedstrings.xml"}
        for name in self._archive.parts:
            if name not in read and not name.endswith("/"):
                self._archive.verify(name)


def _add(repacked: Repacked, cutter: SheetCutter, piece: Piece) -> tuple[str, bool, int]:
    content = cutter.wrap(piece)
    errors = False
    for error, text in _ERROR_CELLS:
        # calamine answers an error value with a blank cell; as text it stays visible.
        if error in content:
            content, errors = content.replace(error, text), True
    return repacked.add_sheet(content), errors, piece.skipped


def _lines(workbook: CalamineWorkbook, name: str, errors: bool, skipped: int) -> Iterator[Line]:
    sheet = _sheet(workbook, name)
    if sheet.start is None or sheet.end is None:
        return
    if sheet.end[1] >= COLUMNS:
        raise Refused("too_many_columns", cell=column_name(sheet.end[1]))
    row, column = sheet.start
    yield from plain_lines(sheet.to_python(), row + skipped + 1, column, errors=errors)


def _sheet(workbook: CalamineWorkbook, name: str) -> CalamineSheet:
    try:
        return workbook.get_sheet_by_name(name)
    except CalamineError as fault:
        raise Refused("damaged", reason=type(fault).__name__) from None


def _outline(
    sheet: SheetPart, cutter: SheetCutter, workbook: CalamineWorkbook, kept: list[tuple[str, bool, int]], top: int
) -> Outline:
    lines: list[Line] = []
    for name, errors, skipped in kept:
        if len(lines) < top:
            lines.extend(_lines(workbook, name, errors, skipped))
    del lines[top:]
    columns = max((len(cells) for _, cells in lines), default=0)
    last = lines[-1][0] if lines else 0
    merges = [merge for merge in map(_range, cutter.merges[:_MERGES]) if merge[0] <= last]
    return Outline(sheet.name, sheet.hidden, cutter.filled, columns, stretches(cutter.hidden), merges, lines)


def _range(ref: str) -> Range:
    start, stop = ref.split(":")
    return (*_cell(start), *_cell(stop))


def _cell(ref: str) -> tuple[int, int]:
    letters = ref.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(ref[len(letters) :]), column - 1


def column_name(index: int) -> str:
    """The letters of a column: 0 → A, 255 → IV, 16383 → XFD."""
    name = ""
    index += 1
    while index:
        index, letter = divmod(index - 1, 26)
        name = chr(65 + letter) + name
    return name


class Old:
    """An .xls workbook (Excel 97 to 2003, also .et in the old format). Raises encrypted, damaged."""

    kind = "xls"

    def __init__(self, data: bytes) -> None:
        try:
            self._workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        except PasswordError:
            raise Refused("encrypted") from None
        except CalamineError as fault:
            raise Refused("damaged", reason=type(fault).__name__) from None

    def outlines(self, top: int) -> Iterable[Outline]:
        for sheet in self._workbook.sheets_metadata:
            merges = self._merges(sheet.name)[:_MERGES]
            hidden = sheet.visible != SheetVisibleEnum.Visible
            yield outline_of(sheet.name, _lines(self._workbook, sheet.name, False, 0), top, hidden, merges)

    def rows(self, index: int) -> Iterator[Line]:
        if index >= len(self._workbook.sheet_names):
            raise Refused("sheet_gone")
        name = self._workbook.sheet_names[index]
        return filled_down(_lines(self._workbook, name, False, 0), self._merges(name))

    def _merges(self, name: str) -> list[Range]:
        ranges = _sheet(self._workbook, name).merged_cell_ranges or []
        return [(a + 1, b, c + 1, d) for (a, b), (c, d) in ranges]
