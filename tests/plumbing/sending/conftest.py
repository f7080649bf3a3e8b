"""A vendor that stands in, and the settings that lead to it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from jiaoyun.plumbing.sending.messages import MESSAGES, declare_message
from tests.plumbing.sending.standin import KEY_ID, SECRET, Vendor, vendor_at_work

KEY = "canary.sings"


@pytest.fixture
def vendor() -> Iterator[Vendor]:
    """The stand-in, at work."""
    with vendor_at_work() as at_work:
        yield at_work


@pytest.fixture
def sending_by(settings: Any, vendor: Vendor) -> Callable[[str], None]:
    """Leads the text messages of this test to the stand-in, as one vendor or the other."""

    def lead(name: str) -> None:
        settings.JIAOYUN_SMS = name
        settings.JIAOYUN_SMS_ADDRESS = vendor.address
        settings.JIAOYUN_SMS_KEY_ID, settings.JIAOYUN_SMS_SECRET = KEY_ID, SECRET
        settings.JIAOYUN_SMS_SIGN, settings.JIAOYUN_SMS_APP = "赣教云 (测试)", "1400006666"
        settings.JIAOYUN_SMS_TEMPLATES = {KEY: "SMS_7", "accounts.code": "SMS_1"}

    return lead


@pytest.fixture(autouse=True)
def canary_message(monkeypatch: Any) -> None:
    """A message of its own, with what makes trouble in addresses and signatures."""
    declare_message(KEY, "{song}：{count} 只", ("song", "count"), subject="金丝雀")
    monkeypatch.setitem(MESSAGES, KEY, MESSAGES.pop(KEY))
