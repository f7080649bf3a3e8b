"""Methods, form tokens and fragments: the same on every address, declared or not."""

from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse

from jiaoyun.plumbing.routes import Route, all_routes
from tests.whole.matrix.asking import VISITOR, Asker
from tests.whole.matrix.bodies import body_of, made_ready
from tests.whole.matrix.stage import Stage
from tests.whole.matrix.targets import desk_of, path_values, targets_of

_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
#: Who may do most; the region's pages belong to the county.
_ABLE = ("school_admin", "county_admin")
#: A session notes once a minute that somebody is there.
_NOTED = {"django_session"}


def own_address(stage: Stage, route: Route) -> str:
    """The address with objects of the own school, or of the own county."""
    targets = targets_of(route)
    target = targets.get("own") or targets.get("county") or next(iter(targets.values()))
    return reverse(route.name, kwargs=path_values(stage, route, target))


def declared(route: Route, method: str) -> bool:
    assert route.declaration is not None
    return method in route.declaration.methods


@pytest.mark.slow
def test_it_answers_405_to_every_method_that_is_not_declared(stage: Stage) -> None:
    asker, wrong, tried = Asker(stage, _ABLE), [], 0
    for route in all_routes():
        address = own_address(stage, route)
        for method in _METHODS:
            if declared(route, method):
                continue
            for role in (VISITOR, *_ABLE):
                tried += 1
                answer = asker.ask(role, method, address)
                if answer.verdict != "405" or set(answer.writes) - _NOTED:
                    wrong.append(f"{method} {route.name} as {role}: {answer.verdict} {answer.writes}")
    assert not wrong, "\n".join(wrong)
    assert tried > 400


@pytest.mark.slow
def test_it_refuses_every_form_without_its_token(stage: Stage) -> None:
    """The address is open to the role, the form is whole, only the token is missing."""
    asker, wrong = Asker(stage, _ABLE), []
    for route in all_routes():
        if not declared(route, "POST"):
            continue
        targets = targets_of(route)
        target = targets.get("own") or next(iter(targets.values()))
        desk, address = desk_of(stage, target), own_address(stage, route)
        for role in (VISITOR, *_ABLE):
            point = transaction.savepoint()
            with made_ready(route.name, "POST", stage, desk, target.owner):
                body = body_of(route.name, stage, desk, role)
                answer = asker.ask(role, "POST", address, body, token=False)
            transaction.savepoint_rollback(point)
            written = set(answer.writes) - _NOTED
            if answer.verdict != "403" or written or "这个页面打开太久了" not in answer.text:
                wrong.append(f"{route.name} as {role}: {answer.verdict} {answer.writes}")
    assert not wrong, "\n".join(wrong)


def test_it_answers_a_fragment_with_a_fragment_and_never_with_the_login_form(stage: Stage) -> None:
    """htmx swaps what it gets: an expired login must lead the whole page away, a refusal must be the card alone."""
    asker, wrong, htmx = Asker(stage, ("teacher",)), [], {"HX-Request": "true"}
    for route in all_routes():
        assert route.declaration is not None
        if route.declaration.kind == "public":
            continue
        for method in route.declaration.methods:
            address = own_address(stage, route)
            visitor = asker.ask(VISITOR, method, address, headers=htmx)
            if visitor.status != 204 or visitor.headers.get("HX-Redirect") != "/login":
                wrong.append(f"{method} {route.name}: a visitor gets {visitor.status}")
            wrong += _card_faults(asker.ask("teacher", method, address, headers=htmx), f"{method} {route.name}")
    assert not wrong, "\n".join(wrong)


def _card_faults(answer: Any, what: str) -> list[str]:
    if answer.verdict != "403":
        return []
    whole = "<html" in answer.text
    placed = answer.headers.get("HX-Retarget") == "#notice" and "HX-Request" in answer.headers.get("Vary", "")
    return [f"{what}: {'the whole page' if whole else 'not retargeted'}"] if whole or not placed else []


def test_it_keeps_pages_out_of_caches_and_says_that_fragments_vary(stage: Stage) -> None:
    asker, wrong = Asker(stage, _ABLE), []
    for route in all_routes():
        if not declared(route, "GET"):
            continue
        for role in _ABLE:
            answer = asker.ask(role, "GET", own_address(stage, route))
            if answer.verdict == "ok" and "no-store" not in answer.headers.get("Cache-Control", ""):
                wrong.append(f"{route.name} as {role}: {answer.headers.get('Cache-Control')}")
            if "HX-Request" not in answer.headers.get("Vary", ""):
                wrong.append(f"{route.name} as {role}: Vary {answer.headers.get('Vary')}")
    assert not wrong, "\n".join(wrong)
