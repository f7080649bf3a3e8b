"""The matrix turns red where a gate is taken out: otherwise its green would say nothing."""

from typing import Any

import pytest

from jiaoyun.plumbing import gates
from jiaoyun.plumbing.powers import Verdict
from jiaoyun.plumbing.routes import all_routes
from jiaoyun.roster import access
from jiaoyun.roster.students import requests as asked
from tests.whole.matrix.asking import Asker
from tests.whole.matrix.cells import ROLES, cells_of
from tests.whole.matrix.stage import Stage
from tests.whole.matrix.tries import Tally, Tries

pytestmark = pytest.mark.slow


def walk(stage: Stage, method: str, *names: str) -> Tally:
    """The cells of these routes."""
    tries = Tries(stage, Asker(stage, ROLES))
    for cell in cells_of(method, [route for route in all_routes() if route.name in names]):
        tries.try_cell(cell)
    return tries.tally


def test_it_sees_a_page_without_its_gate(stage: Stage, monkeypatch: Any) -> None:
    names = ("roster:student_list", "organizations:class_list")
    assert not walk(stage, "GET", *names).faults()
    monkeypatch.setattr(gates, "admit", lambda actor, power, place: None)
    tally = walk(stage, "GET", *names)
    for role in ("student", "neighbour_admin", "county_admin", "support", "left_teacher"):
        assert any(f"GET roster:student_list [own] as {role}: ok" in text for text in tally.open), role
    assert any("shows" in text for text in tally.wrong), "the names of another school's pupils are canaries"


def test_it_sees_an_object_without_its_gate(stage: Stage, monkeypatch: Any) -> None:
    """The page's gate stands; that of the import is gone: an id of another school opens under the own path."""
    monkeypatch.setattr(access, "admit", lambda actor, power, place: None)
    tally = walk(stage, "GET", "roster:problems", "roster:confirm")
    assert "GET roster:problems [foreign_under_own] as school_admin: ok, policy says 404" in tally.open


def test_it_sees_a_query_that_forgets_its_place(stage: Stage, monkeypatch: Any) -> None:
    everything = asked.RosterRequest.objects.everywhere("this test takes the scope away").select_related(
        "school__organization"
    )
    monkeypatch.setattr(asked, "_requests", lambda place: everything)
    tally = walk(stage, "GET", "roster:request_show")
    assert any("[other_county_under_county] as county_admin: ok" in text for text in tally.open)


def test_it_sees_a_place_that_is_denied_with_the_wrong_words(stage: Stage, monkeypatch: Any) -> None:
    """403 where nothing may be known of the place tells an outsider that it is there."""
    outside = Verdict.OUTSIDE
    decide = gates.decide
    monkeypatch.setattr(
        gates, "decide", lambda *given: Verdict.LACKING if decide(*given) is outside else decide(*given)
    )
    tally = walk(stage, "GET", "roster:student_list")
    assert any("[own] as neighbour_admin: 403, policy says 404" in text for text in tally.wrong)


def test_it_sees_a_page_that_is_shut(stage: Stage, monkeypatch: Any) -> None:
    monkeypatch.setattr(gates, "decide", lambda *given: Verdict.LACKING)
    tally = walk(stage, "GET", "roster:student_list")
    assert "GET roster:student_list [own] as school_admin: 403, policy says ok" in tally.shut


def test_it_sees_a_page_that_writes(stage: Stage, monkeypatch: Any) -> None:
    from jiaoyun.plumbing.models import Schedule

    real = gates.admit

    def admit_and_write(*given: Any) -> None:
        Schedule.objects.all().delete()
        real(*given)

    monkeypatch.setattr(gates, "admit", admit_and_write)
    tally = walk(stage, "GET", "roster:student_list")
    assert any("as school_admin: a GET writes {'plumbing_schedule'}" in text for text in tally.wrong)
    assert any("denied, but writes {'plumbing_schedule'}" in text for text in tally.wrong)
