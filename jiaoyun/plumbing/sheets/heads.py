"""Where the head of a sheet is: the row, or two rows under merged titles, that names the columns."""

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from jiaoyun.plumbing.sheets.cells import cell_text
from jiaoyun.plumbing.sheets.limits import HEAD_ROWS

Line = tuple[int, list[str]]
Merge = tuple[int, int, int, int]

_REMARK = re.compile(r"[(（\[【].*?[)）\]】]")
_NOISE = re.compile(r"[\s*＊:：★☆]+")
_NUMBERLIKE = re.compile(r"\d{4}|^\d+$")
#: A head names at least so many columns, when none of its words is known.
_FEWEST = 2


class Head(NamedTuple):
    """`line`: the last line of the head; `titles`: one a column from A on; `matched`: how many are known words."""

    line: int
    titles: tuple[str, ...]
    matched: int


def head_key(title: str) -> str:
    """A title as it is compared: full width made plain, without spaces, stars, colons and remarks in brackets."""
    text = _NOISE.sub("", unicodedata.normalize("NFKC", title))
    return (_REMARK.sub("", text) or text).lower()


def find_head(lines: Sequence[Line], merges: Sequence[Merge], head_words: frozenset[str]) -> Head | None:
    """The best head among the first lines of a sheet; None when no line can be one.

    The line with the most known words wins, the upper one of equals. `head_words` are compared by `head_key`. Without a
    known word, the first line that holds two or more different titles and nothing like a number is taken.
    """
    known = frozenset(map(head_key, head_words))
    top = lines[:HEAD_ROWS]
    best: Head | None = None
    for index, (line, cells) in enumerate(top):
        titles = tuple(_title(cell) for cell in cells)
        found = [Head(line, titles, _matched(titles, known))]
        if index + 1 < len(top) and top[index + 1][0] == line + 1:
            found += _two_rows(titles, top[index + 1], merges, known)
        for head in found:
            if head.matched and (best is None or head.matched > best.matched):
                best = head
    return best or _plausible(top)


def _title(cell: str) -> str:
    return " ".join(cell_text(cell).split())


def _matched(titles: Sequence[str], known: frozenset[str]) -> int:
    return len({head_key(title) for title in titles if title} & known)


def _two_rows(upper: tuple[str, ...], below: Line, merges: Sequence[Merge], known: frozenset[str]) -> list[Head]:
    """The head of two lines, if merged cells tie the line above to the line below."""
    line, cells = below
    above = line - 1
    groups = [(left, right) for top, left, bottom, right in merges if top == above == bottom and right > left]
    pillars = [merge for merge in merges if merge[0] <= above and merge[2] == line]
    groups = [(left, right) for left, right in groups if right - left + 1 < len(cells)]
    if not groups and not pillars:
        return []
    lower = tuple(_title(cell) for cell in cells)
    width = max(len(upper), len(lower))
    over = list(upper) + [""] * (width - len(upper))
    for left, right in groups:
        over[left : right + 1] = [over[left]] * (min(right, width - 1) - left + 1)
    under = lower + ("",) * (width - len(lower))
    titles = tuple(_joined(a, b) for a, b in zip(over, under, strict=True))
    # Two rows are one head only if each names columns that the other leaves open.
    matched = _matched(titles, known)
    return [Head(line, titles, matched)] if matched >= max(_matched(upper, known), 1) else []


def _joined(over: str, under: str) -> str:
    return under if not over or head_key(over) == head_key(under) else over + under


def _plausible(top: Sequence[Line]) -> Head | None:
    for line, cells in top:
        titles = tuple(_title(cell) for cell in cells)
        named = [title for title in titles if title]
        if len(set(named)) >= _FEWEST and not any(_NUMBERLIKE.search(title) for title in named):
            return Head(line, titles, 0)
    return None
