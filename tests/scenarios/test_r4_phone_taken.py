"""R4: the phone is on another account: who proves it by SMS moves it from a guardian's, and that account is told."""

import pytest

from jiaoyun.plumbing.jobs import run_pending
from tests.accounts.registration.registering import phone_of
from tests.scenarios.conftest import Sit
from tests.scenarios.registering import NAME, owner_of_phone, register
from tests.scenarios.test_r0_a_teacher_registers import at_work
from tests.world import World

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [1280, 360])
def test_r4_a_guardians_phone_is_moved_and_the_guardian_is_told(town: World, sit: Sit, width: int) -> None:
    phone = phone_of(town, "guardian")
    teacher = sit(width=width)
    with teacher.refused(409):
        register(teacher, phone)
        teacher.see("教师注册", "手机号已注册", "雀**的家长账号", "把手机号移到新账号")
    teacher.press("把手机号移到新账号，提交审核")
    teacher.see("提交成功")
    assert owner_of_phone(phone) == NAME
    run_pending()
    guardian = at_work(sit, town, "guardian", width=width)
    guardian.open("/notices")
    guardian.see("消息", "您账号绑定的手机号被一位用短信验证了它的人移到了新注册的账号")


def test_r4_a_colleagues_phone_stays_and_a_ticket_is_offered(town: World, sit: Sit) -> None:
    phone = phone_of(town, "inspector")
    teacher = sit()
    with teacher.refused(409):
        register(teacher, phone)
        teacher.see("教师注册", "手机号已注册", "雀**的备课检查员账号")
    assert teacher.page.locator("button", has_text="移到新账号").count() == 0
    teacher.press("都不行，提交工单请人核实")
    assert "/tickets/new/unbind_phone" in teacher.page.url
    assert owner_of_phone(phone) == "雀备检"
