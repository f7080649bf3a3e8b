"""The number forms of documents that are not 公民身份号码: form only, for no public rule lets a school check more.

Sources: 港澳居民来往内地通行证 (H or M + 8 digits, before 2013 + 2), Hong Kong identity card (1–2 letters, 6 digits and
a check character, by the rule of the Immigration Department), Macau identity card (7 digits + check digit),
台湾居民来往大陆通行证 (8 digits; before 2015 10 digits + a letter), 外国人永久居留证 before 2023 (3 letters + 12
digits), ICAO 9303 passports.
"""

import re
from collections.abc import Callable

from jiaoyun.rules.faults import Fault

_PERMANENT_OLD = re.compile(r"[A-Z]{3}[0-9]{12}")
_HK_PERMIT = re.compile(r"H[0-9]{8}([0-9]{2})?")
_HK_CARD = re.compile(r"([A-Z]{1,2})([0-9]{6})\(?([0-9A])\)?")
_HK_PASSPORT = re.compile(r"[HK][0-9]{8}|H[A-Z][0-9]{7}")
_MACAU = re.compile(r"M[0-9]{8}([0-9]{2})?|M[A-Z][0-9]{7}|[157][0-9]{6}\(?[0-9]\)?")
_TAIWAN = re.compile(r"[0-9]{8}|[0-9]{10}(\(?[A-Z]\)?)?|T?[A-Z][12][0-9]{8}")
_PASSPORT = re.compile(r"[A-Z][A-Z0-9]{4,17}")
_HOUSEHOLD_BOOK = re.compile(r"[A-Z0-9]{4,30}")
_OTHER = re.compile(r"[A-Z0-9\u4e00-\u9fff()/.]{1,40}")


def deduce_form(number: str) -> str:
    """The code of the kind whose form the number has. Faults: those of a 居民身份证, which is what most people mean."""
    if _PERMANENT_OLD.fullmatch(number):
        return "9"
    if _HK_PERMIT.fullmatch(number) or ("(" in number and _HK_CARD.fullmatch(number)):
        return "6"
    if _MACAU.fullmatch(number) and number[0] == "M":
        return "7"
    if _is_passport(number) and sum(char.isdigit() for char in number) >= 5:
        return "A"
    return "1"


def _is_passport(number: str) -> bool:
    return _PASSPORT.fullmatch(number) is not None


def _permanent_resident(number: str) -> str:
    if not _PERMANENT_OLD.fullmatch(number):
        raise Fault("document.permanent_resident_form")
    return number


def _hong_kong(number: str) -> str:
    if card := _HK_CARD.fullmatch(number):
        letters, digits, check = card.groups()
        if not _HK_PASSPORT.fullmatch(number) and _hong_kong_check(letters, digits) != check:
            raise Fault("document.hk_check")
        return f"{letters}{digits}{check}"
    if _HK_PERMIT.fullmatch(number) or _HK_PASSPORT.fullmatch(number):
        return number
    raise Fault("document.hk_form")


def _hong_kong_check(letters: str, digits: str) -> str:
    """Weights 9 to 2, letters from A = 10, a blank before a single letter = 36; modulo 11, ten is written A."""
    values = [36] * (2 - len(letters)) + [ord(char) - 55 for char in letters] + [int(char) for char in digits]
    rest = sum(weight * value for weight, value in zip(range(9, 1, -1), values, strict=True)) % 11
    return "0123456789A"[(11 - rest) % 11]


def _macau(number: str) -> str:
    if not _MACAU.fullmatch(number):
        raise Fault("document.macau_form")
    return re.sub(r"[()]", "", number)


def _taiwan(number: str) -> str:
    if not _TAIWAN.fullmatch(number):
        raise Fault("document.taiwan_form")
    return re.sub(r"[()]", "", number)


def _passport(number: str) -> str:
    if not _is_passport(number):
        raise Fault("document.passport_form")
    return number


def _household_book(number: str) -> str:
    if not _HOUSEHOLD_BOOK.fullmatch(number):
        raise Fault("document.household_book_form")
    return number


def _other(number: str) -> str:
    if not _OTHER.fullmatch(number):
        raise Fault("document.other_form")
    return number


#: Code of the kind → the check of its form, which returns the canonical number.
OTHER_FORMS: dict[str, Callable[[str], str]] = {
    "6": _hong_kong,
    "7": _macau,
    "8": _taiwan,
    "9": _permanent_resident,
    "A": _passport,
    "B": _household_book,
    "Z": _other,
}
