"""Drop-downs of a sheet. Long lists lie on a hidden sheet, because a cell can carry 255 characters of choices only."""

from collections.abc import Sequence

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

_INLINE_CHARS = 255
_NAME = "选项"
#: Lines that offer the choices: as many as one hands in at a time.
_LINES = 20_000


class Choices:
    """The drop-downs of one workbook: offer them while sheets are written, then `write` once at the end."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._lists: dict[tuple[str, ...], int] = {}

    def offer(self, page: Worksheet, column: int, choices: Sequence[str]) -> None:
        """Let the cells below the title of a column be chosen from a list. Other text is allowed after a warning."""
        if not choices:
            return
        # A comma inside a choice would make two of it in a list that stands in the cell.
        inline = len(",".join(choices)) <= _INLINE_CHARS and not any("," in choice for choice in choices)
        page.data_validation(
            1,
            column,
            _LINES,
            column,
            {
                "validate": "list",
                "source": list(choices) if inline else self._range(tuple(choices)),
                "error_type": "warning",
                "error_title": "请核对",
                "error_message": "这个内容不在下拉列表里，请从列表中选择。",
            },
        )

    def write(self) -> None:
        """Write the hidden sheet, if any list needs it."""
        if not self._lists:
            return
        page = self._book.add_worksheet(_NAME)
        page.hide()
        longest = max(map(len, self._lists))
        for line in range(longest):
            for choices, index in self._lists.items():
                if line < len(choices):
                    page.write_string(line, index, choices[line])

    def _range(self, choices: tuple[str, ...]) -> str:
        index = self._lists.setdefault(choices, len(self._lists))
        letter = xlsxwriter.utility.xl_col_to_name(index, col_abs=True)
        return f"='{_NAME}'!{letter}$1:{letter}${len(choices)}"
