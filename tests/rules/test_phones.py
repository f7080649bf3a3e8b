"""Phones as typed, pasted, exported; the numbers are those of documentation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaoyun.rules.phones import check_contact_phone, check_mobile
from tests.people import invent_phone
from tests.rules.cases import refused


@pytest.mark.parametrize(
    "text",
    [
        "13800000000", "1380000 0000", "138-0000-0000", "138 0000 0000", "+86 138 0000 0000", "0086138 0000 0000",
        "+8613800000000", "86 13800000000", "8613800000000", "13800000000.0", "'13800000000", "１３８００００００００",
        "+86-13800000000", "(+86)13800000000", "138—0000—0000", "13800000000\u3000", "\u202d13800000000\u202c",
    ],
)  # fmt: skip
def test_it_reads_one_mobile_number_in_all_its_forms(text: str):
    assert check_mobile(text) == "13800000000"
    assert check_contact_phone(text) == "13800000000"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "phone.blank"),
        (" - ", "phone.blank"),
        ("138000000000", "phone.mobile_length"),
        ("1380000000", "phone.mobile_length"),
        ("10086", "phone.mobile_length"),
        ("12345", "phone.mobile_length"),
        ("12800000000", "phone.mobile_form"),
        ("+1 900 555 0100", "phone.foreign"),
        ("0085291234567", "phone.foreign"),
        ("١٣٨٠٠٠٠٠٠٠٠", "phone.mobile_form"),
        ("0791-88888888", "phone.landline"),
        ("88888888", "phone.landline"),
        ("1.38E+10", "phone.damaged_number"),
        ("13800000000/13800000001", "phone.several"),
        ("13800000000 13800000001", "phone.several"),
        ("13800000000、13800000001", "phone.several"),
        ("1380000000x", "phone.mobile_form"),
    ],
)
def test_it_says_why_a_text_is_no_mobile_number(text: str, code: str):
    assert refused(check_mobile, text) == code


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0791-88888888", "0791-88888888"),
        ("(0791)88888888", "0791-88888888"),
        ("（0791）8888 8888", "0791-88888888"),
        ("0791 88888888", "0791-88888888"),
        ("079188888888", "0791-88888888"),
        ("+860791-88888888", None),
        ("010-66666666", "010-66666666"),
        ("02188888888", "021-88888888"),
        ("0791-88888888-123", "0791-88888888-123"),
        ("0791-88888888转123", "0791-88888888-123"),
        ("0795-3333333", "0795-3333333"),
    ],
)
def test_it_reads_landlines(text: str, number: str | None):
    assert check_contact_phone(text) == (number or "0791-88888888")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "phone.blank"),
        ("77777777", "phone.area_code"),
        ("7777777", "phone.area_code"),
        ("110", "phone.form"),
        ("无", "phone.form"),
        ("0791-7777", "phone.form"),
        ("0791-88888888/13800000000", "phone.several"),
        ("8.888E+07", "phone.damaged_number"),
        ("+44 20 7946 0000", "phone.foreign"),
    ],
)
def test_it_says_why_nobody_can_be_reached_there(text: str, code: str):
    assert refused(check_contact_phone, text) == code


@given(st.integers(0, 9999), st.sampled_from(["", "+86", "0086", "86"]), st.sampled_from(["", " ", "-"]))
def test_it_brings_every_writing_to_one_number(serial: int, country: str, gap: str):
    number = invent_phone(serial)
    written = f"{country}{gap if country else ''}{number[:3]}{gap}{number[3:7]}{gap}{number[7:]}"
    assert check_mobile(written) == number


@given(st.text(max_size=20))
def test_it_never_lets_anything_but_a_canonical_number_through(text: str):
    try:
        found = check_mobile(text)
    except ValueError:
        return
    assert len(found) == 11
    assert found.isascii()
    assert check_mobile(found) == found
