"""Class numbers as people type them."""

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from jiaoyun.organizations.forms import ClassNumbersField


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [("3", (3,)), ("1-4", (1, 2, 3, 4)), ("１、３，５班", (1, 3, 5)), ("1至3 7", (1, 2, 3, 7)), ("2,2,2", (2,))],
)
def test_it_reads_class_numbers_as_people_type_them(typed: str, numbers: tuple[int, ...]) -> None:
    assert ClassNumbersField().clean(typed) == numbers


@pytest.mark.parametrize("typed", ["一班", "0", "100", "4-1", "1-99", "火箭", "-", "1--"])
def test_it_says_how_to_write_class_numbers(typed: str) -> None:
    with pytest.raises(forms.ValidationError):
        ClassNumbersField().clean(typed)


@given(st.text(max_size=30))
def test_it_never_breaks_on_any_text(typed: str) -> None:
    try:
        numbers = ClassNumbersField().clean(typed)
    except forms.ValidationError:
        return
    assert numbers
    assert all(1 <= number <= 99 for number in numbers)
