"""Administrators' identities open after a second factor, and nothing of theirs before (security.md, Decided 2)."""

from datetime import datetime, timedelta

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.utils import timezone

from jiaoyun.accounts.models import Authenticator, RecoveryCode
from jiaoyun.accounts.second_factor.totp import current_code, matching_step, new_secret
from jiaoyun.plumbing.models import AuditEvent
from tests.factors import code_of, give_app
from tests.pages import Page, PageClient
from tests.world import World

ADMINISTRATORS = ("school_admin", "county_admin", "city_admin", "province_admin", "support")


def without_factor(world: World, role: str, now: datetime | None = None) -> PageClient:
    client = PageClient()
    client.cookies[settings.SESSION_COOKIE_NAME] = world.session(role, factor=False, now=now)
    return client


def set_up_page(client: PageClient) -> Page:
    """From the desktop to the page that shows the key."""
    assert client.open("/desktop", status=302).response.headers["Location"] == "/second-factor?next=%2Fdesktop"
    led = client.open("/second-factor?next=/desktop", status=302).response.headers["Location"]
    page = client.open(led)
    led = client.send(page.form("/second-factor/app/new")).response.headers["Location"]
    return client.open(led)


def key_on(page: Page) -> str:
    key = next(text for text in page.response.content.decode().split("<code") if "jy-secret" in text)
    return key.split(">", 1)[1].split("<", 1)[0].replace(" ", "")


@pytest.mark.parametrize("role", ADMINISTRATORS)
def test_it_leads_an_administrator_through_setting_up_an_app(world: World, role: str) -> None:
    client = without_factor(world, role)
    page = set_up_page(client)
    assert "data:image/svg+xml" in page.response.content.decode()
    done = client.send(
        page.form("/second-factor/app"), {"code": current_code(key_on(page), timezone.now())}, status=200
    )
    assert done.title == "保存恢复码"
    assert "/desktop" in done.links()
    assert RecoveryCode.objects.of_account(world.accounts[role]).count() == 10
    assert client.open("/notices").status == 200
    sealed = bytes(Authenticator.objects.of_account(world.accounts[role]).get().sealed)
    assert key_on(page).encode() not in sealed


def test_it_keeps_the_app_page_when_the_first_code_is_wrong(world: World) -> None:
    client = without_factor(world, "school_admin")
    page = set_up_page(client)
    again = client.send(page.form("/second-factor/app"), {"code": "000000"}, status=422)
    assert "和 App 上的不一样" in again.text
    assert key_on(again) == key_on(page)
    assert not RecoveryCode.objects.of_account(world.accounts["school_admin"]).exists()


def test_it_does_not_ask_others(world: World) -> None:
    for role in ("teacher", "homeroom", "student", "guardian", "inspector"):
        assert without_factor(world, role).open("/desktop").status == 200


def test_it_takes_each_code_once(world: World) -> None:
    whose, begun = world.accounts["county_admin"], timezone.now()
    give_app(whose)
    with time_machine.travel(begun, tick=False) as clock:
        first, second = (without_factor(world, "county_admin", begun) for _ in range(2))
        code = code_of(whose, begun)
        assert _show(first, code).response.headers["Location"] == "/desktop"
        assert "已经用过" in _show(second, code, status=422).text
        clock.move_to(begun + timedelta(seconds=30))
        assert "已经用过" in _show(second, code, status=422).text
        assert _show(second, code_of(whose, begun + timedelta(seconds=30))).status == 302


def _show(client: PageClient, code: str, status: int = 302) -> Page:
    return client.send(client.open("/second-factor").form("/second-factor"), {"code": code}, status=status)


def test_it_takes_a_code_one_step_off_and_no_further() -> None:
    secret, now = new_secret(), timezone.now()
    for seconds, fits in ((-60, False), (-30, True), (0, True), (30, True), (60, False)):
        code = current_code(secret, now + timedelta(seconds=seconds))
        assert (matching_step(secret, code, now) is not None) is fits, seconds
    code = current_code(secret, now)
    assert matching_step(secret, f" {code[:3]} {code[3:]}　", now) is not None
    assert matching_step(secret, "".join(chr(ord(digit) + 0xFEE0) for digit in code), now) is not None
    for typed in ("", "é" * 6, code[:5], f"{code}1"):
        assert matching_step(secret, typed, now) is None


def test_it_waits_after_five_wrong_codes_even_with_the_right_one(world: World) -> None:
    whose = world.accounts["school_admin"]
    give_app(whose)
    client = without_factor(world, "school_admin")
    for _ in range(5):
        _show(client, "000000", status=422)
    assert "试得太多次了" in _show(client, code_of(whose), status=429).text
    assert client.open("/desktop", status=302).response.headers["Location"].startswith("/second-factor")
    assert not AuditEvent.objects.filter(action="accounts.factor_shown").exists()


def test_a_recovery_code_opens_once(world: World) -> None:
    client = without_factor(world, "city_admin")
    page = set_up_page(client)
    done = client.send(
        page.form("/second-factor/app"), {"code": current_code(key_on(page), timezone.now())}, status=200
    )
    codes = [part.split("</code>")[0].split(">")[-1] for part in done.response.content.decode().split("jy-secret")[1:]]
    assert len(set(codes)) == 10
    other = without_factor(world, "city_admin")
    typed = codes[3].replace("-", " ").lower()
    form = other.open("/second-factor").form("/second-factor")
    assert other.send(form, {"recovery": typed}).response.headers["Location"] == "/desktop"
    # The message is taken out of the session by the first page: three statements more.
    assert "还有 9 个" in other.open("/me/safety").text
    third = without_factor(world, "city_admin")
    form = third.open("/second-factor").form("/second-factor")
    assert "恢复码不对" in third.send(form, {"recovery": codes[3]}, status=422).text


def test_a_stolen_password_sets_up_nothing_where_a_factor_is(world: World) -> None:
    give_app(world.accounts["school_admin"])
    client = without_factor(world, "school_admin")
    for address in ("/second-factor/set-up", "/second-factor/app", "/me/safety/passkeys/add"):
        assert client.open(address, status=302).response.headers["Location"].startswith("/second-factor?next=")
    token = client.open("/second-factor").form("/logout").hidden["csrfmiddlewaretoken"]
    for address in ("/second-factor/app/new", "/me/safety/passkeys/options"):
        answer = Client.post(client, address, {"csrfmiddlewaretoken": token})
        assert answer.headers["Location"].startswith("/second-factor"), address
    assert Authenticator.objects.of_account(world.accounts["school_admin"]).count() == 1
