"""Cells merged downwards: the value that stands in the first line counts for every line below it that it spans."""

from collections.abc import Iterable, Iterator, Sequence

from jiaoyun.plumbing.sheets.inside.plain import Line
from jiaoyun.plumbing.sheets.limits import COLUMNS

#: First line, column, last line, column: lines from 1, columns from 0.
Range = tuple[int, int, int, int]


def filled_down(lines: Iterable[Line], merges: Sequence[Range]) -> Iterator[Line]:
    """The lines, with the values of merges of one column (班级 over forty pupils) written into their blank cells.

    Lines without any value of their own stay left out. One value a column is held at a time, whatever the file claims.
    """
    tall = [merge for merge in merges if merge[1] == merge[3] < COLUMNS and merge[0] < merge[2]]
    return _filled(lines, sorted(tall, reverse=True)) if tall else iter(lines)


def _filled(lines: Iterable[Line], waiting: list[Range]) -> Iterator[Line]:
    """`waiting`: the merges, the topmost last."""
    spans: dict[int, tuple[int, str]] = {}
    for line, cells in lines:
        while waiting and waiting[-1][0] <= line:
            top, column, bottom, _ = waiting.pop()
            if top == line and column < len(cells) and cells[column]:
                spans[column] = (bottom, cells[column])
        if spans:
            for column, (bottom, value) in list(spans.items()):
                if bottom < line:
                    del spans[column]
                elif column >= len(cells):
                    cells.extend([""] * (column - len(cells)) + [value])
                elif not cells[column]:
                    cells[column] = value
        yield line, cells
