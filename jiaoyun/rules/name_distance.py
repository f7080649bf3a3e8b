"""How far two written names are apart, so that an import can ask "the same person?" without deciding it.

Sources: variants from `name_variants`, sounds from pypinyin; the levels follow what schools' sheets really differ by:
traditional characters, a homophone picked by the input method, one wrong or missing character.
"""

from enum import IntEnum
from typing import NamedTuple

from jiaoyun.rules.name_forms import name_key
from jiaoyun.rules.name_sounds import char_readings
from jiaoyun.rules.name_variants import fold_variants


class Likeness(IntEnum):
    """From the same to different; a smaller value is closer."""

    SAME = 0
    VARIANT = 1
    HOMOPHONE = 2
    NEAR = 3
    DIFFERENT = 4


class NameDistance(NamedTuple):
    """The level, and a score from 0.0 (same) to 1.0 (nothing in common)."""

    level: Likeness
    score: float


def name_distance(a: str, b: str) -> NameDistance:
    """Compare two names: SAME by key, VARIANT by character forms, HOMOPHONE by sound, NEAR by one change, or DIFFERENT.

    NEAR is one character changed, added, left out, or two neighbours swapped, where at least one other character
    agrees. Symmetrical. Never a reason to merge persons: it only chooses what the school is asked.
    """
    first, second = name_key(a), name_key(b)
    if first == second:
        return NameDistance(Likeness.SAME, 0.0)
    first, second = fold_variants(first), fold_variants(second)
    if first == second:
        return NameDistance(Likeness.VARIANT, 0.1)
    longest = max(len(first), len(second))
    edits = _edits(first, second)
    if len(first) == len(second) and all(map(_sound_alike, first, second)):
        return NameDistance(Likeness.HOMOPHONE, round(0.2 + 0.1 * edits / longest, 3))
    share = round(max(0.35, edits / longest), 3)
    return NameDistance(Likeness.NEAR if edits == 1 and longest > 1 else Likeness.DIFFERENT, share)


def _sound_alike(a: str, b: str) -> bool:
    """Whether two characters share a syllable, tones aside."""
    if a == b:
        return True
    return not {reading[:-1] for reading in char_readings(a)}.isdisjoint(reading[:-1] for reading in char_readings(b))


def _edits(a: str, b: str) -> int:
    """Changes, insertions, omissions and swaps of neighbours that lead from one to the other (Damerau, restricted)."""
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, char in enumerate(a, start=1):
        last, before, row = before, row, [i, *([0] * len(b))]
        for j, other in enumerate(b, start=1):
            row[j] = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (char != other))
            if i > 1 and j > 1 and char == b[j - 2] and a[i - 2] == other:
                row[j] = min(row[j], last[j - 2] + 1)
    return row[-1]
