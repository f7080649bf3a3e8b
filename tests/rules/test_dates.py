"""Dates as spreadsheets hold them."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaoyun.rules.dates import parse_date, parse_month
from tests.rules.cases import refused

DAY = date(2012, 3, 5)
DAYS = st.dates(date(1910, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    "value",
    [
        "2012/3/5", "2012-03-05", "2012年3月5日", "2012年03月05号", "20120305", "40973", "40973.5", "2012.3.5",
        "二〇一二年三月五日",
        "二零一二年三月五日", "２０１２－０３－０５", " 2012-03-05 ", "'20120305", "2012-03-05 00:00:00",
        "2012-03-05T08:30:00+08:00", "2012、3、5", "2012 03 05", "2012，3，5",
        "2012/3/5 0:00", "20120305.0", 40973, 40973.25, 20120305, 20120305.0, DAY,
        datetime(2012, 3, 5, 23, 59, tzinfo=UTC),
    ],
)  # fmt: skip
def test_it_reads_one_day_in_all_its_forms(value: str | float | date):
    assert parse_date(value) == DAY


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("", "date.blank"),
        ("\u3000", "date.blank"),
        ("长期", "date.form"),
        ("12/3/5", "date.two_digit_year"),
        ("120305", "date.two_digit_year"),
        ("12年3月5日", "date.two_digit_year"),
        ("3/5/12", "date.two_digit_year"),
        ("3/5/2012", "date.order"),
        ("2012/3", "date.day_missing"),
        ("201203", "date.day_missing"),
        ("二〇一二年三月", "date.day_missing"),
        ("2015/2/30", "date.no_such_day"),
        ("20151301", "date.no_such_day"),
        ("二〇一五年二月三十日", "date.no_such_day"),
        ("1066-10-14", "date.range"),
        ("9999-12-31", "date.range"),
        (60, "date.no_such_day"),
        (0, "date.form"),
        (-5, "date.form"),
        (True, "date.form"),
        (float("nan"), "date.form"),
        (float("inf"), "date.form"),
        (2012, "date.day_missing"),
        (2012.9, "date.day_missing"),
        (20120305.5, "date.form"),
        ("#VALUE!", "date.form"),
        ("٢٠١٢/٣/٥", "date.form"),
    ],
)
def test_it_refuses_what_is_not_one_day(value: str | float, code: str):
    assert refused(parse_date, value) == code


@pytest.mark.parametrize(
    ("serial", "day"), [(1, "1900-01-01"), (59, "1900-02-28"), (61, "1900-03-01"), (45000, "2023-03-15")]
)
def test_it_counts_days_as_spreadsheets_do(serial: int, day: str):
    assert parse_date(serial) == date.fromisoformat(day)


def test_it_counts_from_1904_when_the_workbook_does():
    assert parse_date(39511, epoch1904=True) == DAY
    assert parse_date(0, epoch1904=True) == date(1904, 1, 1)
    assert parse_date("39511", epoch1904=True) == DAY


@given(DAYS)
def test_it_reads_every_form_of_every_day(day: date):
    serial = (day - date(1899, 12, 30)).days
    forms = (
        day.isoformat(), f"{day:%Y%m%d}", f"{day.year}年{day.month}月{day.day}日", f"{day.year}/{day.month}/{day.day}",
        f"{day.year}.{day.month}.{day.day}", f"{day.isoformat()} 00:00:00", serial, float(f"{day:%Y%m%d}"),
    )  # fmt: skip
    assert {parse_date(form) for form in forms if form == serial or not isinstance(form, int)} == {day}


@given(st.text(max_size=20))
def test_it_returns_a_day_or_refuses(text: str):
    try:
        found = parse_date(text)
    except ValueError:
        return
    assert parse_date(found.isoformat()) == found


@pytest.mark.parametrize(
    "value",
    [
        "201209",
        "2012-09",
        "2012/9",
        "2012.9",
        "2012年9月",
        "2012年09月",
        "二〇一二年九月",
        "20120901",
        "2012-9-15",
        201209,
        201209.0,
        41153,
    ],
)
def test_it_reads_a_month(value: str | float):
    assert parse_month(value) == date(2012, 9, 1)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("201213", "date.month_form"),
        ("2012-00", "date.month_form"),
        (201213, "date.month_form"),
        (2012.9, "date.month_form"),
        (True, "date.month_form"),
        ("", "date.blank"),
        ("九月", "date.form"),
        ("0000-05", "date.no_such_day"),
    ],
)
def test_it_refuses_what_is_no_month(value: str | float, code: str):
    assert refused(parse_month, value) == code
