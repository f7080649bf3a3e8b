"""A search for people stands in an address sealed, and what was not made here means no search."""

from urllib.parse import urlencode

import pytest

from jiaoyun.plumbing.searched import hidden, searched_for


@pytest.mark.parametrize("text", ["张三", "zhang", "0118", "欧阳 \U00030edd", "长" * 60])
def test_it_comes_back_and_cannot_be_read(text: str) -> None:
    given = hidden(text)
    assert searched_for(given) == text
    assert urlencode(given).isascii()
    assert text not in given["find"]
    assert hidden(text) != given


def test_nothing_stays_nothing() -> None:
    assert hidden("") == {}
    assert searched_for({}) == ""


def test_a_form_says_it_plainly_and_on_one_line() -> None:
    assert searched_for({"q": "  张 \x00 三\n四 "}) == "张 三 四"
    assert len(searched_for({"q": "长" * 99})) == 60


@pytest.mark.parametrize("made_up", ["x", "5byg5LiJ", "张三", "=" * 9, "A" * 400, "\x00", "AAAA-_AA"])
def test_what_was_not_made_here_is_no_search(made_up: str) -> None:
    assert searched_for({"find": made_up}) == ""


def test_what_was_changed_is_no_search() -> None:
    token = hidden("张三")["find"]
    changed = token[:20] + ("A" if token[20] != "A" else "B") + token[21:]
    assert searched_for({"find": changed}) == ""
