"""L7: the phone is bound to nobody; it is said after the code, and the phone is bound after the log-in."""

import pytest

from tests.accounts.knocking import without_phone
from tests.people import invent_phone
from tests.scenarios.conftest import Sit
from tests.scenarios.knocking import by_password, by_sms, log_out
from tests.scenarios.shapes import SHAPES
from tests.world import World

pytestmark = pytest.mark.browser
PHONE = invent_phone(7601)


@pytest.mark.parametrize("how", SHAPES, ids=str)
def test_l7_log_in_with_the_account_and_bind(town: World, sit: Sit, how: dict[str, int]) -> None:
    without_phone(town, "inspector")
    person = sit(**how)
    by_sms(person, PHONE)
    person.see("手机号还没有绑定账号", "该手机号没有在平台注册", "用账号密码登录后绑定", "注册新用户")
    person.press("用账号密码登录后绑定")
    person.see("登录", "一步绑定")
    by_password(person, town.login("inspector"), town.set_password("inspector"))
    person.see("绑定到您的账号", f"绑定手机号 138****{PHONE[-4:]}")
    person.press("绑定手机号")
    person.see_desktop("手机号绑定好了")
    log_out(person)
    by_password(person, PHONE, town.set_password("inspector"))
    person.see_desktop("备课检查员")


def test_l7_or_register(town: World, sit: Sit) -> None:
    person = sit()
    by_sms(person, PHONE)
    person.press("注册新用户")
    person.see("注册新用户", "教师注册")
