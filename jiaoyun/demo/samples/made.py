"""What a sample spreadsheet is made of: lines of cells by field, each with the class that the check will give it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from jiaoyun.roster.models import RowClass
from jiaoyun.roster.sheet.columns import Field

Cells = dict[Field, str]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a sample and the class it is made for. `no_class`: it names a class that the school does not have."""

    cells: Cells
    row_class: RowClass = RowClass.NEW
    no_class: bool = False


@dataclass(frozen=True, slots=True)
class Made:
    """A sample: its file, and its manifest: how many rows of which class the check finds, and how many without class.

    `asks_columns`: a column is not known by its name, so a person looks at the match before the check begins.
    """

    file_name: str
    content: bytes
    manifest: Counter[str]
    no_class: int = 0
    asks_columns: bool = False


def made(file_name: str, content: bytes, lines: Iterable[Line], *, asks_columns: bool = False) -> Made:
    """A sample with its manifest counted."""
    all_lines = list(lines)
    manifest = Counter(line.row_class.value for line in all_lines)
    return Made(file_name, content, manifest, sum(line.no_class for line in all_lines), asks_columns)
