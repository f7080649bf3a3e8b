"""The two vendors' adapters against a stand-in that checks their signatures, and when it misbehaves."""

import json
import logging
import time
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from jiaoyun.plumbing.models import MessageChannel
from jiaoyun.plumbing.sending.gateways import aliyun, gateway_for, tencent
from jiaoyun.plumbing.sending.letter import Letter, Outcome, Result
from tests.plumbing.sending.conftest import KEY
from tests.plumbing.sending.standin import Vendor

NUMBER = "13800007401"
SONG = "啦 +*~&=%/?#\"'<> 🐤"
BOTH = pytest.mark.parametrize("name", ["aliyun", "tencent"])


def send(*, seconds: float = 3.0, key: str = KEY) -> Outcome:
    values = (("song", SONG), ("count", "3"))
    letter = Letter(uuid4(), MessageChannel.PHONE, NUMBER, key, values, f"{SONG}：3 只", "金丝雀")
    return gateway_for(MessageChannel.PHONE).send(letter, seconds=seconds)


def test_aliyuns_own_example_has_this_signature() -> None:
    query = aliyun.canonical_query(
        {"ImageId": "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd", "RegionId": "cn-shanghai"}
    )
    headers = {
        "host": "ecs.cn-shanghai.aliyuncs.com",
        "x-acs-action": "RunInstances",
        "x-acs-version": "2014-05-26",
        "x-acs-date": "2023-10-26T10:22:32Z",
        "x-acs-signature-nonce": "3156853299f313e23d1673dc12e1703d",
    }
    signed = aliyun.sign("YourAccessKeyId", "YourAccessKeySecret", query, headers)
    assert signed["Authorization"].endswith(
        "Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0"
    )


def test_tencents_own_example_has_this_signature() -> None:
    body = b'{"Limit": 1, "Filters": [{"Values": ["\\u672a\\u547d\\u540d"], "Name": "instance-name"}]}'
    said = tencent.authorization(
        "AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE",
        "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE",
        host="cvm.tencentcloudapi.com",
        service="cvm",
        body=body,
        now=1551113065,
    )
    assert said.endswith("Signature=72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168")


def test_aliyun_gets_number_template_and_values(vendor: Vendor, sending_by: Callable[[str], None]) -> None:
    sending_by("aliyun")
    assert send() == Outcome(Result.SENT, provider_id="9000^0")
    [got] = vendor.received
    assert (got["PhoneNumbers"], got["TemplateCode"], got["SignName"]) == (NUMBER, "SMS_7", "赣教云 (测试)")
    assert json.loads(got["TemplateParam"]) == {"song": SONG, "count": "3"}


def test_tencent_gets_number_template_and_values(vendor: Vendor, sending_by: Callable[[str], None]) -> None:
    sending_by("tencent")
    assert send() == Outcome(Result.SENT, provider_id="2019:5000")
    [got] = vendor.received
    assert (got["PhoneNumberSet"], got["TemplateId"]) == ([f"+86{NUMBER}"], "SMS_7")
    assert got["TemplateParamSet"] == [SONG, "3"]
    assert got["SmsSdkAppId"] == "1400006666"


@BOTH
def test_a_wrong_secret_is_refused_and_nothing_is_sent(
    name: str, vendor: Vendor, sending_by: Callable[[str], None], settings: Any
) -> None:
    sending_by(name)
    settings.JIAOYUN_SMS_SECRET = "another"
    outcome = send()
    assert outcome.result is Result.REFUSED
    assert outcome.down
    assert vendor.received == []
    assert len(vendor.refused) == 1


@BOTH
@pytest.mark.parametrize("mode", ["lost", "proxy", "garbage", "half"])
def test_it_does_not_know_where_the_answer_was_lost(
    name: str, mode: str, vendor: Vendor, sending_by: Callable[[str], None]
) -> None:
    sending_by(name)
    vendor.mode = mode
    outcome = send()
    assert (outcome.result, outcome.again, outcome.down) == (Result.UNKNOWN, False, True)
    assert len(vendor.received) == 1


@BOTH
@pytest.mark.parametrize("mode", ["slow", "drip"])
def test_it_waits_no_longer_than_it_may(
    name: str, mode: str, vendor: Vendor, sending_by: Callable[[str], None]
) -> None:
    sending_by(name)
    vendor.mode = mode
    begun = time.monotonic()
    assert send(seconds=0.6).result is Result.UNKNOWN
    assert time.monotonic() - begun < 1.9


@BOTH
def test_it_takes_one_answer_where_two_come(name: str, vendor: Vendor, sending_by: Callable[[str], None]) -> None:
    sending_by(name)
    vendor.mode = "twice"
    assert [send().result, send().result] == [Result.SENT, Result.SENT]
    assert len(vendor.received) == 2


@BOTH
def test_a_broken_gateway_is_down(name: str, vendor: Vendor, sending_by: Callable[[str], None]) -> None:
    sending_by(name)
    vendor.mode = "broken"
    assert send() == Outcome(Result.REFUSED, reason="http.500", down=True)


@BOTH
def test_a_gateway_that_is_not_there_may_be_tried_again(
    name: str, sending_by: Callable[[str], None], settings: Any
) -> None:
    sending_by(name)
    settings.JIAOYUN_SMS_ADDRESS = "http://127.0.0.1:1"
    assert send() == Outcome(Result.REFUSED, reason="unreachable", again=True, down=True)


@pytest.mark.parametrize(
    ("name", "code", "again", "down"),
    [
        ("aliyun", "isv.BUSINESS_LIMIT_CONTROL", False, False),
        ("aliyun", "isv.MOBILE_NUMBER_ILLEGAL", False, False),
        ("aliyun", "isv.AMOUNT_NOT_ENOUGH", False, True),
        ("aliyun", "isp.SYSTEM_ERROR", True, True),
        ("tencent", "LimitExceeded.PhoneNumberDailyLimit", False, False),
        ("tencent", "InvalidParameterValue.IncorrectPhoneNumber", False, False),
        ("tencent", "FailedOperation.InsufficientBalanceInSmsPackage", False, True),
        ("tencent", "InternalError.Timeout", True, True),
    ],
)
def test_it_tells_the_number_from_the_gateway(
    name: str, code: str, again: bool, down: bool, vendor: Vendor, sending_by: Callable[[str], None]
) -> None:
    sending_by(name)
    vendor.mode = code
    assert send() == Outcome(Result.REFUSED, reason=code, again=again, down=down)


@BOTH
def test_a_message_without_a_template_is_not_sent(name: str, vendor: Vendor, sending_by: Callable[[str], None]) -> None:
    sending_by(name)
    assert send(key="canary.hums") == Outcome(Result.REFUSED, reason="template.missing")
    assert vendor.received == []


@BOTH
def test_nothing_of_a_person_is_logged(
    name: str, vendor: Vendor, sending_by: Callable[[str], None], caplog: pytest.LogCaptureFixture
) -> None:
    sending_by(name)
    # As the settings have it: caplog lets its own level lead, the libraries' stay where they are.
    caplog.set_level(logging.INFO)
    for mode in ("ok", "lost", "garbage"):
        vendor.mode = mode
        send()
    assert NUMBER not in caplog.text
