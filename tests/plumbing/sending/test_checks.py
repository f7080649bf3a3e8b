"""The settings of sending are checked before the server starts."""

from typing import Any

import pytest

from jiaoyun.plumbing.sending.checks import check_gateways


def found() -> list[str]:
    return [message.id or "" for message in check_gateways(None)]


@pytest.mark.parametrize(("name", "value"), [("JIAOYUN_SMS", "pigeon"), ("JIAOYUN_MAIL", "aliyun")])
def test_it_knows_no_other_gateways(settings: Any, name: str, value: str) -> None:
    setattr(settings, name, value)
    assert "plumbing.E010" in found()


@pytest.mark.parametrize(
    ("name", "value"), [("JIAOYUN_SMS", "aliyun"), ("JIAOYUN_SMS", "tencent"), ("JIAOYUN_MAIL", "smtp")]
)
def test_a_demo_may_not_reach_anybody(settings: Any, name: str, value: str) -> None:
    settings.JIAOYUN_DEMO = True
    setattr(settings, name, value)
    assert "plumbing.E011" in found()


@pytest.mark.parametrize("name", ["aliyun", "tencent"])
def test_a_vendor_needs_its_key_signature_and_templates(settings: Any, name: str) -> None:
    settings.JIAOYUN_SMS = name
    assert {"plumbing.E012", "plumbing.W011"} == set(found())
    settings.JIAOYUN_SMS_KEY_ID = settings.JIAOYUN_SMS_SECRET = settings.JIAOYUN_SMS_SIGN = "x"
    settings.JIAOYUN_SMS_APP, settings.JIAOYUN_SMS_TEMPLATES = "1", {"accounts.code": "1"}
    assert found() == ["plumbing.W011"]


def test_it_says_that_a_real_installation_reaches_nobody(settings: Any) -> None:
    assert found() == []
    settings.JIAOYUN_SECURE = True
    assert found() == ["plumbing.W010", "plumbing.W010"]
