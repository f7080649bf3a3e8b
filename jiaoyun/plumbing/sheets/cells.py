"""How a cell travels: plain text, or text behind a two-character mark that says what the cell was.

Nearly all cells of a roll are text and travel as they are, so a clean row costs nothing. A mark begins with the unit
separator (U+001F), which no cell can begin with: the child removes leading control characters from every text.
"""

from collections.abc import Sequence
from datetime import date

MARK = "\x1f"
#: A date or a date with a time, as ISO 8601 text: 2015-09-01, or 2015-09-01 08:30:00.
DATE = MARK + "d"
#: A number that has lost digits: a spreadsheet keeps 15, an ID number has 18.
DAMAGED = MARK + "n"
#: The error value of a formula: #REF!, #N/A.
ERROR = MARK + "e"
#: A logical value: TRUE or FALSE.
LOGICAL = MARK + "b"


def is_damaged(cell: str) -> bool:
    """Whether the cell was a number of 16 or more digits: what stands there is no longer what was typed."""
    return cell.startswith(DAMAGED)


def is_error(cell: str) -> bool:
    """Whether the cell held the error of a formula."""
    return cell.startswith(ERROR)


def is_date(cell: str) -> bool:
    """Whether the spreadsheet itself held a date here (a date typed as text is text)."""
    return cell.startswith(DATE)


def cell_text(cell: str) -> str:
    """The text of a cell without its mark, as a person would read it."""
    return cell[2:] if cell.startswith(MARK) else cell


def cell_date(cell: str) -> date | None:
    """The day of a cell that the spreadsheet held as a date; None for everything else."""
    return date.fromisoformat(cell[2:12]) if cell.startswith(DATE) else None


def has_marks(cells: Sequence[str]) -> bool:
    """Whether any cell of a row may carry a mark: one cheap look that lets a clean row pass without a look at each."""
    return MARK in "".join(cells)
