"""How a name sounds: the key that orders lists as Chinese directories do, and pinyin and initials to search by.

Sources: GB/T 13418-1992 文字条目通用排序规则 (by syllable, then tone, then character, character by character),
《汉语拼音方案》, readings from pypinyin (MIT), surnames first from `surnames`. ü is written v.
"""

import os
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from jiaoyun.rules.surnames import COMPOUND_SURNAMES, SURNAME_READINGS

LONGEST_SORT_KEY = 120
LONGEST_PINYIN, LONGEST_INITIALS = 160, 60
_TONES = {"\u0304": "1", "\u0301": "2", "\u030c": "3", "\u0300": "4"}
_BASE36 = "0123456789abcdefghijklmnopqrstuvwxyz"
#: Latin letters that Unicode does not decompose.
_LATIN = str.maketrans(
    {"đ": "d", "ð": "d", "ø": "o", "ł": "l", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "ß": "ss", "þ": "th"}
)
#: Characters that given names read otherwise than texts do.
_GIVEN = {"晟": "shèng", "喆": "zhé", "旻": "mín", "玗": "yú", "阿": "ā", "艾": "ài"}


@lru_cache(maxsize=1)
def _dictionary() -> dict[int, str]:
    """pypinyin's table, loaded at first use: it takes a tenth of a second that a starting server need not pay."""
    # Its table of phrases, 42 MiB a process, is of no use to names (pypinyin's manual, "memory").
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin.pinyin_dict import pinyin_dict

    found: dict[int, str] = pinyin_dict
    return found


@lru_cache(maxsize=65536)
def char_readings(char: str) -> tuple[str, ...]:
    """All readings of a Han character as syllable + tone digit, the usual one first; () when nobody knows one."""
    known = _dictionary().get(ord(char), "")
    texts = [_GIVEN[char], *known.split(",")] if char in _GIVEN else known.split(",")
    surname = [SURNAME_READINGS[char]] if char in SURNAME_READINGS else []
    return tuple(dict.fromkeys([_numbered(text) for text in texts if text] + surname))


def _numbered(reading: str) -> str:
    """lǚ → lv3. A neutral tone is 5."""
    tone = "5"
    letters: list[str] = []
    for char in unicodedata.normalize("NFD", reading.replace("ü", "v").replace("ê", "e")):
        if char in _TONES:
            tone = _TONES[char]
        elif char == "\u0308":
            letters[-1] = "v"
        elif "a" <= char <= "z":
            letters.append(char)
    return "".join(letters) + tone


@lru_cache(maxsize=65536)
def _parts(char: str, reading: str = "") -> tuple[str, str, str]:
    """One character's part of the sort key, of the pinyin and of the initials."""
    numbered = reading or next(iter(char_readings(char)), "")
    if numbered:
        syllable = numbered[:-1]
        return f"{syllable:0<6}{numbered[-1]}{_code36(char)}", syllable, syllable[:1]
    letters = unicodedata.normalize("NFKD", char).lower().translate(_LATIN)
    folded = "".join(letter for letter in letters if letter.isascii() and letter.isalnum())
    if folded:
        return folded, folded, folded
    if unicodedata.category(char)[0] in "LMC":
        return f"zz{_code36(char)}", char, char
    return "0", "", ""


def _code36(char: str) -> str:
    """The code point in four characters that sort like it."""
    code, digits = ord(char), ""
    for _ in range(4):
        code, rest = divmod(code, 36)
        digits = _BASE36[rest] + digits
    return digits


def _each(name: str) -> Iterator[tuple[str, str, str]]:
    """The parts of each character, the surname by its own reading."""
    if len(name) > 2 and name[:2] in COMPOUND_SURNAMES:
        first, second = COMPOUND_SURNAMES[name[:2]]
        yield _parts(name[0], first)
        yield _parts(name[1], second)
        yield from map(_parts, name[2:])
        return
    if name:
        yield _parts(name[0], SURNAME_READINGS.get(name[0], ""))
        yield from map(_parts, name[1:])


class Sounds(NamedTuple):
    """What `sort_key`, `pinyin` and `initials` say of one name."""

    sort_key: str
    pinyin: str
    initials: str


def sounds(name: str) -> Sounds:
    """All three at once, for whoever stores them: a third of the time."""
    parts = list(_each(name))
    return Sounds(
        "".join([part[0] for part in parts])[:LONGEST_SORT_KEY],
        "".join([part[1] for part in parts])[:LONGEST_PINYIN],
        "".join([part[2] for part in parts])[:LONGEST_INITIALS],
    )


def sort_key(name: str) -> str:
    """A text of ASCII lower-case letters and digits, at most 120, that orders names under any collation.

    A Han character takes 11: syllable filled up to six with 0, tone, code point in base 36; Latin letters stand for
    themselves, other scripts come last. Ten Han characters decide; longer names that agree in them are equal.
    """
    return "".join([parts[0] for parts in _each(name)])[:LONGEST_SORT_KEY]


def pinyin(name: str) -> str:
    """The name's letters to search by, without tones and blanks, at most 160: 欧阳思琪 → ouyangsiqi, 吕 → lv."""
    return "".join([parts[1] for parts in _each(name)])[:LONGEST_PINYIN]


def initials(name: str) -> str:
    """The first letters of its syllables: 欧阳思琪 → oysq. Latin names give all their letters, at most 60."""
    return "".join([parts[2] for parts in _each(name)])[:LONGEST_INITIALS]
