"""What a line says as a whole: a birth date without its day beside an ID number, and where the day is needed."""

from datetime import date

import pytest

from jiaoyun.roster.check.reading import Layout, Reading, line_reader
from jiaoyun.rules.codes import Sex
from jiaoyun.rules.grades import Stage, StageSpec
from tests.people import invent_id

FIELDS = ("name", "document", "roll_number", "birth_date", "class")
LAYOUT = Layout(
    mapping={name: index for index, name in enumerate(FIELDS)},
    stages=(StageSpec(Stage.PRIMARY, 6, 1),),
    school_year=2026,
    today=date(2026, 11, 24),
)


def read(birth: str, document: str = "", roll: str = "") -> Reading:
    """The line of a pupil with this cell 出生年月."""
    return line_reader(LAYOUT)(2, ["雀甲", document, roll, birth, "一（1）班"])


def codes(reading: Reading) -> list[str]:
    """The codes of the line's faults."""
    return [code for _, code, _ in reading.faults]


NUMBER = invent_id(date(2019, 3, 9), Sex.FEMALE, 1)
IN_OCTOBER = invent_id(date(2019, 10, 9), Sex.FEMALE, 1)


@pytest.mark.parametrize("birth", ["2019.3", "201903", "2019年3月", "2019-03", "二〇一九年三月", "2019 03"])
def test_it_takes_the_day_from_the_id_where_only_the_month_is_written(birth: str) -> None:
    found = read(birth, NUMBER)
    assert (codes(found), found.birth_date) == ([], date(2019, 3, 9))


def test_it_takes_a_month_that_a_spreadsheet_cut_for_october_too() -> None:
    assert codes(read("2019.1", IN_OCTOBER)) == []


def test_it_says_where_the_month_is_not_that_of_the_id() -> None:
    assert codes(read("2019.4", NUMBER)) == ["row.birth_differs"]


def test_it_passes_over_the_month_where_a_roll_number_is_enough() -> None:
    found = read("2019.3", roll=f"G{NUMBER}")
    assert (codes(found), found.birth_date) == ([], None)


def test_it_asks_for_the_day_where_nothing_else_tells_the_pupil() -> None:
    assert codes(read("2019.3")) == ["date.day_missing"]


def test_it_still_refuses_what_is_no_month() -> None:
    assert codes(read("2019.13", NUMBER)) == ["date.month_form"]
