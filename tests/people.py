"""Persons who do not exist: numbers with valid check digits in area 3699xx, which is no county, and made-up names.

Everything a test needs of a person is invented here, so that no real one can be hit by chance.
"""

from datetime import date
from typing import NamedTuple

from jiaoyun.rules.codes import Sex
from jiaoyun.rules.documents import document_check_digit

AREA = "369901"
_SURNAMES = "刘王李陈黄张吴罗胡徐周万曾邓熊廖钟谢曹余"
_GIVEN = (
    "子墨",
    "欣怡",
    "浩然",
    "梓涵",
    "宇轩",
    "思琪",
    "俊杰",
    "雨桐",
    "晨曦",
    "若溪",
    "铭",
    "玥",
    "嘉懿",
    "景行",
    "沐阳",
)


class InventedPerson(NamedTuple):
    """One invented person; `roll_number` is G + `document`."""

    name: str
    sex: Sex
    birth: date
    document: str
    roll_number: str
    phone: str


def invent_id(birth: date, sex: Sex, serial: int, area: str = AREA) -> str:
    """An 18-character ID number that passes every check. `serial` 0–499 gives different persons of one day and sex."""
    if not 0 <= serial <= 499:
        raise ValueError("a day has 500 sequence numbers for each sex")
    body = f"{area}{birth:%Y%m%d}{2 * serial + (sex is Sex.MALE):03d}"
    return body + document_check_digit(body)


def invent_name(serial: int) -> str:
    """A made-up name; 300 different ones, then again from the first."""
    given = _GIVEN[serial // len(_SURNAMES) % len(_GIVEN)]
    return _SURNAMES[serial % len(_SURNAMES)] + given


def invent_phone(serial: int) -> str:
    """A mobile number of the form that documentation uses: 1380000 and four digits."""
    return f"1380000{serial % 10_000:04d}"


def invent_roll_number(document: str) -> str:
    """The formal 学籍号 of an ID number."""
    return f"G{document}"


def invent_person(serial: int, birth: date = date(2015, 3, 5)) -> InventedPerson:
    """A whole person; persons of one birth date differ for serials 0–999."""
    sex = Sex.MALE if serial % 2 else Sex.FEMALE
    document = invent_id(birth, sex, serial // 2)
    return InventedPerson(invent_name(serial), sex, birth, document, invent_roll_number(document), invent_phone(serial))
