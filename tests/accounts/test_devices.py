"""登录设备: where somebody is logged in, and logging out elsewhere (issue 4, part 5)."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone

from jiaoyun.accounts.models import Account, LoginSession
from jiaoyun.plumbing.models import AuditEvent
from tests.accounts.knocking import by_password
from tests.pages import PageClient
from tests.world import World

_EDGE = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/120.0 Safari/537.36 Edg/120.0"
_PHONE = "Mozilla/5.0 (Linux; Android 12) AppleWebKit/537.36 Chrome/95.0 Mobile Safari/537.36 MicroMessenger/8.0"


def logged_in(world: World, agent: str = _EDGE, address: str = "203.0.113.77") -> PageClient:
    client = PageClient(headers={"User-Agent": agent}, REMOTE_ADDR=address)
    by_password(client, world, "teacher")
    return client


def key_of(client: PageClient) -> str:
    return str(client.cookies[settings.SESSION_COOKIE_NAME].value)


def is_in(client: PageClient) -> bool:
    return bool(client.get("/notices").status_code == 200)


def test_it_lists_browsers_in_words_with_masked_networks_this_one_first(world: World) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        here = logged_in(world)
        clock.shift(timedelta(minutes=3))
        logged_in(world, _PHONE, "2001:db8:1:2::9")
        text = here.open("/me/devices").text
    assert "203.0.113.*" in text
    assert "203.0.113.77" not in text
    assert "2001:0db8:0001:*" in text
    assert text.index("Edge · Windows 这台设备") < text.index("微信 · 安卓")


def test_it_ends_one_and_nothing_else(world: World) -> None:
    here, there, third = logged_in(world), logged_in(world, _PHONE), logged_in(world)
    row = LoginSession.objects.of_account(world.accounts["teacher"]).get(session_key=key_of(there))
    page = here.open("/me/devices")
    here.send(page.form("/me/devices"), {"id": str(row.pk)})
    assert not is_in(there)
    assert is_in(here)
    assert is_in(third)
    assert not Session.objects.filter(session_key=row.session_key).exists()
    assert "微信" not in here.open("/me/devices").text
    row.refresh_from_db()
    assert (row.ended_why, row.ended_at is not None) == ("elsewhere", True)


def test_it_ends_all_others(world: World) -> None:
    here, *others = [logged_in(world) for _ in range(4)]
    token = here.open("/me/devices").form("/me/devices").hidden["csrfmiddlewaretoken"]
    here.post("/me/devices", {"others": "1", "csrfmiddlewaretoken": token})
    assert is_in(here)
    assert not any(is_in(one) for one in others)
    assert AuditEvent.objects.get(action="accounts.sessions_ended").details == {"count": 3, "others": True}


def test_nobody_ends_what_belongs_to_somebody_else(world: World) -> None:
    there = logged_in(world)
    row = LoginSession.objects.of_account(world.accounts["teacher"]).get()
    stranger = PageClient()
    by_password(stranger, world, "student")
    token = stranger.open("/me/devices").form("/logout").hidden["csrfmiddlewaretoken"]
    stranger.post("/me/devices", {"id": str(row.pk), "csrfmiddlewaretoken": token})
    assert is_in(there)
    assert AuditEvent.objects.get(action="accounts.sessions_ended").details["count"] == 0


def test_it_does_not_list_what_is_over(world: World) -> None:
    begun = timezone.now()
    with time_machine.travel(begun, tick=False) as clock:
        logged_in(world, _PHONE)
        clock.move_to(begun + timedelta(minutes=31))
        here = logged_in(world)
        assert "微信" not in here.open("/me/devices").text
    Account.objects.of_account(world.accounts["teacher"]).update(session_epoch=9)
    assert not is_in(here)


@pytest.mark.parametrize("address", ["/logout"])
def test_it_closes_the_row_at_logging_out(world: World, address: str) -> None:
    here = logged_in(world)
    here.send(here.open("/notices").form(address))
    row = LoginSession.objects.of_account(world.accounts["teacher"]).get()
    assert (row.ended_why, row.ended_at is not None) == ("logout", True)


def test_the_row_follows_a_new_session_key(world: World) -> None:
    here = logged_in(world)
    before = key_of(here)
    page = here.open("/prove-again?next=/me/devices")
    here.send(page.form("/prove-again"), {"password": world.set_password("teacher")})
    assert key_of(here) != before
    assert LoginSession.objects.of_account(world.accounts["teacher"]).get().session_key == key_of(here)
    assert "这台设备" in here.open("/me/devices").text
