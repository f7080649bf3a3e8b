"""How easily a password is guessed: the fewest bits in which somebody who knows what is usual can write it down.

The password is cut into pieces in every way, and the cheapest way counts: words that many use, syllables of pinyin,
dates, walks over the keyboard, repetitions, and what is left letter by letter. The costs are ours, set by what is usual
in China (love and luck numbers, a name in pinyin and a birthday) and measured by `bench/passwords.py`.
"""

import math
import re
from functools import lru_cache
from itertools import pairwise
from unicodedata import normalize

from django.contrib.auth.password_validation import CommonPasswordValidator
from pypinyin.pinyin_dict import pinyin_dict

from jiaoyun.accounts.usual_words import USUAL_WORDS

#: Below this others guess it: as much as five syllables of pinyin, or two and a birthday.
ENOUGH_BITS = 28.0

_WORD, _LISTED, _SYLLABLE, _WALK = 6.0, 11.0, 5.5, 6.0
_FULL_DATE, _DAY, _YEAR = 14.0, 8.0, 6.0
_DIGIT, _LETTER, _CAPITAL, _MARK, _HAN, _OTHER = 3.0, 4.5, 1.0, 3.5, 8.0, 8.0
_REPEAT, _MOST_CAPITALS = 2.0, 3
_SWITCH, _USUAL_SWITCHES = 2.0, 1
_LONGEST_PIECE, _SHORTEST_LISTED, _SHORTEST_WALK = 24, 4, 3

_ROWS = ("0123456789", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "abcdefghijklmnopqrstuvwxyz")
_COLUMNS = (
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm",
    "qazwsxedcrfvtgbyhnujm",
    "147258369",
    "741852963",
    "159357",
    "zaq1xsw2cde3vfr4",
)
_WALKS = tuple(walk for row in (*_ROWS, *_COLUMNS) for walk in (row, row[::-1]))
_FULL = re.compile(
    r"(?:19|20)\d\d(?:0?[1-9]|1[0-2])(?:0?[1-9]|[12]\d|3[01])|\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
)
_MONTH_DAY = re.compile(r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
_CALENDAR_YEAR = re.compile(r"(?:19[5-9]|20[0-4])\d")
_AGAIN = re.compile(r"(.{1,4}?)\1+")
_MOBILE = re.compile(r"1[3-9]\d{9}")


def guess_bits(password: str) -> float:
    """The bits of the cheapest way to write the password; below ENOUGH_BITS others guess it."""
    small = password.lower()
    capitals = min(sum(char.isupper() for char in password[1:]), _MOST_CAPITALS)
    return _cheapest(small) + _CAPITAL * capitals + _SWITCH * max(0, _switches(small) - _USUAL_SWITCHES)


def _switches(text: str) -> int:
    """How often letters and digits take turns: a word and a birthday do once, what is drawn by lot often."""
    once = _AGAIN.sub(r"\1", text)
    kinds = ["d" if char.isdigit() else "l" for char in once if char.isalnum()]
    return sum(before != after for before, after in pairwise(kinds))


def _cheapest(text: str) -> float:
    """Dynamic programming over the cuts: best[end] from every piece that ends there."""
    best = [0.0]
    for end in range(1, len(text) + 1):
        ways = [best[end - 1] + _char_bits(text[end - 1])]
        for start in range(max(0, end - _LONGEST_PIECE), end - 1):
            piece = text[start:end]
            if (bits := _piece_bits(piece)) is not None:
                ways.append(best[start] + bits)
        best.append(min(*ways, _repeated(text, end, best)))
    return best[-1]


def _char_bits(char: str) -> float:
    if "0" <= char <= "9":
        return _DIGIT
    if "a" <= char <= "z":
        return _LETTER
    if "\u3400" <= char <= "\u9fff":
        return _HAN
    return _MARK if char.isascii() else _OTHER


def _piece_bits(piece: str) -> float | None:
    """The cost of a piece as one thing; None where it is none."""
    if piece in USUAL_WORDS:
        return _WORD
    if piece.isdigit():
        return _number_bits(piece)
    if piece in _syllables():
        return _SYLLABLE
    if len(piece) >= _SHORTEST_WALK and any(piece in walk for walk in _WALKS):
        return _WALK
    return _LISTED if len(piece) >= _SHORTEST_LISTED and piece in _listed() else None


def _number_bits(piece: str) -> float | None:
    if len(piece) >= _SHORTEST_WALK and any(piece in walk for walk in _WALKS):
        return _WALK
    if _FULL.fullmatch(piece):
        return _FULL_DATE
    if _MONTH_DAY.fullmatch(piece):
        return _DAY
    if _CALENDAR_YEAR.fullmatch(piece):
        return _YEAR
    if _MOBILE.fullmatch(piece):
        return _DIGIT * (len(piece) - 2)
    return _LISTED if len(piece) >= _SHORTEST_LISTED and piece in _listed() else None


def _repeated(text: str, end: int, best: list[float]) -> float:
    """The cost where the text before `end` only says again what stands before that."""
    return min(
        (
            best[end - period] + _REPEAT
            for period in range(1, end // 2 + 1)
            if text[end - period : end] == text[end - 2 * period : end - period]
        ),
        default=math.inf,
    )


@lru_cache(maxsize=1)
def _listed() -> frozenset[str]:
    """Django's list of the 20,000 most frequent passwords of the world."""
    return frozenset(CommonPasswordValidator().passwords)


@lru_cache(maxsize=1)
def _syllables() -> frozenset[str]:
    """Every syllable of pinyin, without tones; ü as u and as v."""
    marked = {sound for sounds in pinyin_dict.values() for sound in sounds.split(",")}
    plain = {re.sub("[\u0300-\u0307\u0309-\u036f]", "", normalize("NFD", sound)) for sound in marked}
    plain = {normalize("NFC", sound) for sound in plain}
    return frozenset(s for sound in plain for s in (sound.replace("ü", "v"), sound.replace("ü", "u")) if s.isascii())
