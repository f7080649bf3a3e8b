"""Search: exact words first, however they are written; half a sentence, pinyin, initials; nothing for nonsense."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jiaoyun.helpdesk.help_centre.current import messages_of
from jiaoyun.helpdesk.help_centre.folding import fold
from jiaoyun.helpdesk.help_centre.library import built_in, refusals_of
from jiaoyun.helpdesk.help_centre.search import Index
from jiaoyun.helpdesk.help_centre.sound import sounds_like
from jiaoyun.plumbing.refusals import REFUSALS

INDEX = Index(built_in().values(), {key: messages_of(key) for key in built_in()})
TEXT = st.text(max_size=80)


def asked() -> list[tuple[str, str]]:
    """(what people type, the entry that must come first): the texts of product.md in 「」, and how they ask."""
    with Path(__file__).with_name("asked.csv").open(encoding="utf-8", newline="") as file:
        return [(row["asked"], row["entry"]) for row in csv.DictReader(file)]


def first(text: str) -> str:
    hits = INDEX.find(text)
    return hits[0].entry.key if hits else ""


@pytest.mark.parametrize(("text", "entry"), asked())
def test_it_finds_what_people_ask_first(text: str, entry: str) -> None:
    assert first(text) == entry, [(hit.entry.key, round(hit.score)) for hit in INDEX.find(text)]


def test_it_finds_the_words_of_every_refusal_with_its_entry() -> None:
    """Some words stand in several refusals; then the entry found first must explain one of them."""
    for refusal in REFUSALS.values():
        if "{" in refusal.text:
            continue
        hits = INDEX.find(refusal.text)
        assert hits, refusal.id
        best = [hit.entry.key for hit in hits if hit.score == hits[0].score]
        explained = {REFUSALS[one].text for key in best for one in refusals_of(key)}
        assert refusal.text in explained, (refusal.id, best)


def test_it_finds_every_question_and_every_way_of_asking_it() -> None:
    wrong = []
    for entry in built_in().values():
        for text in (entry.question, *entry.also):
            hits = INDEX.find(text)
            if entry.key not in [hit.entry.key for hit in hits[:3]]:
                wrong.append((entry.key, text, [hit.entry.key for hit in hits[:3]]))
    assert not wrong


@pytest.mark.parametrize(
    "text", ["食堂几点开饭", "gfdsjk", "他喜欢打球", "", "   ", "？！", "。", "zzzz", "12345678901"]
)
def test_it_finds_nothing_for_what_has_no_answer(text: str) -> None:
    assert INDEX.find(text) == []


@given(TEXT)
def test_it_answers_whatever_is_typed(text: str) -> None:
    hits = INDEX.find(text)
    assert len(hits) <= 10
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


@given(TEXT)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("letters", "fits"),
    [
        ("wangji", True),
        ("wj", True),
        ("wangjm", True),
        ("wjmima", True),
        ("wangx", False),
        ("mimaw", False),
        ("g", False),
    ],
)
def test_letters_fit_by_syllables_and_initials(letters: str, fits: bool) -> None:
    assert sounds_like("忘记密码", letters) is bool(fits)
