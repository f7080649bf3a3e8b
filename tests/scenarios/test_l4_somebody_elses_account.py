"""L4: a teacher's phone opens a pupil's account; its holder takes it off, and the former account is told."""

from typing import Any

import pytest

from jiaoyun.accounts.models import Identifier
from jiaoyun.plumbing.jobs import run_pending
from tests.accounts.knocking import PHONE, with_phone, without_phone
from tests.scenarios.conftest import Sit
from tests.scenarios.knocking import by_password, by_sms
from tests.scenarios.shapes import SHAPES
from tests.world import World

pytestmark = pytest.mark.browser


def holder(phone: str) -> list[Any]:
    rows = Identifier.objects.everywhere("the test's own rows").filter(kind="phone", released_at__isnull=True)
    return [row.account_id for row in rows if row.hint.endswith(phone[-4:])]


@pytest.mark.parametrize("how", SHAPES, ids=str)
def test_l4_the_holder_moves_the_phone_to_the_own_account(town: World, sit: Sit, how: dict[str, int]) -> None:
    with_phone(town, "student", PHONE)
    without_phone(town, "inspector")
    teacher = sit(**how)
    by_sms(teacher, PHONE)
    teacher.see("这是您的账号吗", "雀学生", "学生 · 雀林县雀林第一小学")
    teacher.press("不是我的账号")
    teacher.see("不是我的账号", f"手机号 138****{PHONE[-4:]}", "马上从这个账号上解绑", "通知这个账号的主人")
    teacher.press("解绑这个手机号")
    teacher.see("手机号还没有绑定账号", "该手机号没有在平台注册")
    teacher.press("用账号密码登录后绑定")
    by_password(teacher, town.login("inspector"), town.set_password("inspector"))
    teacher.see("绑定到您的账号", "雀备检")
    teacher.press("绑定手机号")
    teacher.see_desktop("手机号绑定好了")
    assert holder(PHONE) == [town.accounts["inspector"]]
    run_pending()
    pupil = sit()
    by_password(pupil, town.login("student"), town.set_password("student"))
    pupil.open("/notices")
    pupil.see("消息", "您账号绑定的手机号有变动", "不是我操作的")


def test_l4_the_owner_goes_straight_in(town: World, sit: Sit) -> None:
    with_phone(town, "guardian", PHONE)
    person = sit()
    by_sms(person, PHONE)
    person.see("这是您的账号吗", "雀家长", "家长 · 雀林县雀林第一小学")
    person.press("这是我，进入")
    person.see_desktop("家长")
