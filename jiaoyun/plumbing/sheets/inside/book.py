"""What every reader of the child offers: an outline of its sheets, and the rows of one sheet."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple, Protocol

from jiaoyun.plumbing.sheets.inside.plain import Line


class Outline(NamedTuple):
    """A sheet at a glance.

    `rows`: lines with a value; `columns`: columns in use in the lines at its top; `hidden_rows`: stretches of hidden
    lines, first and last; `merges`: merged ranges at the top as [line, column, line, column], lines from 1, columns
    from 0; `top`: its first lines with a value.
    """

    name: str
    hidden: bool
    rows: int
    columns: int
    hidden_rows: list[tuple[int, int]]
    merges: list[tuple[int, int, int, int]]
    top: list[Line]


class Book(Protocol):
    """A file that has been recognised and opened."""

    kind: str

    def outlines(self, top: int) -> Iterable[Outline]:
        """All sheets, each with its first `top` lines. The whole file is checked."""
        ...

    def rows(self, index: int) -> Iterator[Line]:
        """All lines of one sheet that hold a value. Raises sheet_gone."""
        ...


def outline_of(
    name: str, lines: Iterator[Line], top: int, hidden: bool = False, merges: Iterable[tuple[int, int, int, int]] = ()
) -> Outline:
    """The outline of a sheet whose lines can only be counted by reading them all."""
    first: list[Line] = []
    count = 0
    for count, line in enumerate(lines, 1):
        if count <= top:
            first.append(line)
    columns = max((len(cells) for _, cells in first), default=0)
    last = first[-1][0] if first else 0
    return Outline(name, hidden, count, columns, [], [merge for merge in merges if merge[0] <= last], first)


def stretches(lines: Iterable[int]) -> list[tuple[int, int]]:
    """Ascending line numbers as stretches: 3, 4, 5, 9 → (3, 5), (9, 9)."""
    found: list[tuple[int, int]] = []
    for line in sorted(lines):
        if found and line <= found[-1][1] + 1:
            found[-1] = (found[-1][0], line)
        else:
            found.append((line, line))
    return found
