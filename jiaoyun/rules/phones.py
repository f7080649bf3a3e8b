"""Telephone numbers of mainland China: the mobile that a login can hang on, and what a guardian can be reached at.

Source: 《电信网编号计划》 工信部 (mobile numbers have 11 digits and begin with 13 to 19; area codes begin with 0: three
digits for 010 and 02x, four for all others; local numbers have 7 or 8 digits). Only ASCII digits count: \\d would let
Arabic-Indic digits through.
"""

import re

from jiaoyun.rules.faults import Fault
from jiaoyun.rules.text import clean_cell

_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_LANDLINE = re.compile(r"(010|02[0-9]|0[3-9][0-9]{2})-?([2-9][0-9]{6,7})(?:(?:-|转|EXT\.?|X|,|#)([0-9]{1,6}))?")
_LOCAL = re.compile(r"[2-9][0-9]{6,7}(?:-[0-9]{1,6})?")
_MARKS = str.maketrans(
    {**dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"), **dict.fromkeys(" \n()_", None)}
)
_COUNTRY = re.compile(r"^(?:\+|00)86-?|^86-?(?=1-?[3-9](?:-?[0-9]){9}$)")
_NUMBER_END = re.compile(r"\.0*$")
_DAMAGED = re.compile(r"[0-9]\.?[0-9]*E\+?[0-9]{1,3}")
_SEVERAL = re.compile(r".*[/、，,;|和或].*|(?:1[3-9][0-9]{9}){2,}", re.DOTALL)


def check_mobile(text: str) -> str:
    """The 11 digits of a mobile number; +86, 0086, blanks, dashes, full width and a spreadsheet's ".0" are understood.

    Faults: phone.blank, phone.damaged_number, phone.foreign, phone.several, phone.landline, phone.mobile_length
    (values: length), phone.mobile_form.
    """
    if _MOBILE.fullmatch(text):
        return text
    number = _squeeze(text)
    digits = number.replace("-", "")
    if _MOBILE.fullmatch(digits):
        return digits
    _refuse_common(number)
    if _LANDLINE.fullmatch(number) or _LOCAL.fullmatch(number):
        raise Fault("phone.landline")
    if digits.isascii() and digits.isdigit() and len(digits) != 11:
        raise Fault("phone.mobile_length", length=len(digits))
    raise Fault("phone.mobile_form")


def check_contact_phone(text: str) -> str:
    """A mobile (11 digits) or a landline, canonical "0791-88888888" or "0791-88888888-123" with its extension.

    Faults: phone.blank, phone.damaged_number, phone.foreign, phone.several, phone.area_code (a local number alone),
    phone.form.
    """
    if _MOBILE.fullmatch(text):
        return text
    number = _squeeze(text)
    digits = number.replace("-", "")
    if _MOBILE.fullmatch(digits):
        return digits
    if landline := _LANDLINE.fullmatch(number):
        return "-".join(part for part in landline.groups() if part)
    _refuse_common(number)
    if _LOCAL.fullmatch(number):
        raise Fault("phone.area_code")
    raise Fault("phone.form")


def _squeeze(text: str) -> str:
    """The number without blanks, brackets, country code and ".0"; dashes stay, they part area and extension."""
    number = clean_cell(text).upper().translate(_MARKS)
    return _NUMBER_END.sub("", _COUNTRY.sub("", number, count=1))


def _refuse_common(number: str) -> None:
    """Refuse what neither kind of number can be; return otherwise."""
    if not number.strip("-"):
        raise Fault("phone.blank")
    if _DAMAGED.fullmatch(number):
        raise Fault("phone.damaged_number")
    if number.startswith(("+", "00")):
        raise Fault("phone.foreign")
    if _SEVERAL.fullmatch(number):
        raise Fault("phone.several")
