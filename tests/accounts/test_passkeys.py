"""Passkeys against answers that lie, come late, or come twice (security.md, Decided 2)."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings as live
from django.test import Client
from django.utils import timezone

from jiaoyun.accounts.models import Account, AccountState, LoginSession, Passkey
from jiaoyun.plumbing.models import AuditEvent
from tests.accounts.test_prove_again import session_of
from tests.pages import Page, PageClient
from tests.soft_passkey import SoftPasskey
from tests.world import World


@pytest.fixture(autouse=True)
def _domain(settings: Any) -> None:
    settings.JIAOYUN_PASSKEY_DOMAIN = "testserver"


def ask(client: PageClient, page: Page, address: str) -> dict[str, Any]:
    token = next(form for form in page.html.forms if form.method == "post").hidden["csrfmiddlewaretoken"]
    answer = Client.post(client, address, headers={"X-CSRFToken": token})
    assert answer.headers["Content-Type"] == "application/json"
    options: dict[str, Any] = json.loads(answer.content)
    return options


def add(world: World, role: str, chip: SoftPasskey, status: int = 200) -> PageClient:
    """Add the chip's passkey as the first factor of an administrator."""
    client = PageClient()
    client.cookies[live.SESSION_COOKIE_NAME] = world.session(role, factor=False)
    page = client.open("/me/safety/passkeys/add")
    options = ask(client, page, "/me/safety/passkeys/options")
    client.send(page.form("/me/safety/passkeys/add"), {"answer": chip.create(options)}, status=status)
    return client


def log_in(visitor: PageClient, answer: Callable[[dict[str, Any]], str], status: int = 302) -> Page:
    page = visitor.open("/login")
    options = ask(visitor, page, "/login/passkey/options")
    return visitor.send(page.form("/login/passkey"), {"answer": answer(options)}, status=status)


def test_it_is_a_door_and_the_factor_at_once(world: World, visitor: PageClient) -> None:
    chip = SoftPasskey()
    add(world, "county_admin", chip)
    chip.count += 1
    assert log_in(visitor, chip.get).response.headers["Location"] == "/desktop"
    assert visitor.open("/notices").status == 200
    assert "factor_at" in session_of(visitor)
    assert Passkey.objects.of_account(world.accounts["county_admin"]).get().sign_count == chip.count
    assert LoginSession.objects.of_account(world.accounts["county_admin"]).get().how == "passkey"
    assert AuditEvent.objects.get(action="accounts.logged_in").details["how"] == "passkey"


@pytest.mark.parametrize(
    "lie",
    [
        {"origin": "https://evil.example"},
        {"domain": "evil.example"},
        {"verified": False},
        {"count": 1},
        {"credential": bytes(32)},
    ],
)
def test_a_passkey_that_lies_does_not_get_in(world: World, visitor: PageClient, lie: dict[str, Any]) -> None:
    chip = SoftPasskey(count=5)
    add(world, "county_admin", chip)
    chip.count = 6
    for name, value in lie.items():
        setattr(chip, name, value)
    assert "通行密钥没有通过" in log_in(visitor, chip.get, status=422).text
    assert "account" not in session_of(visitor)


def test_a_key_that_is_not_the_one_does_not_get_in(world: World, visitor: PageClient) -> None:
    chip, thief = SoftPasskey(), SoftPasskey(count=2)
    add(world, "county_admin", chip)
    thief.credential = chip.credential
    log_in(visitor, thief.get, status=422)
    assert "account" not in session_of(visitor)


def test_an_answer_counts_once(world: World, visitor: PageClient) -> None:
    chip = SoftPasskey(count=0)
    add(world, "county_admin", chip)
    page = visitor.open("/login")
    form = page.form("/login/passkey")
    sent = {"answer": chip.get(ask(visitor, page, "/login/passkey/options"))}
    before = session_of(visitor)
    assert visitor.send(form, sent).status == 302
    replay = PageClient()
    page = replay.open("/login")
    ask(replay, page, "/login/passkey/options")
    replay.send(page.form("/login/passkey"), sent, status=422)
    assert before["passkey_challenge"][0] == "log_in"
    assert "passkey_challenge" not in session_of(visitor)


def test_a_challenge_lasts_five_minutes_and_is_gone_after_a_wrong_answer(world: World, visitor: PageClient) -> None:
    chip = SoftPasskey(count=0)
    begun = timezone.now()
    with time_machine.travel(begun, tick=False) as clock:
        add(world, "county_admin", chip)
        page = visitor.open("/login")
        answer = chip.get(ask(visitor, page, "/login/passkey/options"))
        clock.shift(timedelta(minutes=5, seconds=1))
        visitor.send(page.form("/login/passkey"), {"answer": answer}, status=422)
        answer = chip.get(ask(visitor, page, "/login/passkey/options"))
        visitor.send(page.form("/login/passkey"), {"answer": "{}"}, status=422)
        visitor.send(page.form("/login/passkey"), {"answer": answer}, status=422)
        assert log_in(visitor, chip.get).status == 302


def test_a_challenge_for_one_thing_is_none_for_another(world: World) -> None:
    chip = SoftPasskey(count=0)
    client = add(world, "county_admin", chip)
    page = client.open("/second-factor")
    options = ask(client, page, "/me/safety/passkeys/options")
    client.send(page.form("/second-factor/passkey"), {"answer": chip.get(options)}, status=422)


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "x" * 50_000,
        "[]",
        "null",
        "{}",
        '{"response": 1}',
        '{"response": {}}',
        '{"response": {"clientDataJSON": "é"}, "rawId": "é"}',
        '{"response": {"clientDataJSON": 5, "authenticatorData": [], "signature": {}}, "rawId": {}}',
        "[" * 20_000,
    ],
)
def test_what_is_no_answer_is_refused_in_words(world: World, visitor: PageClient, answer: str) -> None:
    add(world, "county_admin", SoftPasskey())
    assert "通行密钥没有通过" in log_in(visitor, lambda options: answer, status=422).text
    client = PageClient()
    client.cookies[live.SESSION_COOKIE_NAME] = world.session("city_admin", factor=False)
    page = client.open("/me/safety/passkeys/add")
    ask(client, page, "/me/safety/passkeys/options")
    client.send(page.form("/me/safety/passkeys/add"), {"answer": answer}, status=422)
    assert not Passkey.objects.of_account(world.accounts["city_admin"]).exists()


def test_somebody_elses_passkey_is_no_factor(world: World) -> None:
    chip, other = SoftPasskey(count=0), SoftPasskey(count=0)
    add(world, "county_admin", chip)
    add(world, "school_admin", other)
    client = PageClient()
    client.cookies[live.SESSION_COOKIE_NAME] = world.session("county_admin", factor=False)
    page = client.open("/second-factor")
    options = ask(client, page, "/second-factor/passkey/options")
    client.send(page.form("/second-factor/passkey"), {"answer": other.get(options)}, status=422)
    assert "factor_at" not in session_of(client)


def test_the_same_passkey_is_not_added_twice(world: World) -> None:
    chip = SoftPasskey()
    add(world, "county_admin", chip)
    add(world, "city_admin", chip, status=409)


def test_a_frozen_account_does_not_get_in(world: World, visitor: PageClient) -> None:
    chip = SoftPasskey(count=0)
    add(world, "county_admin", chip)
    Account.objects.of_account(world.accounts["county_admin"]).update(state=AccountState.FROZEN)
    assert "账号被冻结" in log_in(visitor, chip.get, status=403).text
    assert "account" not in session_of(visitor)
