"""L4, where nobody can prove the phone: the school unbinds it, the old phone may stop it, two people decide."""

from typing import Any

import pytest

from jiaoyun.helpdesk.models import Ticket
from tests.accounts.knocking import PHONE, with_phone
from tests.accounts.registration.registering import phone_of
from tests.inbox import texts_to
from tests.scenarios.at_desk import after_48_hours, do, let_wait_end, open_ticket, stop_by_link, take_up
from tests.scenarios.conftest import Sit
from tests.scenarios.desk import Desk
from tests.scenarios.knocking import by_sms
from tests.scenarios.registering import register
from tests.scenarios.shapes import NARROW, PLAIN_LATER, SHAPES
from tests.scenarios.test_l4_somebody_elses_account import holder
from tests.scenarios.test_r0_a_teacher_registers import at_work
from tests.world import World

pytestmark = pytest.mark.browser


def open_pupil(desk: Desk, town: World) -> None:
    desk.open(f"/school/900101/students/{town.accounts['student']}")
    desk.see("雀学生")


def begin(admin: Desk, town: World) -> None:
    """学生 → the pupil's page → 解绑手机号, with the reason."""
    open_pupil(admin, town)
    take_up(admin, "解绑手机号")
    admin.see("解绑手机号", f"138****{PHONE[-4:]}")
    do(admin, "申请解绑", "家长说这个号码早就换人用了")
    admin.see("雀学生", "48 小时")


@pytest.mark.parametrize("how", SHAPES, ids=str)
def test_l4_the_school_unbinds_with_two_people_and_the_phone_is_free(
    town: World, sit: Sit, how: dict[str, Any]
) -> None:
    with_phone(town, "student", PHONE)
    begin(at_work(sit, town, **how), town)
    assert "/cancel" in texts_to(PHONE, key="accounts.waiting")[0]
    second = at_work(sit, town, "teacher", **how)
    open_pupil(second, town)
    take_up(second, "确认解绑手机号")
    do(second, "我已核对，确认解绑")
    second.see("雀学生", "已经确认，到时间自动解绑")
    assert holder(PHONE) == [town.accounts["student"]]
    with after_48_hours():
        let_wait_end()
        assert holder(PHONE) == []
        teacher = sit(**how)
        by_sms(teacher, PHONE)
        teacher.see("手机号还没有绑定账号", "该手机号没有在平台注册", "用账号密码登录后绑定")


@pytest.mark.parametrize("how", [NARROW, PLAIN_LATER], ids=str)
def test_l4_the_old_phone_stops_it(town: World, sit: Sit, how: dict[str, Any]) -> None:
    with_phone(town, "student", PHONE)
    admin = at_work(sit, town)
    begin(admin, town)
    stop_by_link(sit(**how), PHONE)
    open_pupil(admin, town)
    assert admin.control("确认解绑手机号").count() == 0
    with after_48_hours():
        let_wait_end()
    assert holder(PHONE) == [town.accounts["student"]]


@pytest.mark.parametrize("width", [1280, 360])
def test_r4_the_ticket_of_a_taken_phone_is_cured_by_the_school_with_two_people(
    town: World, sit: Sit, width: int
) -> None:
    phone = phone_of(town, "inspector")
    teacher = sit(width=width)
    with teacher.refused(409):
        register(teacher, phone)
    teacher.press("都不行，提交工单请人核实")
    teacher.see("手机号被占用，要解绑")
    assert teacher.page.input_value("[name=phone]") == phone
    teacher.page.fill("[name=text]", "这个号码是我现在用的")
    teacher.press("提交工单")
    first = at_work(sit, town, width=width)
    open_ticket(first, "unbind_phone")
    take_up(first, "解绑手机号")
    do(first, "申请解绑", "号码已经换了主人，核对过营业厅的证明")
    second = at_work(sit, town, "teacher", width=width)
    open_ticket(second, "unbind_phone")
    take_up(second, "确认解绑手机号")
    do(second, "我已核对，确认解绑")
    assert holder(phone) == [town.accounts["inspector"]]
    with after_48_hours():
        let_wait_end()
    assert holder(phone) == []
    assert Ticket.objects.everywhere("the test's own ticket").get().closed_why == "cured"
    teacher.page.reload()
    teacher.see(teacher.page.inner_text("h1"), "已办结")
