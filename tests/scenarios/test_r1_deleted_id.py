"""R1: the ID belongs to a deleted account: one button to a ticket that is filled in; the province restores."""

import pytest

from jiaoyun.accounts.models import Account
from jiaoyun.helpdesk.models import Ticket
from jiaoyun.plumbing.jobs import run_pending
from tests.accounts.registration.registering import phone_of
from tests.helpdesk.raising import delete
from tests.inbox import texts_to
from tests.people import invent_phone
from tests.scenarios.at_desk import do, make_colleague, open_ticket, take_up
from tests.scenarios.conftest import Sit
from tests.scenarios.desk import Desk
from tests.scenarios.registering import person_of, register
from tests.scenarios.test_r0_a_teacher_registers import at_work
from tests.world import World

pytestmark = pytest.mark.browser
SAID = "该身份证号对应账号已删除,如有需要请联系省级管理员恢复"


def refused(teacher: Desk, phone: str, name: str, document: str) -> None:
    """Register with the ID of the deleted account, and go on to the ticket by the one button."""
    with teacher.refused(409):
        register(teacher, phone, name=name, document=document)
        teacher.see("教师注册", SAID, "省级管理员")
    teacher.press("提交恢复工单")
    teacher.see("恢复已删除的账号", f"您遇到的提示是「{SAID}」")
    assert teacher.page.input_value("[name=name]") == name
    assert teacher.page.input_value("[name=document]") == document


@pytest.mark.parametrize("width", [1280, 360])
def test_r1_the_province_restores_in_one_click_and_the_teacher_logs_in(town: World, sit: Sit, width: int) -> None:
    password, (name, document) = town.set_password("neighbour_teacher"), person_of(town, "neighbour_teacher")
    phone = phone_of(town, "neighbour_teacher")
    delete(town, "neighbour_teacher")
    teacher = sit(width=width)
    refused(teacher, phone, name, document)
    teacher.page.fill("[name=text]", "请恢复我的账号")
    teacher.press("提交工单")
    ticket = Ticket.objects.everywhere("the test's own ticket").get()
    assert (ticket.refusal, ticket.organization_id) == (
        "accounts.register.deleted",
        town.place("province").organization_id,
    )
    province = at_work(sit, town, "province_admin", width=width)
    province.open("/desk")
    province.press("恢复已删除的账号")
    province.press("恢复这个账号", within="#main")
    province.press("恢复这个账号", within="main form")
    assert Account.objects.of_account(town.accounts["neighbour_teacher"]).get().state == "active"
    run_pending()
    assert "已办好" in texts_to(phone)[0]
    teacher.log_in(town.login("neighbour_teacher"), password)
    teacher.see_desktop("教师")


@pytest.mark.parametrize("width", [1280, 360])
def test_r1_with_another_phone_two_people_restore_and_the_teacher_logs_in(town: World, sit: Sit, width: int) -> None:
    password, (name, document) = town.set_password("neighbour_teacher"), person_of(town, "neighbour_teacher")
    delete(town, "neighbour_teacher")
    teacher, phone = sit(width=width), invent_phone(8704)
    refused(teacher, phone, name, document)
    teacher.page.fill("[name=text]", "手机号换了")
    teacher.press("提交工单")
    make_colleague(town, "city_admin", of="province_admin")
    first = at_work(sit, town, "province_admin", width=width)
    open_ticket(first, "account_restore")
    take_up(first, "恢复这个账号")
    first.see("恢复账号", "要两个人来办")
    do(first, "提出恢复账号", "看过身份证照片")
    assert Account.objects.of_account(town.accounts["neighbour_teacher"]).get().state == "deleted"
    second = at_work(sit, town, "city_admin", width=width)
    open_ticket(second, "account_restore")
    take_up(second, "恢复这个账号")
    do(second, "我已核对，确认恢复账号", "已电话核实")
    assert "已办好" in texts_to(phone)[0]
    teacher.log_in(town.login("neighbour_teacher"), password)
    teacher.see_desktop("教师")


def test_r1_another_name_learns_nothing(town: World, sit: Sit) -> None:
    _, document = person_of(town, "neighbour_teacher")
    delete(town, "neighbour_teacher")
    teacher = sit()
    with teacher.refused(409):
        register(teacher, name="胡编名", document=document)
        teacher.see("教师注册", "这些信息没有核对通过", "提交身份核对工单")
    assert SAID not in teacher.page.inner_text("main")
