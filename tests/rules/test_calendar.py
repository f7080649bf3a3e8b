"""School years, terms and working days."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaoyun.rules.school_year import entry_year_of, school_year, school_year_label, term
from jiaoyun.rules.working_days import add_working_days, is_working_day, working_days_between


@pytest.mark.parametrize(
    ("day", "year", "which"),
    [
        ("2026-08-31", 2025, 2),
        ("2026-09-01", 2026, 1),
        ("2026-12-31", 2026, 1),
        ("2027-01-31", 2026, 1),
        ("2027-02-01", 2026, 2),
        ("2027-08-31", 2026, 2),
    ],
)
def test_it_knows_school_year_and_term(day: str, year: int, which: int):
    assert school_year(date.fromisoformat(day)) == year
    assert term(date.fromisoformat(day)) == which


def test_it_switches_when_the_calendar_says():
    assert school_year(date(2026, 8, 25), switch=(8, 20)) == 2026
    assert term(date(2026, 8, 25), switch=(8, 20)) == 1
    assert term(date(2027, 2, 10), spring=(2, 20)) == 1


def test_it_names_a_school_year():
    assert school_year_label(2026) == "2026-2027学年"


@pytest.mark.parametrize(
    ("grade", "first", "entry"), [(1, 1, 2026), (6, 1, 2021), (7, 7, 2026), (9, 7, 2024), (12, 10, 2024)]
)
def test_it_knows_when_a_grade_entered(grade: int, first: int, entry: int):
    assert entry_year_of(grade, 2026, first) == entry


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2025-10-01", False),
        ("2025-09-28", True),  # a Sunday worked in exchange for the national holiday
        ("2025-06-07", False),
        ("2025-06-09", True),
        ("2093-01-05", True),  # a Monday that no notice covers yet
        ("2093-01-04", False),
    ],
)
def test_it_knows_working_days(day: str, works: bool):
    assert is_working_day(date.fromisoformat(day)) is works


def test_it_counts_deadlines_over_the_national_holiday():
    assert add_working_days(date(2025, 9, 30), 1) == date(2025, 10, 9)
    assert working_days_between(date(2025, 9, 30), date(2025, 10, 9)) == 1


def test_it_moves_a_deadline_of_no_days_to_a_working_day():
    assert add_working_days(date(2025, 10, 1), 0) == date(2025, 10, 9)
    assert add_working_days(date(2025, 10, 9), 0) == date(2025, 10, 9)


def test_it_counts_no_deadline_backwards():
    with pytest.raises(ValueError, match="ahead"):
        add_working_days(date(2025, 10, 1), -1)


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(1, 60))
def test_it_counts_the_days_it_added(day: date, n: int):
    end = add_working_days(day, n)
    assert is_working_day(end)
    assert working_days_between(day, end) == n
    assert working_days_between(end, day) == -n
