"""The benchmark's persons: invented from a serial number, always the same, 250 million of them."""

from datetime import date, timedelta
from typing import NamedTuple

from jiaoyun.rules.codes import Sex
from tests.people import invent_id, invent_roll_number

_FIRST_DAY = date(2013, 9, 1)
_AREAS, _DAYS = 100, 2500
_SURNAMES = "刘王李陈黄张吴罗胡徐周万曾邓熊廖钟谢曹余"
_GIVEN = "子墨欣怡浩然梓涵宇轩思琪俊杰雨桐晨曦若溪铭玥嘉懿景行沐阳文博诗语明哲安宁书瑶可馨天佑一诺"


class Person(NamedTuple):
    """One person; the sex is that of the number's 17th digit."""

    name: str
    sex: Sex
    birth: date
    document: str
    roll_number: str
    phone: str


def person(serial: int) -> Person:
    """The person of this serial; different serials below 250 million have different numbers."""
    area, rest = serial % _AREAS, serial // _AREAS
    birth, sequence = _FIRST_DAY + timedelta(days=rest % _DAYS), rest // _DAYS
    sex = Sex.MALE if sequence % 2 else Sex.FEMALE
    document = invent_id(birth, sex, sequence // 2, area=f"3699{area:02d}")
    phone = f"1990{serial % 10_000_000:07d}"
    return Person(name_of(serial), sex, birth, document, invent_roll_number(document), phone)


def name_of(serial: int) -> str:
    """A name of three characters; serials that follow one another differ."""
    rest, surname = divmod(serial, len(_SURNAMES))
    rest, first = divmod(rest, len(_GIVEN))
    return _SURNAMES[surname] + _GIVEN[first] + _GIVEN[rest % len(_GIVEN)]


def guardian_of(serial: int) -> str:
    """The guardian's name: the surname and one character."""
    return _SURNAMES[serial % len(_SURNAMES)] + _GIVEN[serial // 7 % len(_GIVEN)]
