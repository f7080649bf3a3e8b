"""Suggested account names: always valid and free, never more than four characters of the ID (product.md R3)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from jiaoyun.accounts.account_names import LONGEST, _candidates, holds_own_number, suggest_names, taken_names
from jiaoyun.accounts.binding import bind
from jiaoyun.accounts.identifiers import canonical
from jiaoyun.accounts.models import IdentifierKind
from jiaoyun.rules.codes import Sex
from tests.people import invent_id
from tests.world import World

TODAY = date(2026, 11, 24)
_HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1, max_size=12)
_ANY = st.text(min_size=1, max_size=60)
_BORN = st.dates(date(1950, 1, 1), date(2005, 12, 31))


@given(name=_HAN | _ANY, born=_BORN, serial=st.integers(0, 499))
@hypothesis_settings(max_examples=200)
def test_every_candidate_is_an_account_name_that_tells_no_number(name: str, born: date, serial: int) -> None:
    document = invent_id(born, Sex.FEMALE, serial)
    made = list(_candidates(name, document, TODAY))
    assert made
    for text in made:
        assert canonical(IdentifierKind.ACCOUNT_NAME, text, today=TODAY) == text
        assert 4 <= len(text) <= LONGEST
        assert text[0].isalpha()
        assert document.lower() not in text
        assert not holds_own_number(text, [document])


def test_it_begins_with_pinyin_and_the_last_four(world: World) -> None:
    document = invent_id(date(1990, 3, 5), Sex.MALE, 41)
    found = suggest_names("欧阳景行", document, today=TODAY)
    assert found[0] == f"ouyangjingxing{document[-4:].lower()}"
    assert len(found) == len(set(found)) == 4


def test_it_suggests_only_what_is_free(world: World) -> None:
    document = invent_id(date(1990, 3, 5), Sex.MALE, 41)
    for _ in range(6):
        found = suggest_names("欧阳景行", document, today=TODAY)
        assert not taken_names(found)
        bind(world.accounts["teacher"], IdentifierKind.ACCOUNT_NAME, found[0], now=world.now)
        assert found[0] not in suggest_names("欧阳景行", document, today=TODAY)


@pytest.mark.parametrize("name", ["张", "O’Brien", "བཀྲ་ཤིས", "ئابدۇللا", "𠮷", "㛃", "阿卜杜热合曼·阿卜杜热依木·买买提"])
def test_it_has_something_for_every_name(world: World, name: str) -> None:
    assert len(suggest_names(name, "", today=TODAY)) == 4
