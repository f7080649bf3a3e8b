"""Dates in all the forms that spreadsheets of schools hold them, and only the ones that can mean one day.

Sources: GB/T 7408.1-2023 (ISO 8601), GB/T 15835-2011 (Chinese forms), ECMA-376 part 1 §18.17.4 (serial dates in the
1900 system, whose day 60 never was, and in the 1904 system).
"""

import re
from datetime import date, datetime, timedelta
from functools import lru_cache

from jiaoyun.rules.faults import Fault
from jiaoyun.rules.numerals import from_numeral
from jiaoyun.rules.text import clean_cell

_EARLIEST, _LATEST = 1850, 2200
_LAST_SERIAL = 2_958_465
_NO_SUCH_SERIAL = 60
_SEPARATED = re.compile(
    r"([0-9]{4})(?:\s*[-/.年、,，]\s*|\s+)([0-9]{1,2})(?:\s*[-/.月、,，]\s*|\s+)([0-9]{1,2})\s*[日号]?"
)
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(?:\.0*)?")
_SERIAL = re.compile(r"[0-9]{5}(?:\.[0-9]+)?")
_TIME = re.compile(
    r"(?<=[0-9日号])(?:T|\s+)[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?\s*(?:AM|PM|Z|\+08:?00)?", re.I
)
_CHINESE_YEAR = re.compile(
    r"([零〇○一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月(?:([一二三四五六七八九十廿卅]{1,3})[日号])?"
)
_YEAR_LAST = re.compile(r"[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{4}")
_SHORT_YEAR = re.compile(r"[0-9]{2}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}[日号]?|[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{2}")
_MONTH = re.compile(r"([0-9]{4})(?:\s*[-/.年、,，]\s*|\s+)([0-9]{1,2})\s*月?")
_CUT_MONTH = re.compile(r"[0-9]{4}\.1")
_COMPACT_MONTH = re.compile(r"([0-9]{4})([0-9]{2})(?:\.0*)?")
_DIGIT_OF = str.maketrans("零〇○一二三四五六七八九", "000123456789")


def parse_date(value: str | float | date, *, epoch1904: bool = False) -> date:
    """The day a cell means; times of day are dropped.

    Text: 2012/3/5, 2012-03-05 00:00:00, 2012.3.5, 2012、3、5, 2012 03 05, 2012年3月5日,
    二〇一二年三月五日, 20120305, 40973. Numbers: serial
    date (whole days since 1900, or since 1904 with `epoch1904`), or the digits yyyymmdd.
    Faults: date.blank, date.form, date.two_digit_year, date.day_missing, date.order (3/5/2012: day or month first?),
    date.no_such_day (2015/2/30, serial 60), date.range (outside 1850–2200).
    """
    if isinstance(value, datetime):
        return _in_range(value.date())
    if isinstance(value, date):
        return _in_range(value)
    if isinstance(value, bool):
        raise Fault("date.form")
    found = _read_text(value, epoch1904) if isinstance(value, str) else _read_number(value, epoch1904)
    if isinstance(found, Fault):
        raise found.again()
    return found


def parse_month(value: str | float | date, *, epoch1904: bool = False) -> date:
    """The first day of the month a cell means: 201209, 2012-09, 2012/9, 2012年9月, 二〇一二年九月, or any full date.

    Faults: date.month_form, and those of `parse_date`.
    """
    if isinstance(value, bool):
        raise Fault("date.month_form")
    if isinstance(value, int | float):
        if _EARLIEST <= value <= _LATEST:
            raise Fault("date.month_form")
        if not 185_001 <= value <= 220_012 or value != int(value):
            return parse_date(value, epoch1904=epoch1904).replace(day=1)
        value = str(int(value))
    if isinstance(value, str):
        text = clean_cell(value)
        match = _COMPACT_MONTH.fullmatch(text) or _MONTH.fullmatch(text)
        if match:
            return _first_of_month(int(match[1]), int(match[2]))
        if (chinese := _CHINESE_YEAR.fullmatch(text)) and not chinese[3]:
            return _first_of_month(int(chinese[1].translate(_DIGIT_OF)), from_numeral(chinese[2]) or 0)
    return parse_date(value, epoch1904=epoch1904).replace(day=1)


def months_meant(value: str) -> tuple[date, ...]:
    """The first days of the months that a birth date without its day can mean.

    A spreadsheet that took 2015.10 for a number writes 2015.1: both are possible. Faults as of `parse_month`.
    """
    first = parse_month(value)
    return (first, first.replace(month=10)) if _CUT_MONTH.fullmatch(clean_cell(value)) else (first,)


def _first_of_month(year: int, month: int) -> date:
    if not 1 <= month <= 12:
        raise Fault("date.month_form")
    return _day(year, month, 1)


@lru_cache(maxsize=16384)
def _read_text(value: str, epoch1904: bool) -> date | Fault:
    try:
        return _parse_text(value, epoch1904)
    except Fault as fault:
        return fault


def _parse_text(value: str, epoch1904: bool) -> date:
    text = _TIME.sub("", clean_cell(value))
    if not text:
        raise Fault("date.blank")
    if match := _COMPACT.fullmatch(text) or _SEPARATED.fullmatch(text):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if _SERIAL.fullmatch(text):
        return _from_serial(float(text), epoch1904)
    if match := _CHINESE_YEAR.fullmatch(text):
        if not match[3]:
            raise Fault("date.day_missing")
        day = from_numeral(match[3].replace("廿", "二十").replace("卅", "三十")) or 0
        return _day(int(match[1].translate(_DIGIT_OF)), from_numeral(match[2]) or 0, day)
    if _YEAR_LAST.fullmatch(text):
        raise Fault("date.order")
    if _MONTH.fullmatch(text) or (_COMPACT_MONTH.fullmatch(text) and text[:2] in ("19", "20")):
        raise Fault("date.day_missing")
    if _SHORT_YEAR.fullmatch(text) or _COMPACT_MONTH.fullmatch(text):
        raise Fault("date.two_digit_year")
    raise Fault("date.form")


def _read_number(value: float, epoch1904: bool) -> date | Fault:
    if not -1e9 < value < 1e9:
        return Fault("date.form")
    if value > _LAST_SERIAL:
        return _read_text(str(int(value)) if value == int(value) else "?", epoch1904)
    if _EARLIEST <= value <= _LATEST:
        # A year, or year and month such as 2012.9: read as a serial it would be a day of 1905.
        return Fault("date.day_missing")
    try:
        return _from_serial(value, epoch1904)
    except Fault as fault:
        return fault


def _from_serial(value: float, epoch1904: bool) -> date:
    """Days of the sheet's calendar → the day. In the 1900 system day 1 is 1900-01-01 and day 60 does not exist."""
    days = int(value // 1)
    if epoch1904:
        if not 0 <= days <= _LAST_SERIAL - 1462:
            raise Fault("date.form")
        return _in_range(date(1904, 1, 1) + timedelta(days=days))
    if not 1 <= days <= _LAST_SERIAL:
        raise Fault("date.form")
    if days == _NO_SUCH_SERIAL:
        raise Fault("date.no_such_day")
    return _in_range(date(1899, 12, 31 if days < _NO_SUCH_SERIAL else 30) + timedelta(days=days))


def _day(year: int, month: int, day: int) -> date:
    try:
        found = date(year, month, day)
    except ValueError:
        raise Fault("date.no_such_day") from None
    return _in_range(found)


def _in_range(day: date) -> date:
    if not _EARLIEST <= day.year <= _LATEST:
        raise Fault("date.range")
    return day
