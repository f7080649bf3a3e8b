"""Invented names: surnames as frequent as in Jiangxi, given names by the year of birth, the rare and the long ones.

Parts are combined at random; nothing here is a list of persons (data/README.md names the sources).
"""

import csv
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from random import Random

from jiaoyun.rules.codes import Sex

DATA = Path(__file__).parent / "data"
SHE_SURNAMES = ("雷", "蓝", "钟", "盘")
#: Names' characters outside GBK: CJK Ext A, URO additions, Ext B to G, in parents' favour for their looks.
RARE = (
    "㛃",
    "䶮",
    "㬎",
    "㫰",
    "鿍",
    "𠅤",
    "𣲘",
    "𠮷",
    "𪟝",
    "𫍯",
    "𫍽",
    "𫟹",
    "𬀩",
    "𬍛",
    "𬘭",
    "𬱖",
    "𬶍",
    "𬸚",
    "𰻝",
)
_FIRST_OF_TODAY = 2002
_WORD = {Sex.MALE: "male", Sex.FEMALE: "female"}

# Families who came from elsewhere; the patterns are those of each people's names.
_UYGHUR = {
    Sex.MALE: ("艾力", "迪力夏提", "木拉提", "帕尔哈提", "阿迪力", "库尔班"),
    Sex.FEMALE: ("迪丽努尔", "祖丽菲娅", "努尔比亚", "麦合丽娅", "阿依古丽"),
}
_TIBETAN = (("扎西", "次仁", "格桑", "丹增", "洛桑", "白玛"), ("顿珠", "卓玛", "拉姆", "德吉", "平措", "曲珍"))
_YI = (("阿苦", "吉克", "沙马", "马海", "曲比"), ("伍果", "木呷", "拉铁", "子黑", "史布"))
_LATIN = (("Mila", "Noah", "Emma", "Leo", "Anna-Maria"), ("Sommer", "Novak", "O'Hara", "Rossi"))


@dataclass(frozen=True, slots=True)
class Given:
    """The parts of given names of one sex, of today or of before."""

    names: tuple[str, ...]
    chars: tuple[str, ...]


class NameMaker:
    """Names out of one random source."""

    def __init__(self, random: Random) -> None:
        self._random = random

    def surname(self) -> str:
        """One surname, by weight; 刘 is the first of Jiangxi."""
        names, weights = _surnames()
        return self._random.choices(names, cum_weights=weights)[0]

    def given(self, sex: Sex, year: int) -> str:
        """A given name as somebody born in `year` may have; one in eighty holds a character outside GBK."""
        random, parts = self._random, _given(sex, year >= _FIRST_OF_TODAY)
        kind = random.random()
        if kind < 0.22:
            return random.choice(parts.names)
        if kind < 0.34:
            return random.choice(parts.chars)
        rare = year >= _FIRST_OF_TODAY and kind > 1 - 1 / 80
        second = random.choice(RARE) if rare else random.choice(parts.chars)
        return random.choice(parts.chars) + second

    def from_elsewhere(self, sex: Sex) -> tuple[str, str]:
        """A name of another people, and its GB/T 3304 code."""
        random = self._random
        kind = random.randrange(3)
        if kind == 0:
            return f"{random.choice(_UYGHUR[sex])}·{random.choice(_UYGHUR[Sex.MALE])}", "05"
        if kind == 1:
            return random.choice(_TIBETAN[0]) + random.choice(_TIBETAN[1]), "04"
        return f"{random.choice(_YI[0])}·{random.choice(_YI[1])}", "07"

    def foreign(self) -> str:
        """A name in Latin letters."""
        return f"{self._random.choice(_LATIN[0])} {self._random.choice(_LATIN[1])}"


@lru_cache(maxsize=1)
def _surnames() -> tuple[tuple[str, ...], tuple[float, ...]]:
    rows = _rows("surnames.csv")
    return tuple(row["surname"] for row in rows), tuple(accumulate(float(row["weight"]) for row in rows))


@lru_cache(maxsize=4)
def _given(sex: Sex, today: bool) -> Given:
    word, group = _WORD[sex], "newborn" if today else "general"
    names = [row["given_name"] for row in _rows("given_names.csv") if (row["sex"], row["group"]) == (word, group)]
    wanted = ("now", "before") if today else ("before",)
    rows = [row for row in _rows("given_chars.csv") if row["sex"] == word and row["group"] in wanted]
    # Today's parents like a few dozen characters; those are taken four times as often.
    chars = [row["character"] for row in rows for _ in range(4 if row["group"] == "now" else 1)]
    return Given(tuple(names), tuple(chars))


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))
