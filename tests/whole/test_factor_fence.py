"""Every page behind an administrator's identity stays shut until the second factor was shown: all routes are tried."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from jiaoyun.accounts.middleware import _OPEN_BEFORE_FACTOR
from jiaoyun.plumbing.models import AuditEvent
from jiaoyun.plumbing.routes import all_routes
from tests.whole.matrix.bodies import QUERIES, body_of
from tests.whole.matrix.stage import Stage
from tests.whole.matrix.targets import desk_of, path_values, targets_of

_TOKEN = "a" * 32


def _client(stage: Stage, role: str) -> Client:
    client = Client(enforce_csrf_checks=True)
    client.cookies[settings.CSRF_COOKIE_NAME] = _TOKEN
    client.cookies[settings.SESSION_COOKIE_NAME] = stage.world.session(role, factor=False)
    return client


@pytest.mark.parametrize("role", ["school_admin", "county_admin", "province_admin", "support"])
def test_an_administrator_without_a_factor_may_not_open_anything(stage: Stage, role: str) -> None:
    client, tried, faults = _client(stage, role), 0, []
    for route in all_routes():
        declared = route.declaration
        assert declared is not None
        if declared.kind == "public" or route.name in _OPEN_BEFORE_FACTOR:
            continue
        target = next(iter(targets_of(route).values()))
        address = reverse(route.name, kwargs=path_values(stage, route, target))
        for method in declared.methods:
            body = body_of(route.name, stage, desk_of(stage, target), role) if method == "POST" else {}
            given = {**body, "csrfmiddlewaretoken": _TOKEN} if method == "POST" else QUERIES.get(route.name)
            answer = getattr(client, method.lower())(address, given)
            tried += 1
            if answer.status_code != 302 or not answer.headers["Location"].startswith("/second-factor"):
                faults.append(f"{method} {address}: {answer.status_code}")
    assert not faults, "\n".join(faults)
    assert tried > 60


def test_a_fragment_s_whole_page_is_led_there(stage: Stage) -> None:
    client = _client(stage, "school_admin")
    answer = client.get("/desktop", headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, "/second-factor?next=%2Fdesktop")


def test_it_names_only_pages_that_are_there(stage: Stage) -> None:
    assert {route.name for route in all_routes()} >= _OPEN_BEFORE_FACTOR


def test_what_is_open_to_everybody_stays_open_and_writes_nothing_as_administrator(stage: Stage) -> None:
    client, before = _client(stage, "school_admin"), AuditEvent.objects.count()
    for address in ("/", "/help", "/who-may"):
        assert client.get(address).status_code == 200
    assert AuditEvent.objects.count() == before
