"""学籍号 and the platform's own student numbers.

Sources: 《中小学生学籍管理办法》 教基〔2025〕1号 and the ministry's 中小学生学籍管理常见问题及解答: one letter and 18
characters in the form of an ID number. G is the formal number (normally G + ID number, but it may differ once the ID
was changed), L a temporary one and J that of a pupil without a usable ID: both look like an ID number and correspond
to none.
"""

import re
from dataclasses import dataclass

from jiaoyun.rules.faults import Fault
from jiaoyun.rules.resident_numbers import glance_resident, is_resident_form, squeeze_number

_FORM = re.compile(r"[GLJ][0-9]{17}[0-9X]")
_PLATFORM = re.compile(r"T(?:19|20)[0-9]{10}")
_DAMAGED = re.compile(r"[GLJ]?[0-9]\.?[0-9]*E\+?[0-9]{1,3}|[GLJ]?[0-9]{16,}\.[0-9]*")


@dataclass(frozen=True, slots=True)
class RollNumber:
    """A 学籍号: its letter (G, L, J), the 18 characters after it, and both together, canonical."""

    letter: str
    body: str
    number: str

    def __repr__(self) -> str:
        return f"RollNumber({self.letter})"


def check_roll_number(text: str) -> RollNumber:
    """The 学籍号 that the text names, upper case and without separators.

    The body of a G number must pass as an ID number (province, real day, check digit); L and J are checked by form.
    That a G number differs from its pupil's ID is no fault: see `roll_number_matches`.
    Faults: roll.blank, roll.form, roll.document_here (an ID number without letter), roll.body, roll.damaged_number.
    """
    number = text if _FORM.fullmatch(text) else squeeze_number(text)
    if not number:
        raise Fault("roll.blank")
    if not _FORM.fullmatch(number):
        if is_resident_form(number):
            raise Fault("roll.document_here")
        if _DAMAGED.fullmatch(number):
            raise Fault("roll.damaged_number")
        raise Fault("roll.form", length=len(number))
    letter, body = number[0], number[1:]
    if letter == "G" and not glance_resident(body):
        raise Fault("roll.body")
    return RollNumber(letter, body, number)


def roll_number_matches(document_number: str, roll_number: str) -> bool | None:
    """Whether a G number carries this ID number; None where it cannot be said (L, J, or no 18-character ID).

    Both canonical. False is worth a hint to the school, never a refusal: the ID may have been changed since.
    """
    if roll_number[:1] != "G" or not is_resident_form(document_number):
        return None
    return roll_number[1:] == document_number


def is_platform_number(text: str) -> bool:
    """Whether the text is a number this platform gives to a pupil without documents: T + entry year + 8 digits."""
    return _PLATFORM.fullmatch(text) is not None


def platform_number(entry_year: int, serial: int) -> str:
    """T + four digits of entry year + eight of serial, e.g. T202600000042. ValueError outside 1900–2099, 1–99999999."""
    if not (1900 <= entry_year <= 2099 and 1 <= serial <= 99_999_999):
        raise ValueError("entry year or serial out of range")
    return f"T{entry_year:04d}{serial:08d}"
