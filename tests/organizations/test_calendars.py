"""School year and term of a place: the nearest calendar up the tree."""

from datetime import date

import pytest

from jiaoyun.organizations.calendars import school_day, school_year_of
from jiaoyun.organizations.models import SchoolCalendar
from jiaoyun.rules.grades import Stage
from tests.world import World

pytestmark = pytest.mark.django_db


def _calendar(world: World, place: str, starts: date, second: date, stage: str = "") -> None:
    SchoolCalendar(
        organization_id=world.place(place).organization_id,
        school_year=starts.year,
        stage=stage,
        starts_on=starts,
        first_term_from=starts,
        second_term_from=second,
        ends_on=date(starts.year + 1, 7, 5),
    ).save()


def test_it_counts_from_september_and_february_where_nobody_says_otherwise(world: World) -> None:
    school = world.place("school")
    assert school_day(school, date(2026, 8, 31)).label == "2025-2026学年第二学期"
    assert school_day(school, date(2026, 9, 1)).label == "2026-2027学年第一学期"
    assert school_day(school, date(2027, 1, 31)).term == 1
    assert school_day(school, date(2027, 2, 1)).term == 2


def test_it_takes_the_nearest_calendar_above(world: World) -> None:
    _calendar(world, "province", date(2026, 9, 3), date(2027, 2, 20))
    _calendar(world, "county", date(2026, 8, 30), date(2027, 2, 22))
    assert school_year_of(world.place("school"), date(2026, 8, 30)) == 2026
    assert school_year_of(world.place("other_county_school"), date(2026, 8, 30)) == 2025
    assert school_year_of(world.place("other_county_school"), date(2026, 9, 3)) == 2026
    assert school_day(world.place("school"), date(2027, 2, 21)).term == 1
    assert school_day(world.place("other_county_school"), date(2027, 2, 21)).term == 2


def test_it_prefers_the_calendar_of_a_stage_at_the_same_place_only(world: World) -> None:
    _calendar(world, "county", date(2026, 9, 1), date(2027, 2, 20))
    _calendar(world, "county", date(2026, 8, 25), date(2027, 2, 20), "senior")
    day = date(2026, 8, 26)
    assert school_year_of(world.place("school"), day) == 2025
    assert school_year_of(world.place("school"), day, Stage.SENIOR) == 2026
    _calendar(world, "school", date(2026, 9, 1), date(2027, 2, 20))
    assert school_year_of(world.place("school"), day, Stage.SENIOR) == 2025


def test_it_asks_the_database_once(world: World, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        school_day(world.place("school"), date(2026, 9, 1))
