"""Every address is declared, named and in the reviewed list tests/whole/routes.csv; menus name pages that are there."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.checks import run_checks
from django.http import HttpResponse
from django.test import override_settings
from django.urls import path

from jiaoyun.plumbing.middleware import DeclaredPagesMiddleware
from jiaoyun.plumbing.navigation import APPLICATIONS
from jiaoyun.plumbing.pages import PageRequest, public_page
from jiaoyun.plumbing.powers import POWERS
from jiaoyun.plumbing.routes import Route, all_routes

LIST = Path(__file__).with_name("routes.csv")


def listed() -> list[dict[str, str]]:
    with LIST.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def as_listed(route: Route) -> dict[str, str]:
    declared = route.declaration
    assert declared is not None, f"{route.path} declares nothing"
    power = declared.power.name if declared.power else ""
    return {
        "path": route.path,
        "name": route.name,
        "methods": "+".join(declared.methods),
        "kind": declared.kind,
        "power": power,
        "why public or own": declared.why,
    }


def test_it_lists_every_address_as_it_is() -> None:
    """A new, removed or changed address must be written into routes.csv by somebody who thought about it."""
    expected, found = listed(), [as_listed(route) for route in all_routes()]
    missing = [row for row in found if row not in expected]
    stale = [row for row in expected if row not in found]
    assert not missing, f"not in routes.csv: {missing}"
    assert not stale, f"in routes.csv, but not so in the code: {stale}"


def test_it_gives_every_address_one_name() -> None:
    names = [route.name for route in all_routes()]
    assert all(names)
    assert len(names) == len(set(names))


def test_it_says_why_a_page_is_public_or_of_ones_own() -> None:
    for row in listed():
        if row["kind"] == "place":
            assert row["power"] in POWERS, row
        else:
            assert not row["power"], row
            assert len(row["why public or own"].split()) > 2, row


def test_it_shows_a_menu_entry_with_the_power_of_its_page() -> None:
    powers = {route.name: route.declaration for route in all_routes()}
    for app in APPLICATIONS.values():
        assert app.page in powers, app
        for item in app.items:
            declared = powers[item.page]
            assert declared is not None
            assert declared.kind == "own" or declared.power == item.power, item


@public_page("a view of this test")
def declared(request: PageRequest) -> HttpResponse:
    return HttpResponse("declared")


def forgotten(request: Any) -> HttpResponse:
    return HttpResponse("forgotten")


urlpatterns = [
    path("named", declared, name="named"),
    path("nameless", declared),
    path("forgotten", forgotten, name="f"),
]


@pytest.fixture
def own_addresses() -> Iterator[None]:
    with override_settings(ROOT_URLCONF=__name__):
        yield


def test_it_does_not_start_with_a_view_that_declares_nothing(own_addresses: None) -> None:
    found = {(fault.id, fault.msg) for fault in run_checks(tags=["urls"])}
    assert ("plumbing.E003", "the view of /forgotten declares no power") in found
    assert ("plumbing.E004", "the address /nameless has no name") in found
    assert not any("/named" in message for _, message in found)


def test_it_answers_404_for_a_view_that_declares_nothing(rf: Any) -> None:
    fence = DeclaredPagesMiddleware(forgotten)
    answer = fence.process_view(rf.get("/forgotten"), forgotten, (), {})
    assert answer is not None
    assert answer.status_code == 404
    assert fence.process_view(rf.get("/named"), declared, (), {}) is None


def test_it_starts_with_the_addresses_of_this_server() -> None:
    assert not run_checks(tags=["urls"])
