"""Sessions end where they must (security.md, threat 22; matrix property P4)."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from jiaoyun.accounts.models import Account, AccountState
from jiaoyun.plumbing.models import AuditEvent
from tests.pages import PageClient
from tests.world import World


def is_in(client: PageClient) -> bool:
    return bool(client.get("/me").status_code == 200)


@pytest.mark.parametrize(
    ("role", "minutes"),
    [("school_admin", 15), ("county_admin", 15), ("support", 15), ("teacher", 30), ("student", 30)],
)
def test_it_ends_by_idling(world: World, role: str, minutes: int) -> None:
    begun = timezone.now()
    with time_machine.travel(begun, tick=False) as clock:
        client = world.client(role)
        clock.move_to(begun + timedelta(minutes=minutes - 1))
        assert is_in(client)
        clock.move_to(begun + timedelta(minutes=2 * minutes - 2))
        assert is_in(client)
        clock.move_to(begun + timedelta(minutes=3 * minutes))
        answer = client.open("/me", status=302)
        assert answer.response.headers["Location"] == "/login?next=%2Fme"
        assert "您有一会儿没有操作" in client.open("/login").text


@pytest.mark.parametrize(("role", "hours"), [("student", 2), ("teacher", 8)])
def test_it_ends_by_age_however_busy(world: World, role: str, hours: int) -> None:
    begun = timezone.now()
    with time_machine.travel(begun, tick=False) as clock:
        client = world.client(role)
        for step in range(hours * 4):
            clock.move_to(begun + timedelta(minutes=15 * step))
            assert is_in(client)
        clock.move_to(begun + timedelta(hours=hours, minutes=1))
        assert not is_in(client)


@pytest.mark.parametrize("state", [AccountState.FROZEN, AccountState.DELETED, AccountState.WITHDRAWN])
def test_it_ends_as_soon_as_the_account_is_not_active(world: World, state: AccountState) -> None:
    client = world.client("teacher")
    assert is_in(client)
    Account.objects.of_account(world.accounts["teacher"]).update(state=state)
    assert not is_in(client)
    Account.objects.of_account(world.accounts["teacher"]).update(state=AccountState.ACTIVE)
    assert not is_in(client)


def test_it_ends_when_the_epoch_went_on(world: World) -> None:
    client = world.client("teacher")
    Account.objects.of_account(world.accounts["teacher"]).update(session_epoch=1)
    assert not is_in(client)
    assert "您的登录已经失效" in client.open("/login").text


def test_a_power_that_was_taken_away_is_gone_on_the_next_page(world: World) -> None:
    client = world.client("school_admin")
    assert "雀林第一小学" in client.open("/desktop").text
    world.end_identity("school_admin")
    page = client.open("/desktop")
    assert "雀林第一小学" not in page.text
    assert "没有可用的身份" in page.text


def test_it_writes_that_somebody_is_there_once_a_minute(world: World) -> None:
    begun = timezone.now()
    with time_machine.travel(begun, tick=False) as clock:
        client = world.client("teacher")
        assert _writes(client) == 0
        clock.move_to(begun + timedelta(seconds=61))
        assert _writes(client) > 0
        assert _writes(client) == 0


def _writes(client: PageClient) -> int:
    with CaptureQueriesContext(connection) as captured:
        client.get("/me")
    return sum(query["sql"].split()[0].upper() in ("INSERT", "UPDATE", "DELETE") for query in captured)


def test_logging_out_ends_the_session_here_and_in_the_browser(world: World) -> None:
    client = world.client("teacher")
    old = client.cookies[settings.SESSION_COOKIE_NAME].value
    answer = client.send(client.open("/desktop").form("/logout")).response
    assert answer.headers["Location"] == "/"
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert answer.headers["Cache-Control"] == "no-store"
    assert not Session.objects.filter(session_key=old).exists()
    replay = PageClient()
    replay.cookies[settings.SESSION_COOKIE_NAME] = old
    assert not is_in(replay)
    assert AuditEvent.objects.filter(action="accounts.logged_out").count() == 1


def test_logging_out_by_a_link_does_nothing(world: World) -> None:
    client = world.client("teacher")
    assert client.get("/logout").status_code == 405
    assert is_in(client)


def test_logging_out_twice_is_no_fault(world: World) -> None:
    client = world.client("teacher")
    form = client.open("/desktop").form("/logout")
    client.send(form)
    fresh = client.open("/login").form("/reading").hidden["csrfmiddlewaretoken"]
    client.send(form, {"csrfmiddlewaretoken": fresh})
    assert AuditEvent.objects.filter(action="accounts.logged_out").count() == 1


def test_pages_of_somebody_are_never_kept(world: World) -> None:
    for address in ("/desktop", "/me", "/identities", "/notices", "/help"):
        response = world.client("teacher").open(address).response
        assert "no-store" in response.headers["Cache-Control"], address


@pytest.mark.parametrize(
    "broken", [{"account": "x"}, {"account": "00000000-0000-0000-0000-000000000001"}, {"account": None, "epoch": 1}]
)
def test_a_session_of_another_form_is_a_visitor(world: World, broken: dict[str, Any]) -> None:
    from django.contrib.sessions.backends.db import SessionStore

    store = SessionStore()
    store.update(broken)
    store.create()
    client = PageClient()
    client.cookies[settings.SESSION_COOKIE_NAME] = store.session_key
    assert client.open("/").status == 200
    assert not is_in(client)


def test_a_visitor_costs_no_query(db: None, visitor: PageClient) -> None:
    for address in ("/login", "/who-may"):
        assert visitor.open(address).queries == 0, address
    # These two show what is asked most in the help: two queries of the help centre's own.
    for address in ("/", "/help"):
        assert visitor.open(address).queries <= 2, address


@pytest.mark.parametrize("key", ['"' + "\\000" * 9 + '"', "x'y\"z%s{}0123", "é" * 12, "k" * 400])
def test_a_cookie_that_is_no_key_is_a_visitor(db: None, key: str) -> None:
    answer = Client().get("/login", headers={"cookie": f"session={key}"})
    assert answer.status_code == 200
