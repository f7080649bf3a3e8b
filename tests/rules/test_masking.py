"""Masks show what they declare and nothing more."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaoyun.rules import masking
from tests.people import invent_person, invent_phone

PERSON = invent_person(7)


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("张伟", "张*"), ("张思琪", "张**"), ("欧阳思琪", "欧阳**"), ("欧阳修", "欧阳*"), ("欧阳", "欧*"),
        ("王陈子轩", "王***"), ("张", "*"), ("", ""),
        ("阿依古丽·买买提", "阿**"), ("Anna Lee", "A**"), ("𠮷田", "𠮷*"), ("ئابدۇللا", "ئ**"),
    ],
)  # fmt: skip
def test_it_shows_the_surname_only(name: str, masked: str):
    assert masking.mask_name(name) == masked


@pytest.mark.parametrize(
    ("number", "hint"),
    [("369901201503050010", "*" * 14 + "0010"), ("E12345678", "*" * 7 + "78"), ("ABC", "***"), ("", "")],
)
def test_it_hints_at_a_document(number: str, hint: str):
    assert masking.hint_document(number) == hint
    assert masking.mask_document(number) == hint


@pytest.mark.parametrize(
    ("number", "grouped"),
    [
        ("369901201503050010", "369901 20150305 0010"),
        ("G369901201503050010", "G 369901 20150305 0010"),
        ("E12345678", "E 1234 5678"),
        ("T202600000042", "T 2026 0000 0042"),
        ("12345678", "1234 5678"),
        ("", ""),
    ],
)
def test_it_groups_a_number_for_reading(number: str, grouped: str):
    assert masking.group_document(number) == grouped
    assert grouped.replace(" ", "") == number


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("13800005678", "138****5678"),
        ("0791-88885678", "0791-****5678"),
        ("010-66665678-123", "010-****5678"),
        ("0795-3335678", "0795-***5678"),
        ("123456", "****56"),
        ("12345", "*****"),
        ("", ""),
    ],
)
def test_it_masks_phones(number: str, masked: str):
    assert masking.mask_phone(number) == masked


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("G369901201503051234", "G***1234"),
        ("L36990120150305123X", "L***123X"),
        ("T202600000042", "T***0042"),
        ("G12", "***"),
    ],
)
def test_it_masks_roll_numbers(number: str, masked: str):
    assert masking.mask_roll_number(number) == masked


@pytest.mark.parametrize(
    ("address", "masked"),
    [
        ("anna@example.cn", "a***@example.cn"),
        ("a@b@example.cn", "a***@example.cn"),
        ("anna", "***"),
        ("@x", "***"),
        ("", "***"),
    ],
)
def test_it_masks_mail_addresses(address: str, masked: str):
    assert masking.mask_email(address) == masked


@given(st.text(alphabet="0123456789X", min_size=1, max_size=30))
def test_it_never_shows_more_than_four_or_a_quarter_of_a_document(number: str):
    shown = masking.hint_document(number).lstrip("*")
    assert len(masking.hint_document(number)) == len(number)
    assert number.endswith(shown)
    assert len(shown) <= max(4 if len(number) >= 12 else 0, len(number) // 4)


@given(st.text(min_size=1, max_size=60))
def test_it_never_shows_more_of_a_name_than_its_surname(name: str):
    masked = masking.mask_name(name)
    shown = masked.rstrip("*")
    assert len(shown) <= 2
    assert name.startswith(shown)
    assert masked != name or set(name) == {"*"}


@given(st.integers(0, 9999))
def test_it_hides_the_middle_of_every_mobile_number(serial: int):
    number = invent_phone(serial)
    assert masking.mask_phone(number) == f"{number[:3]}****{number[7:]}"
    assert masking.mask_roll_number(PERSON.roll_number) == f"G***{PERSON.roll_number[-4:]}"


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        (PERSON.document, "*" * 14 + PERSON.document[-4:]),
        (f"G{PERSON.document}", f"G***{PERSON.document[-4:]}"),
        ("13800005678", "138****5678"),
        ("138 0000 5678", "138****5678"),
        ("138-0000-5678（父）", "138****5678（父）"),
        ("１３８００００５６７８", "*********７８"),
        ("E12345678", "*******78"),
        ("雀学生", "雀学生"),
        ("2019-09-03", "2019-09-03"),
        ("20190903", "20190903"),
        ("2019/9/3", "2019/9/3"),
        ("一（1）班", "一（1）班"),
        ("2026级1班", "2026级1班"),
        ("", ""),
    ],
)
def test_it_masks_the_numbers_of_a_cell_and_nothing_else(cell: str, shown: str):
    assert masking.mask_numbers(cell) == shown


@given(st.text("0123456789Xx -GLE号", max_size=40), st.sampled_from(["", " ", "-"]))
def test_it_never_leaves_a_whole_number_in_a_cell(around: str, between: str):
    number = between.join(PERSON.document)
    assert PERSON.document not in masking.mask_numbers(f"{around}{number}{around}").replace(between, "")
