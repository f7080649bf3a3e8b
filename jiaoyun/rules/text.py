"""What a cell of a spreadsheet says once the marks that nobody sees or means are gone.

Sources: Unicode 15 (UAX #9 bidi controls, UAX #44 general categories), the Halfwidth and Fullwidth Forms block, and
what spreadsheets of schools really hold (blanks of four kinds, a leading apostrophe that marks "text").
"""

import re
import unicodedata

#: Text that needs nothing done: what nearly every cell of a good sheet is.
_CLEAN = re.compile(r"[0-9A-Za-z\u4e00-\u9fff]*")
#: U+FF0C ， stays: it separates values in Chinese text. Everything else of the full-width block has an ASCII twin.
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if code != 0xFF0C}
_BLANKS = [0x09, 0x0B, 0x0C, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000]
_LINE_BREAKS = [0x0D, 0x85, 0x2028, 0x2029]
_INVISIBLE = [
    0x00AD, 0x034F, 0x061C, 0x115F, 0x1160, 0x3164, 0xFEFF, 0xFFA0,  # soft hyphen, joiners, fillers, byte order mark
    *range(0x180B, 0x1810),  # Mongolian variation selectors and vowel separator
    *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070),  # zero width, bidi controls and isolates
    *range(0xFE00, 0xFE10), *range(0xE0000, 0xE0080), *range(0xE0100, 0xE01F0),  # variation selectors, tags
]  # fmt: skip
_TABLE: dict[int, int | str | None] = {
    **_FULL_WIDTH,
    **dict.fromkeys(_BLANKS, " "),
    **dict.fromkeys(_LINE_BREAKS, "\n"),
    **dict.fromkeys(_INVISIBLE, None),
}
_SPACE_RUN = re.compile(r" *\n[ \n]*|  +")
_TEXT_MARK = re.compile(r"^['\u2018\u2019`]\s*(?=[0-9+]|[GLJT][0-9])")


def clean_cell(value: str) -> str:
    """The cell as its writer meant it: half width (， and 。 stay), no invisible characters, single blanks.

    Full-width forms become ASCII; every kind of blank becomes one space, none at the ends; zero-width characters, bidi
    controls, variation selectors and byte order marks vanish; the apostrophe that spreadsheets put before a number kept
    as text goes. Line breaks inside stay as one "\\n", because two lines are often two values; other control characters
    stay so that `has_control` can find them. Idempotent.
    """
    if _CLEAN.fullmatch(value):
        return value
    text = value.translate(_TABLE).strip(" \n")
    if "  " in text or "\n" in text:
        text = _SPACE_RUN.sub(_one_blank, text)
    while text[:1] in _QUOTES and (bare := _TEXT_MARK.sub("", text)) != text:
        text = bare
    return text


_QUOTES = ("'", "\u2018", "\u2019", "`")


def _one_blank(run: re.Match[str]) -> str:
    return "\n" if "\n" in run.group() else " "


def is_blank(value: str) -> bool:
    """Whether nothing visible is left of the cell."""
    return not value or not clean_cell(value)


def has_control(value: str) -> bool:
    """Whether the text holds a control character, a line break or a lone surrogate: no name or number does."""
    if value.isprintable():
        return False
    return any(unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") for char in value)


def words(text: str) -> list[str]:
    """A table of words written as one line, parted by blanks."""
    return text.split()
