"""When the gateway fails: it is said, nothing is lost, the limits are not spent, and nothing goes twice."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from jiaoyun.accounts.models import Channel, Code, Purpose
from jiaoyun.accounts.proving import prove, send, sent_before
from jiaoyun.plumbing.errors import shown
from jiaoyun.plumbing.refusals import Refused
from tests.accounts.asking import browser
from tests.accounts.knocking import answer
from tests.inbox import code_to
from tests.pages import PageClient
from tests.plumbing.sending.conftest import canary_message, sending_by, vendor
from tests.plumbing.sending.standin import Vendor

__all__ = ["canary_message", "sending_by", "vendor"]
PHONE = "13800007901"
NOW = timezone.now()
pytestmark = pytest.mark.django_db


def test_it_says_that_the_gateway_is_down_and_asks_for_nothing_in_return(
    vendor: Vendor, sending_by: Callable[[str], None]
) -> None:
    sending_by("aliyun")
    vendor.mode = "broken"
    request = browser()
    with pytest.raises(Refused) as caught:
        send(request, Purpose.LOGIN, Channel.PHONE, PHONE, now=NOW)
    assert caught.value.id == "accounts.code.gateway_down"
    # No door that sends within the request has a mailbox to offer; the log-in says what it has.
    assert "邮" not in shown(caught.value)["cause"]
    assert not Code.objects.everywhere("the test's own codes").exists()
    vendor.mode = "ok"
    send(request, Purpose.LOGIN, Channel.PHONE, PHONE, now=NOW + timedelta(seconds=1))
    assert prove(request, Purpose.LOGIN, code_to(PHONE), now=NOW + timedelta(seconds=2)).number == PHONE


def test_the_log_in_offers_its_other_ways_and_keeps_what_was_typed(
    vendor: Vendor, sending_by: Callable[[str], None], visitor: PageClient
) -> None:
    sending_by("aliyun")
    vendor.mode = "broken"
    page = visitor.open("/login/sms")
    down = visitor.send(page.form("/login/sms"), {"phone": PHONE, **answer(page)}, status=409)
    assert "短信暂时发不出去" in down.text
    assert {"/login", "/recover"} <= set(down.links())
    assert PHONE in down.response.content.decode()


def test_a_registration_promises_no_mailbox(
    vendor: Vendor, sending_by: Callable[[str], None], visitor: PageClient
) -> None:
    sending_by("aliyun")
    vendor.mode = "broken"
    for who in ("teacher", "student", "guardian"):
        page = visitor.open(f"/register/{who}")
        down = visitor.send(page.form(f"/register/{who}"), {"phone": PHONE, **answer(page)}, status=409)
        assert "短信暂时发不出去" in down.text
        assert "邮" not in down.text
        assert PHONE in down.response.content.decode()


def test_a_failed_second_code_leaves_the_first_as_it_is(vendor: Vendor, sending_by: Callable[[str], None]) -> None:
    sending_by("tencent")
    request = browser()
    send(request, Purpose.LOGIN, Channel.PHONE, PHONE, now=NOW)
    first = code_to(PHONE)
    vendor.mode = "broken"
    with pytest.raises(Refused):
        send(request, Purpose.LOGIN, Channel.PHONE, PHONE, now=NOW + timedelta(seconds=61))
    assert prove(request, Purpose.LOGIN, first, now=NOW + timedelta(seconds=62)).number == PHONE


def test_a_code_whose_answer_was_lost_still_proves(vendor: Vendor, sending_by: Callable[[str], None]) -> None:
    sending_by("aliyun")
    vendor.mode = "lost"
    request = browser()
    assert not send(request, Purpose.LOGIN, Channel.PHONE, PHONE, now=NOW).certain
    assert prove(request, Purpose.LOGIN, code_to(PHONE), now=NOW).number == PHONE
    assert len(vendor.received) == 1


def test_a_number_that_gets_nothing_is_said_so(vendor: Vendor, sending_by: Callable[[str], None]) -> None:
    sending_by("tencent")
    vendor.mode = "InvalidParameterValue.IncorrectPhoneNumber"
    with pytest.raises(Refused) as caught:
        send(browser(), Purpose.LOGIN, Channel.PHONE, PHONE, now=NOW)
    assert caught.value.id == "accounts.code.not_sent"


def test_after_five_failures_nobody_waits_any_more(
    vendor: Vendor, sending_by: Callable[[str], None], settings: Any
) -> None:
    sending_by("aliyun")
    vendor.mode = "broken"
    for at in range(8):
        with pytest.raises(Refused, match="gateway_down"):
            send(browser(f"203.0.{at}.1"), Purpose.LOGIN, Channel.PHONE, f"1380000791{at}", now=NOW)
    assert len(vendor.received) == 5
    assert sent_before(browser(), Purpose.LOGIN, now=NOW) is None
