"""A code by SMS as the second factor: for schools by default, for others where the setting allows it."""

from typing import Any

import pytest
from django.conf import settings as live
from django.utils import timezone

from jiaoyun.accounts.models import RecoveryCode
from jiaoyun.plumbing.jobs import run_pending
from jiaoyun.plumbing.models import AuditEvent
from tests.accounts.knocking import PHONE, answer, with_phone, without_phone
from tests.accounts.test_prove_again import session_of
from tests.inbox import code_to
from tests.pages import Page, PageClient
from tests.world import World


def without_factor(world: World, role: str) -> PageClient:
    client = PageClient()
    client.cookies[live.SESSION_COOKIE_NAME] = world.session(role, factor=False)
    return client


def sent(client: PageClient, address: str = "/second-factor/message") -> Page:
    """The page of the code, after one was sent."""
    page = client.open(address)
    client.send(page.form(address), answer(page))
    run_pending()
    return client.open(address)


def test_it_is_the_factor_of_a_school_with_recovery_codes_the_first_time(world: World) -> None:
    with_phone(world, "school_admin")
    client = without_factor(world, "school_admin")
    assert "用短信验证" in client.open("/second-factor/set-up").text
    page = sent(client)
    done = client.send(page.form("/second-factor/message"), {"code": code_to(PHONE)}, status=200)
    assert done.title == "保存恢复码"
    assert RecoveryCode.objects.of_account(world.accounts["school_admin"]).count() == 10
    assert client.open("/desktop").status == 200
    assert AuditEvent.objects.get(action="accounts.factor_shown").details == {"how": "sms"}


def test_the_password_alone_sets_up_nothing_once_an_sms_was_the_factor(world: World) -> None:
    with_phone(world, "school_admin")
    first = without_factor(world, "school_admin")
    page = sent(first)
    first.send(page.form("/second-factor/message"), {"code": code_to(PHONE)}, status=200)
    thief = without_factor(world, "school_admin")
    led = thief.open("/second-factor/set-up", status=302).response.headers["Location"]
    assert led.startswith("/second-factor?")
    assert "用短信验证" in thief.open("/second-factor").text


def test_a_wrong_code_stays_at_the_field(world: World) -> None:
    with_phone(world, "school_admin")
    client = without_factor(world, "school_admin")
    page = sent(client)
    wrong = "000000" if code_to(PHONE) != "000000" else "111111"
    again = client.send(page.form("/second-factor/message"), {"code": wrong}, status=422)
    assert "验证码不对" in again.text
    assert "factor_at" not in session_of(client)


@pytest.mark.parametrize("role", ["county_admin", "city_admin", "province_admin", "support"])
def test_from_the_county_up_it_may_not_be_used_unless_the_setting_allows(
    world: World, settings: Any, role: str
) -> None:
    client = without_factor(world, role)
    assert "用短信验证" not in client.open("/second-factor/set-up").text
    assert "不能用短信做二次验证" in client.open("/second-factor/message", status=409).text
    settings.JIAOYUN_SMS_FACTOR_ROLES = [role]
    assert client.open("/second-factor/message").title == "短信验证"


def test_who_has_no_phone_is_not_offered_it(world: World) -> None:
    without_phone(world, "school_admin")
    client = without_factor(world, "school_admin")
    assert "用短信验证" not in client.open("/second-factor/set-up").text
    assert client.open("/second-factor/message", status=409).status == 409


def test_a_phone_that_was_moved_meanwhile_proves_nothing(world: World) -> None:
    with_phone(world, "school_admin")
    client = without_factor(world, "school_admin")
    page = sent(client)
    code = code_to(PHONE)
    with_phone(world, "school_admin", "19900730999")
    client.send(page.form("/second-factor/message"), {"code": code}, status=422)
    assert "factor_at" not in session_of(client)


def test_it_proves_again_before_a_dangerous_step(world: World) -> None:
    with_phone(world, "teacher")
    client = world.client("teacher")
    page = client.open("/prove-again?next=/notices")
    assert "用短信验证码确认" in page.text
    page = sent(client, "/prove-again/message")
    now = timezone.now()
    done = client.send(page.form("/prove-again/message"), {"code": code_to(PHONE)})
    assert done.response.headers["Location"] == "/me"
    assert session_of(client)["proved_at"] >= int(now.timestamp())
    assert AuditEvent.objects.get(action="accounts.proved_again").details == {"how": "sms"}
