"""What of a personal value may be shown where its whole is not needed.

Source: GB/T 35273-2020 §7.2 (展示限制): surname, last four of a document, first three and last four of a mobile number,
letter and last four of a 学籍号.
"""

import re

from jiaoyun.rules.surnames import COMPOUND_SURNAMES

_HAN_NAME = re.compile("[\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd]{2,6}")
_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_RESIDENT = re.compile(r"[0-9]{17}[0-9X]")
_ROLL = re.compile(r"([GLJT])([0-9]{12}|[0-9]{17}[0-9X])")
_LEAST_FOR_FOUR = 12
# A run of digits with what people put between and around them: a letter before, X behind, spaces and lines inside.
_NUMBER = re.compile(r"(?:[A-Za-z]{1,2}[\s-]?)?\d(?:[\s-]?[\dXx])+")
_BETWEEN = re.compile(r"[\s-]")
_DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}|(?:19|20)\d{6}")
_LEAST_NUMBER = 7


def mask_name(name: str) -> str:
    """张伟 → 张*, 张思琪 → 张**, 欧阳思琪 → 欧阳**; other scripts and names with a dot show one character and **."""
    if not _HAN_NAME.fullmatch(name):
        return f"{name[0]}**" if len(name) > 1 else "*" * len(name)
    shown = 2 if len(name) > 2 and name[:2] in COMPOUND_SURNAMES else 1
    return name[:shown] + "*" * (len(name) - shown)


def hint_document(number: str) -> str:
    """**************2416: the last four of a number of 12 and more, a quarter of a shorter one."""
    shown = 4 if len(number) >= _LEAST_FOR_FOUR else len(number) // 4
    return "*" * (len(number) - shown) + (number[-shown:] if shown else "")


#: The same under the name of its neighbours.
mask_document = hint_document


def group_document(number: str) -> str:
    """The whole number in groups that eyes can compare: 369901 20120305 0018, G 369901 20120305 0018, E1234 5678."""
    if match := re.fullmatch(r"([GLJ])([0-9]{17}[0-9X])", number):
        return f"{match[1]} {group_document(match[2])}"
    if _RESIDENT.fullmatch(number):
        return f"{number[:6]} {number[6:14]} {number[14:]}"
    head = len(number) % 4 or 4
    return " ".join([number[:head], *(number[at : at + 4] for at in range(head, len(number), 4))]).strip()


def mask_phone(number: str) -> str:
    """138****5678; a landline 0791-****8888 keeps its area code; anything else shows its last two of six and more."""
    if _MOBILE.fullmatch(number):
        return f"{number[:3]}****{number[-4:]}"
    area, dash, local = number.partition("-")
    if dash and len(area) in (3, 4) and 7 <= len(local.partition("-")[0]) <= 8:
        local = local.partition("-")[0]
        return f"{area}-{'*' * (len(local) - 4)}{local[-4:]}"
    shown = 2 if len(number) >= 6 else 0
    return "*" * (len(number) - shown) + (number[-shown:] if shown else "")


def mask_roll_number(number: str) -> str:
    """G***1234: the letter and the last four of a 学籍号 or platform number; of anything else what a document shows."""
    match = _ROLL.fullmatch(number)
    return f"{match[1]}***{number[-4:]}" if match else hint_document(number)


def mask_numbers(text: str) -> str:
    """A cell whose column nobody has named yet: each number of 7 digits and more as a list shows it, all else as it is.

    Dates stay, also as eight digits: a column of birth dates must be recognised.
    """
    return _NUMBER.sub(_masked, text)


def _masked(match: re.Match[str]) -> str:
    number = match[0]
    plain = _BETWEEN.sub("", number).upper()
    if sum(char.isdigit() for char in plain) < _LEAST_NUMBER or _DATE.fullmatch(number):
        return number
    return mask_phone(plain) if _MOBILE.fullmatch(plain) else mask_roll_number(plain)


def mask_email(address: str) -> str:
    """a***@example.cn: the first character and the domain; without a domain only stars."""
    local, at, domain = address.rpartition("@")
    return f"{local[:1]}***@{domain}" if at and local and domain else "***"
