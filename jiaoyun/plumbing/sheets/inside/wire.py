"""What the child writes: one JSON value a line, so that the parent can read on in constant memory.

The first line describes the sheets; then blocks of rows; the last line says `end` or the fault. A stream without such a
last line is that of a child that died.
"""

import sys
from collections.abc import Iterable

import orjson

from jiaoyun.plumbing.sheets.inside.book import Outline
from jiaoyun.plumbing.sheets.inside.plain import Line
from jiaoyun.plumbing.sheets.inside.refused import Refused
from jiaoyun.plumbing.sheets.limits import ROWS, TEXT_CHARS

_BLOCK_ROWS = 1_000
_BLOCK_CHARS = 1_000_000


def send(message: dict[str, object]) -> None:
    """Write one line and hand it over at once."""
    blob = orjson.dumps(message)
    if b"\\u0000" in blob:
        # PostgreSQL takes no NUL in a text, and no person typed one.
        blob = orjson.dumps(_without_nul(orjson.loads(blob)))
    sys.stdout.buffer.write(blob + b"\n")
    sys.stdout.buffer.flush()


def send_outlines(kind: str, outlines: Iterable[Outline]) -> None:
    """Describe the file. Raises empty when no sheet holds a value."""
    found = [outline._asdict() for outline in outlines]
    if not any(outline["rows"] for outline in found):
        raise Refused("empty")
    send({"kind": kind, "sheets": found})


def send_rows(lines: Iterable[Line], after: int) -> None:
    """Send all lines below line `after` in blocks. Raises too_many_rows, bomb."""
    numbers: list[int] = []
    rows: list[list[str]] = []
    count = chars = total = 0
    for number, cells in lines:
        if number <= after:
            continue
        numbers.append(number)
        rows.append(cells)
        chars += sum(map(len, cells))
        if len(rows) >= _BLOCK_ROWS or chars >= _BLOCK_CHARS:
            count, total = count + len(rows), total + chars
            if count > ROWS:
                raise Refused("too_many_rows")
            if total > TEXT_CHARS:
                raise Refused("bomb", reason="text")
            send({"n": numbers, "c": rows})
            numbers, rows, chars = [], [], 0
    if count + len(rows) > ROWS:
        raise Refused("too_many_rows")
    if rows:
        send({"n": numbers, "c": rows})


def _without_nul(value: object) -> object:
    if isinstance(value, str):
        return value.replace("\x00", "")
    if isinstance(value, list):
        return [_without_nul(item) for item in value]
    if isinstance(value, dict):
        return {key: _without_nul(item) for key, item in value.items()}
    return value
