"""Chinese numerals up to ninety-nine, as class and date texts hold them.

Source: GB/T 15835-2011 出版物上数字用法.
"""

from functools import lru_cache

DIGITS = "零一二三四五六七八九"
_VALUES = {**{digit: at for at, digit in enumerate(DIGITS)}, "〇": 0, "○": 0, "两": 2}
#: A regular expression for 1–99 in either writing; 十二, 二十, 二十三, 九, 12, 09.
NUMERAL = r"(?:[0-9]{1,2}|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])"


def to_chinese(number: int) -> str:
    """1 → 一, 10 → 十, 23 → 二十三. ValueError outside 0–99."""
    if not 0 <= number <= 99:
        raise ValueError("only 0 to 99 are written so")
    tens, ones = divmod(number, 10)
    if not tens:
        return DIGITS[ones]
    return f"{DIGITS[tens] if tens > 1 else ''}十{DIGITS[ones] if ones else ''}"


@lru_cache(maxsize=1024)
def from_numeral(text: str) -> int | None:
    """十二, 二十三, 12 or 09 → the number, 0 to 99; None for anything else."""
    if text.isascii():
        return int(text) if text.isdigit() and len(text) <= 2 else None
    head, ten, tail = text.partition("十")
    if not ten:
        return _VALUES.get(text)
    tens = _VALUES.get(head, 0) if head else 1
    ones = _VALUES.get(tail, 0) if tail else 0
    return tens * 10 + ones if (not head or tens) and (not tail or ones) else None
