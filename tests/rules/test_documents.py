"""公民身份号码: what passes, what is repaired, and what is refused for which reason. All numbers are invented."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaoyun.rules.codes import Sex
from jiaoyun.rules.documents import (
    DocumentKind,
    check_document,
    check_numeric_cell,
    document_check_digit,
    parse_document_kind,
)
from tests.people import invent_id
from tests.rules.cases import TODAY, refused

GOOD = "369901201503050010"
WITH_X = next(
    number for serial in range(499) if (number := invent_id(date(2015, 3, 5), Sex.MALE, serial)).endswith("X")
)
IDS = st.builds(
    invent_id, st.dates(date(1900, 1, 1), TODAY), st.sampled_from([Sex.MALE, Sex.FEMALE]), st.integers(0, 499)
)


def _with_check(body17: str) -> str:
    return body17 + document_check_digit(body17)


def test_it_reads_sex_and_birth_date_from_the_number():
    found = check_document(_with_check("36990120150305001"), today=TODAY)
    assert (found.kind, found.sex, found.birth_date, found.upgraded) == (
        DocumentKind.RESIDENT, Sex.MALE, date(2015, 3, 5), False,
    )  # fmt: skip


def test_it_never_shows_the_number_of_a_document():
    assert GOOD[6:] not in repr(check_document(_with_check(GOOD[:17]), today=TODAY))


@pytest.mark.parametrize("x", ["X", "x", "Ｘ", "ｘ", "Ⅹ", "ⅹ", "Х", "х"])
def test_it_understands_every_form_of_x(x: str):
    assert check_document(WITH_X[:17] + x, today=TODAY).number == WITH_X


@pytest.mark.parametrize("shape", ["{} ", "'{}", "\u200b{}", "{0:.6} {0:.14}", "\u202e{}"])
def test_it_removes_what_is_not_of_the_number(shape: str):
    number = _with_check(GOOD[:17])
    text = f"{number[:6]} {number[6:14]} {number[14:]}" if ":" in shape else shape.format(number)
    assert check_document(text, today=TODAY).number == number


def test_it_reads_full_width_digits():
    wide = WITH_X.translate({ord(char): ord(char) + 0xFEE0 for char in "0123456789X"})
    assert check_document(wide, DocumentKind.RESIDENT, today=TODAY).number == WITH_X


def test_it_upgrades_fifteen_digits():
    number = invent_id(date(1972, 8, 19), Sex.FEMALE, 7)
    found = check_document(number[:6] + number[8:17], today=TODAY)
    assert (found.number, found.upgraded, found.sex) == (number, True, Sex.FEMALE)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "document.blank"),
        (" \u3000", "document.blank"),
        ("36990120150305001", "document.length"),
        ("3699012015030500100", "document.length"),
        ("3699012015030500Ａ0", "document.characters"),
        ("' OR 1=1--", "document.characters"),
        ("٣٦٩٩٠١٢٠١٥٠٣٠٥٠٠١٠", "document.characters"),
        (_with_check("99000020150101001"), "document.area"),
        (_with_check("00990120150101001"), "document.area"),
        (_with_check("36990120150229001"), "document.birth_date"),
        (_with_check("36990120151301001"), "document.birth_date"),
        (_with_check("36990100000000000"), "document.birth_date"),
        (_with_check("36990120990101001"), "document.born_in_future"),
        (_with_check("36990118950101001"), "document.too_old"),
        ("3.6990120150305E+17", "document.damaged_number"),
        ("3.69901E17", "document.damaged_number"),
        ("369901201503050000.0", "document.damaged_number"),
        ("369901201503051000", "document.damaged_number"),
        ("G" + GOOD, "document.roll_number_here"),
        ("AB", "document.resident_form"),
    ],
)
def test_it_says_why_a_number_cannot_be(text: str, code: str):
    assert refused(check_document, text, today=TODAY) == code


def test_it_names_a_wrong_check_digit():
    right = _with_check("36990120150305001")
    wrong = right[:17] + ("1" if right[17] != "1" else "2")
    assert refused(check_document, wrong, DocumentKind.RESIDENT, today=TODAY) == "document.check_digit"


def test_it_accepts_whoever_is_born_today_and_nobody_born_tomorrow():
    assert check_document(invent_id(TODAY, Sex.MALE, 1), today=TODAY).birth_date == TODAY
    tomorrow = date.fromordinal(TODAY.toordinal() + 1)
    assert refused(check_document, invent_id(tomorrow, Sex.MALE, 1), today=TODAY) == "document.born_in_future"


@given(IDS)
def test_it_accepts_every_invented_number_and_reads_it_back(number: str):
    found = check_document(number, today=TODAY)
    assert found.number == number
    assert found.birth_date == date.fromisoformat(number[6:14])


@given(IDS, st.integers(0, 17), st.sampled_from("0123456789"))
def test_it_detects_every_single_wrong_digit(number: str, at: int, digit: str):
    if number[at] != digit:
        refused(check_document, number[:at] + digit + number[at + 1 :], DocumentKind.RESIDENT, today=TODAY)


@given(IDS, st.integers(0, 15))
def test_it_detects_every_swap_of_neighbours(number: str, at: int):
    if number[at] != number[at + 1]:
        swapped = number[:at] + number[at + 1] + number[at] + number[at + 2 :]
        refused(check_document, swapped, DocumentKind.RESIDENT, today=TODAY)


@pytest.mark.parametrize("value", [3.6990120150305e17, 990000201501010013, 1e15, float("inf"), float("nan"), -1e16])
def test_it_refuses_a_number_cell_that_lost_its_end(value: float):
    assert refused(check_numeric_cell, value) == "document.damaged_number"


@pytest.mark.parametrize(
    ("value", "text"), [(369901720819015.0, "369901720819015"), (12345678, "12345678"), (1.5, "1.5")]
)
def test_it_reads_a_number_cell_that_lost_nothing(value: float, text: str):
    assert check_numeric_cell(value) == text


@pytest.mark.parametrize(
    "body", ["", "3699012015030500", GOOD, "3699012015030500X", "３６９９０１２０１５０３０５００１"]
)
def test_it_counts_check_digits_for_seventeen_digits_only(body: str):
    assert refused(document_check_digit, body) == "document.characters"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("居民身份证", "1"), ("1-居民身份证", "1"), ("身份证", "1"), ("1", "1"), (" 身份证\u3000", "1"),
        ("护照", "A"), ("a", "A"),
        ("A-护照", "A"), ("1-港澳台居民居住证", "R"), ("居住证", "R"), ("户口簿", "B"), ("其他", "Z"), ("Z-其他", "Z"),
        ("9-境外永久居住证", "9"), ("外国人永久居留身份证", "9"), ("台胞证", "8"), ("6-香港特区护照/身份证明", "6"),
    ],
)  # fmt: skip
def test_it_reads_the_kind_of_a_document(text: str, kind: str):
    assert parse_document_kind(text) == kind


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "document.kind_blank"), ("学生证", "document.kind_unknown"), ("A-居民身份证", "document.kind_unknown")],
)
def test_it_does_not_guess_a_kind(text: str, code: str):
    assert refused(parse_document_kind, text) == code
