"""Every refusal that is raised is declared, and the reverse; its words are whole, and its buttons help who reads it."""

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.urls.converters import SlugConverter

from jiaoyun.plumbing.actor import Role
from jiaoyun.plumbing.errors import shown
from jiaoyun.plumbing.powers import Power
from jiaoyun.plumbing.refusals import REFUSALS, Refusal, Refused, Remedy
from jiaoyun.plumbing.routes import Route, all_routes
from tests.whole.sources import ROOT, calls_in, text_of, where

_ID = re.compile(r"[a-z_]+\.[a-z_]+\.[a-z_]+")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_RAISERS = {"Refused"}
#: The child that reads spreadsheets knows no Django and has a Refused of its own.
_INSIDE = ROOT / "jiaoyun/plumbing/sheets/inside"
#: A refusal that was kept with a job is rendered when it is read; it was raised by name.
_READ_FROM_THE_DATABASE = {"jiaoyun/roster/workbench/stopped.py"}
#: Values that every refusal may carry: who and where the fixer is, and the other objections.
_ALWAYS = {"who", "place", "fixer_place", "others"}
#: Who reads the refusals of a room; in the other rooms anybody may, also somebody who has not logged in.
_READERS = {"roster": Role.SCHOOL_ADMIN, "organizations": Role.SCHOOL_ADMIN}
#: The one text that users know in these words (product.md L3). Its cause says what is the matter and who helps.
_KNOWN_WORDS = {"accounts.login.deleted"}

EVERY = pytest.mark.parametrize("refusal", REFUSALS.values(), ids=REFUSALS)


def raisers() -> Iterator[tuple[Path, ast.Call]]:
    for path, call, name in calls_in("jiaoyun"):
        if name in _RAISERS and _INSIDE not in path.parents:
            yield path, call


def raised() -> Iterator[tuple[Path, ast.Call, str]]:
    for path, call in raisers():
        if call.args and (id := text_of(call.args[0])):
            yield path, call, id


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def routes() -> dict[str, Route]:
    return {route.name: route for route in all_routes()}


def test_it_declares_every_refusal_that_is_raised() -> None:
    unknown = [f"{where(path, call)} {id}" for path, call, id in raised() if id not in REFUSALS]
    assert not unknown


def test_it_raises_every_refusal_that_is_declared() -> None:
    assert set(REFUSALS) == {id for _, _, id in raised()}


def test_it_names_each_refusal_where_it_is_raised() -> None:
    """An id that is put together at run time could not be found by the two tests above."""
    odd = [where(path, call) for path, call in raisers() if not call.args or text_of(call.args[0]) is None]
    assert not [place for place in odd if place.split(":")[0] not in _READ_FROM_THE_DATABASE]


def test_it_passes_the_values_that_the_words_need() -> None:
    faults = []
    for path, call, id in raised():
        given = {keyword.arg for keyword in call.keywords if keyword.arg}
        whole = all(keyword.arg for keyword in call.keywords)
        refusal = REFUSALS[id]
        if extra := given - refusal.takes - _ALWAYS:
            faults.append(f"{where(path, call)} gives {extra} that {id} does not take")
        if whole and (missing := set(refusal.takes) - given - _ALWAYS):
            faults.append(f"{where(path, call)} does not give {missing}")
    assert not faults, "\n".join(faults)


@EVERY
def test_it_has_whole_words(refusal: Refusal) -> None:
    assert _ID.fullmatch(refusal.id)
    assert 400 <= refusal.status < 500
    assert placeholders(refusal.text) | placeholders(refusal.cause) <= refusal.takes
    for text in (refusal.text, refusal.cause, *(remedy.label for remedy in refusal.remedies)):
        assert _CHINESE.search(text) or placeholders(text), text
        assert "联系管理员" not in text or refusal.id in _KNOWN_WORDS
    assert "联系管理员" not in refusal.cause


def examples(refusal: Refusal) -> dict[str, object]:
    """A value for everything that the refusal takes, such as the addresses of its buttons can hold."""
    pages = [routes()[remedy.page] for remedy in refusal.remedies]
    kinds = {name: type(converter).__name__ for page in pages for name, converter in page.converters.items()}
    fits = {"UUIDConverter": "01900000-0000-7000-8000-000000000000", "IntConverter": 1, "SlugConverter": "other"}
    usual = {name: fits["UUIDConverter"] if name.endswith("_id") else f"值{name}" for name in refusal.takes}
    return {name: fits.get(kinds.get(name, ""), value) for name, value in usual.items()}


@EVERY
def test_it_says_who_can_put_it_right_and_fills_in_all_values(refusal: Refusal) -> None:
    told = shown(Refused(refusal.id, **examples(refusal)))
    assert told["who"]
    assert not re.search(r"[{}]", told["text"] + told["cause"])
    assert all(button["address"] != "/" for button in told["remedies"])


def _in_addresses(refusal: Refusal) -> set[str]:
    """The values that stand in the path of a button as a word of letters, such as the kind of a ticket."""
    paths = [routes()[remedy.page].converters for remedy in refusal.remedies]
    return {name for path in paths for name, converter in path.items() if isinstance(converter, SlugConverter)}


@EVERY
def test_its_buttons_open_for_whoever_can_put_it_right_or_reads_it(refusal: Refusal) -> None:
    assert refusal.remedies
    for remedy in refusal.remedies:
        route = routes()[remedy.page]
        assert route.declaration is not None
        assert "GET" in route.declaration.methods, f"{remedy.page} cannot be opened by a link"
        assert set(remedy.takes) == set(route.converters), f"{remedy.page} takes {set(route.converters)}"
        assert set(remedy.takes) | set(remedy.query) - {"refusal"} <= refusal.takes
        assert remedy.page != "helpdesk:ticket_new" or "refusal" in remedy.query, "a ticket says what was refused"
        assert _may_open(refusal, remedy, route.declaration.power)


def _may_open(refusal: Refusal, remedy: Remedy, power: Power | None) -> bool:
    if power is None:
        return True
    fixer = refusal.fixer
    fixers = fixer.roles() if isinstance(fixer, Power) else (fixer,) if fixer else ()
    reader = _READERS.get(refusal.id.split(".")[0])
    return bool({*fixers, reader} & set(power.roles()))
