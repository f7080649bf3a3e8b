"""Dangerous steps ask again who is there (security.md, threat 22)."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone

from jiaoyun.accounts.reproof import FRESH, is_fresh, to_reproof
from jiaoyun.plumbing.models import AuditEvent
from tests.pages import PageClient
from tests.world import World


def session_of(client: PageClient) -> dict[str, Any]:
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    return dict(Session.objects.get(session_key=key).get_decoded())


def test_it_takes_the_log_in_as_a_proof_for_ten_minutes(world: World, rf: Any) -> None:
    request = rf.get("/me")
    client, now = world.client("teacher"), timezone.now()
    request.session = session_of(client)
    assert is_fresh(request, now)
    assert is_fresh(request, now + FRESH - timedelta(seconds=5))
    assert not is_fresh(request, now + FRESH)
    assert not is_fresh(request, now - timedelta(minutes=1))
    request.session = {}
    assert not is_fresh(request, now)


@pytest.mark.parametrize(
    ("method", "address", "referer", "expected"),
    [
        ("get", "/me?x=1", "", "next=%2Fme%3Fx%3D1"),
        ("post", "/identities", "", "next=%2Fidentities"),
        ("post", "/logout", "http://testserver/me", "next=%2Fme"),
        ("post", "/logout", "http://evil.example/me", "next="),
    ],
)
def test_it_leads_back_to_the_page_that_asked(rf: Any, method: str, address: str, referer: str, expected: str) -> None:
    answer = to_reproof(getattr(rf, method)(address, headers={"referer": referer}))
    assert answer.headers["Location"] == f"/prove-again?{expected}"


def test_it_sends_a_fragment_s_whole_page_there(rf: Any) -> None:
    answer = to_reproof(rf.get("/me", headers={"HX-Request": "true"}))
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (204, "/prove-again?next=%2Fme")


def test_it_goes_on_after_the_right_password_under_a_new_key(world: World) -> None:
    password, begun = world.set_password("teacher"), timezone.now()
    with time_machine.travel(begun, tick=False) as clock:
        client = world.client("teacher")
        clock.move_to(begun + timedelta(minutes=12))
        page = client.open("/prove-again?next=/me")
        old = client.cookies[settings.SESSION_COOKIE_NAME].value
        wrong = client.send(page.form("/prove-again"), {"password": "falsch-und-lang"}, status=422)
        assert "密码不对" in wrong.text
        answer = client.send(wrong.form("/prove-again"), {"password": password})
        assert answer.response.headers["Location"] == "/me"
        assert session_of(client)["proved_at"] == int((begun + timedelta(minutes=12)).timestamp())
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != old
    assert not Session.objects.filter(session_key=old).exists()
    recorded = AuditEvent.objects.get(action="accounts.proved_again")
    assert recorded.details == {"how": "password"}


def test_it_waits_after_five_wrong_tries_even_with_the_right_one(world: World) -> None:
    password, client = world.set_password("teacher"), world.client("teacher")
    form = client.open("/prove-again").form("/prove-again")
    for _ in range(5):
        client.send(form, {"password": "falsch-und-lang", "once": ""}, status=422)
    page = client.send(form, {"password": password}, status=429)
    assert "试得太多次了" in page.text
    assert client.open("/me").status == 200
    assert not AuditEvent.objects.filter(action="accounts.proved_again").exists()


def test_it_never_leads_to_another_house(world: World) -> None:
    password, client = world.set_password("teacher"), world.client("teacher")
    page = client.open("/prove-again?next=//evil.example/")
    answer = client.send(page.form("/prove-again"), {"password": password, "next": "https://evil.example/"})
    assert answer.response.headers["Location"] == "/me"
