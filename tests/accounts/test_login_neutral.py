"""The door tells a stranger nothing, and cannot be forced (security.md, Decided 9; threats 1 and 7)."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jiaoyun.accounts import hashers
from jiaoyun.accounts.door import Attempt, check_login
from jiaoyun.accounts.doors.counts import ADDRESS_BUDGET, NAME_BUDGET
from jiaoyun.accounts.models import Account, AccountState
from jiaoyun.plumbing.refusals import REFUSALS, Refused
from tests.pages import PageClient
from tests.world import PASSWORD, World

UNKNOWN = "q_nobody_here"
# In the middle of every window: no test runs over its end.
NOW = datetime(2026, 11, 24, 2, 5, tzinfo=UTC)


def refused(login: str, password: str, **more: Any) -> Refused:
    attempt = Attempt(login, password, more.pop("address", "192.0.2.7"))
    with pytest.raises(Refused) as raised:
        check_login(attempt, now=more.pop("now", NOW))
    return raised.value


def answer_of(client: PageClient, login: str) -> tuple[int, str]:
    form = client.open("/login").form("/login")
    page = client.send(form, {"login": login, "password": "falsches-passwort"}, status=422)
    source = page.response.content.decode().replace(login, "LOGIN")
    return page.queries, re.sub(r'(csrfmiddlewaretoken" value=|x-csrftoken": |nonce=)"[^"]*"', "", source)


def test_it_answers_unknown_and_wrong_alike(world: World) -> None:
    world.set_password("teacher")
    known, unknown = answer_of(PageClient(), world.login("teacher")), answer_of(PageClient(), UNKNOWN)
    assert known == unknown
    deleted = Account.objects.of_account(world.accounts["inspector"])
    deleted.update(state=AccountState.DELETED)
    assert answer_of(PageClient(), world.login("inspector"))[1] == unknown[1]


def test_it_does_the_same_work_for_unknown_wrong_and_without_password(world: World, monkeypatch: Any) -> None:
    world.set_password("teacher")
    Account.objects.of_account(world.accounts["student"]).update(password="")
    runs: list[str] = []
    encode, verify = hashers.Argon2Hasher.encode, hashers.Argon2Hasher.verify
    monkeypatch.setattr(hashers.Argon2Hasher, "encode", lambda *a: runs.append("run") or encode(*a))
    monkeypatch.setattr(hashers.Argon2Hasher, "verify", lambda *a: runs.append("run") or verify(*a))
    work = []
    for login in (UNKNOWN, world.login("teacher"), world.login("student")):
        runs.clear()
        with CaptureQueriesContext(connection) as captured:
            assert refused(login, "falsches-passwort").id == "accounts.login.wrong"
        work.append((len(captured), len(runs)))
    assert work == [(3, 1)] * 3


@pytest.mark.parametrize("login", ["q_teacher", UNKNOWN])
def test_it_stops_guessing_known_and_unknown_names_alike(world: World, login: str) -> None:
    for _ in range(NAME_BUDGET.limit):
        assert refused(login, "falsches-passwort").id == "accounts.login.wrong"
    stopped = refused(login, "falsches-passwort")
    assert stopped.id == "accounts.login.too_many"
    assert 1 <= stopped.values["minutes"] <= 30


def test_it_stops_the_right_password_too_and_opens_again_by_itself(world: World) -> None:
    world.set_password("teacher")
    for _ in range(NAME_BUDGET.limit):
        refused(world.login("teacher"), "falsches-passwort")
    assert refused(world.login("teacher"), PASSWORD).id == "accounts.login.too_many"
    later = NOW + timedelta(minutes=31)
    proof = check_login(Attempt(world.login("teacher"), PASSWORD, "192.0.2.7"), now=later)
    assert proof.account_id == world.accounts["teacher"]


def test_it_counts_every_spelling_of_a_login_as_one(world: World) -> None:
    for login in ("q_teacher", "Q_TEACHER", " q_teacher", "ｑ_teacher", "q_Teacher", "Q_teacher"):
        refused(login, "falsches-passwort")
    assert refused("q_teacher", "falsches-passwort").id == "accounts.login.too_many"


@time_machine.travel(NOW, tick=False)
def test_it_lets_the_owner_in_on_the_own_browser_while_strangers_guess(world: World, visitor: PageClient) -> None:
    world.set_password("teacher")
    values = {"login": world.login("teacher"), "password": PASSWORD}
    visitor.send(visitor.open("/login").form("/login"), values)
    visitor.send(visitor.open("/desktop").form("/logout"))
    for _ in range(NAME_BUDGET.limit + 1):
        refused(world.login("teacher"), "falsches-passwort", address="198.51.100.1")
    assert refused(world.login("teacher"), PASSWORD, address="198.51.100.1").id == "accounts.login.too_many"
    visitor.send(visitor.open("/login").form("/login"), values, status=302)


@time_machine.travel(NOW, tick=False)
def test_it_does_not_believe_a_forged_device(world: World, visitor: PageClient) -> None:
    visitor.cookies["known"] = "eyJmb3JnZWQi:1:forged"
    for _ in range(NAME_BUDGET.limit):
        refused(world.login("teacher"), "falsches-passwort")
    form = visitor.open("/login").form("/login")
    page = visitor.send(form, {"login": world.login("teacher"), "password": "falsches-passwort"}, status=429)
    assert "分钟会自己恢复" in page.text


def test_it_stops_a_network_that_tries_many_names(world: World) -> None:
    for number in range(ADDRESS_BUDGET.limit):
        refused(f"q_guess_{number}", "falsches-passwort")
    assert refused("q_guess_next", "falsches-passwort").id == "accounts.login.crowded"
    assert refused("q_guess_next", "falsches-passwort", address="192.0.2.8").id == "accounts.login.wrong"


def test_it_does_not_count_those_who_know_their_password(world: World) -> None:
    world.set_password("teacher")
    for _ in range(NAME_BUDGET.limit * 2):
        check_login(Attempt(world.login("teacher"), PASSWORD, "192.0.2.7"), now=NOW)


@pytest.mark.parametrize(
    ("state", "id", "text"),
    [
        (AccountState.FROZEN, "accounts.login.frozen", "账号被冻结"),
        (AccountState.DELETED, "accounts.login.deleted", "账号异常,请联系管理员"),
        (AccountState.PURGED, "accounts.login.wrong", "账号或密码不对"),
        (AccountState.WITHDRAWN, "accounts.login.wrong", "账号或密码不对"),
    ],
)
def test_it_says_the_state_only_after_the_right_password(world: World, state: AccountState, id: str, text: str) -> None:
    world.set_password("teacher")
    Account.objects.of_account(world.accounts["teacher"]).update(state=state)
    assert refused(world.login("teacher"), "falsches-passwort").id == "accounts.login.wrong"
    client = PageClient()
    values = {"login": world.login("teacher"), "password": PASSWORD}
    page = client.send(client.open("/login").form("/login"), values, status=REFUSALS[id].status)
    assert text in page.text
