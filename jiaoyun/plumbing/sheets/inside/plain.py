"""Cells of all types made plain text, with a mark where the type matters (see `sheets.cells`)."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from jiaoyun.plumbing.sheets.cells import DAMAGED, DATE, ERROR, LOGICAL
from jiaoyun.plumbing.sheets.inside.refused import Refused
from jiaoyun.plumbing.sheets.limits import CELL_CHARS

#: The line number that Excel shows, and the cells from column A on.
Line = tuple[int, list[str]]
Value = str | float | bool | date | datetime | time | timedelta

#: A spreadsheet keeps 15 digits; a whole number from here on may have lost its last ones.
FIRST_DAMAGED = 1e15
ERRORS = frozenset({"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#GETTING_DATA", "#SPILL!"})
_CONTROLS = "".join(map(chr, range(0x20)))


def plain_lines(rows: Iterable[Sequence[Value]], first: int, pad: int = 0, *, errors: bool = False) -> Iterator[Line]:
    """Number the rows from line `first`, put `pad` blank cells before each, and leave blank rows out.

    `errors`: the rows hold error values as text. Raises too_long_cell.
    """
    before = [""] * pad
    for line, row in enumerate(rows, first):
        cells = [c if c.__class__ is str and (not c or c >= " ") else plain_text(c) for c in row]  # type: ignore[operator]
        joined = "".join(cells)  # type: ignore[arg-type]
        if not joined or joined.isspace():
            continue
        if len(joined) > CELL_CHARS:
            refuse_long(line, cells)  # type: ignore[arg-type]
        if errors:
            cells = [ERROR + c if c in ERRORS else c for c in cells]  # type: ignore[operator]
        yield line, before + cells if pad else cells  # type: ignore[operator,misc]


def plain_text(value: Value) -> str:
    """One cell as text. Dates are ISO 8601; whole numbers have no point; 16 digits and more are marked as damaged."""
    if isinstance(value, str):
        return value.lstrip(_CONTROLS)
    if isinstance(value, bool):
        return LOGICAL + str(value).upper()
    if isinstance(value, float | int):
        return _number(float(value))
    if isinstance(value, datetime):
        return DATE + value.replace(microsecond=0).isoformat(" ")
    if isinstance(value, date):
        return DATE + value.isoformat()
    if isinstance(value, timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return f"{minutes // 60:02d}:{minutes % 60:02d}:{seconds:02d}"
    return value.isoformat("seconds")


def _number(value: float) -> str:
    if not -FIRST_DAMAGED < value < FIRST_DAMAGED:
        # Excel's own rounding: 15 digits and zeros, so that the person sees what has become of the number.
        shown = f"{value:.14e}"
        return DAMAGED + (f"{Decimal(shown):.0f}" if abs(value) < 1e20 else shown)
    return str(int(value)) if value.is_integer() else f"{value:.15g}"


def refuse_long(line: int, cells: list[str]) -> None:
    """Raise too_long_cell when one of the cells is longer than any spreadsheet program lets it be."""
    if max(map(len, cells)) > CELL_CHARS:
        raise Refused("too_long_cell", line=line)
