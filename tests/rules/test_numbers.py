"""学籍号, platform numbers, school codes."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaoyun.rules.codes import Sex
from jiaoyun.rules.roll_numbers import check_roll_number, is_platform_number, platform_number, roll_number_matches
from jiaoyun.rules.school_codes import SCHOOL_CLASSES, check_school_code, school_class_label
from tests.people import invent_id
from tests.rules.cases import refused

ID = invent_id(date(2015, 3, 5), Sex.MALE, 1)
OTHER_ID = invent_id(date(2015, 3, 5), Sex.MALE, 2)
WRONG_ID = ID[:-1] + ("1" if ID[-1] != "1" else "2")


@pytest.mark.parametrize("text", [f"G{ID}", f"g{ID.lower()}", f" G {ID}\u3000", f"'G{ID}", f"Ｇ{ID}"])
def test_it_reads_a_roll_number(text: str):
    found = check_roll_number(text)
    assert (found.letter, found.body, found.number) == ("G", ID, f"G{ID}")
    assert ID not in repr(found)


@pytest.mark.parametrize("letter", "LJ")
def test_it_checks_temporary_numbers_by_form_only(letter: str):
    assert check_roll_number(letter + WRONG_ID).number == letter + WRONG_ID


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "roll.blank"),
        (ID, "roll.document_here"),
        (f"G{WRONG_ID}", "roll.body"),
        ("G" + "0" * 18, "roll.body"),
        (f"G{ID[:-1]}", "roll.form"),
        (f"A{ID}", "roll.form"),
        ("3.699E+17", "roll.damaged_number"),
        ("369901201503050000.0", "roll.damaged_number"),
        ("G" + "٣" * 18, "roll.form"),
    ],
)
def test_it_refuses_what_is_no_roll_number(text: str, code: str):
    assert refused(check_roll_number, text) == code


@pytest.mark.parametrize(
    ("document", "roll", "verdict"),
    [
        (ID, f"G{ID}", True),
        (OTHER_ID, f"G{ID}", False),
        (ID, f"L{ID}", None),
        (ID, f"J{OTHER_ID}", None),
        ("E12345678", f"G{ID}", None),
        ("", f"G{ID}", None),
        (ID, "", None),
    ],
)
def test_it_compares_a_roll_number_with_the_pupils_document(document: str, roll: str, verdict: bool | None):
    assert roll_number_matches(document, roll) is verdict


@given(st.integers(1900, 2099), st.integers(1, 99_999_999))
def test_it_makes_platform_numbers_it_knows_again(year: int, serial: int):
    number = platform_number(year, serial)
    assert is_platform_number(number)
    assert (len(number), number[1:5], int(number[5:])) == (13, str(year), serial)


@pytest.mark.parametrize(
    "text", ["", "T20260000001", "T202600000042X", "t202600000042", "T٢٠٢٦00000042", "G202600000042"]
)
def test_it_knows_what_is_no_platform_number(text: str):
    assert not is_platform_number(text)


@pytest.mark.parametrize(("year", "serial"), [(2026, 0), (2026, 100_000_000), (26, 1)])
def test_it_makes_no_platform_number_out_of_range(year: int, serial: int):
    with pytest.raises(ValueError, match="out of range"):
        platform_number(year, serial)


@pytest.mark.parametrize("text", ["2136000123", " 2136 000123", "'2136000123", "２１３６０００１２３", "2136000123.0"])
def test_it_reads_a_school_code(text: str):
    assert check_school_code(text) == "2136000123"
    assert school_class_label("2136000123") == "小学"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "school_code.blank"),
        ("213600012", "school_code.form"),
        ("21360001234", "school_code.form"),
        ("213600012X", "school_code.form"),
        ("0036000123", "school_code.category"),
        ("2144000123", "school_code.province"),
        ("2.136E+09", "school_code.form"),
    ],
)
def test_it_refuses_what_is_no_school_code(text: str, code: str):
    assert refused(check_school_code, text) == code


def test_it_accepts_another_province_when_told_so():
    assert check_school_code("2144000123", "44") == "2144000123"


def test_it_knows_the_kinds_of_schools():
    assert {SCHOOL_CLASSES[code] for code in ("11", "31", "34", "36", "51")} == {
        "幼儿园", "普通初中", "普通高中", "中等职业学校", "特殊教育学校",
    }  # fmt: skip
