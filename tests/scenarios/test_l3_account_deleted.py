"""L3: the account was deleted; it is said after the right password, and a ticket brings it back."""

from typing import Any

import pytest

from jiaoyun.accounts.models import Account
from jiaoyun.helpdesk.models import Ticket
from tests.accounts.knocking import PHONE, with_phone
from tests.helpdesk.raising import delete, typed_for
from tests.inbox import texts_to
from tests.scenarios.at_desk import do, make_colleague, open_ticket, take_up
from tests.scenarios.conftest import Sit
from tests.scenarios.knocking import ASKER, by_password, by_sms, to_ticket
from tests.scenarios.shapes import SHAPES
from tests.scenarios.test_r0_a_teacher_registers import at_work
from tests.world import World

pytestmark = pytest.mark.browser
SAID = "账号异常,请联系管理员"


@pytest.mark.parametrize("how", SHAPES, ids=str)
def test_l3_after_the_password_with_a_recovery_ticket(town: World, sit: Sit, how: dict[str, Any]) -> None:
    password = town.set_password("neighbour_teacher")
    delete(town, "neighbour_teacher")
    person = sit(**how)
    with person.refused(422, 403):
        by_password(person, town.login("neighbour_teacher"), "falsches-passwort")
        person.see("登录", "账号或密码不对", "找回密码", "注册新用户", "请老师或学校重置密码")
        assert SAID not in person.page.inner_text("body")
        by_password(person, town.login("neighbour_teacher"), password)
        person.see("登录", SAID, "还在回收站里，可以恢复", "省级管理员")
    to_ticket(person, "提交恢复工单")
    person.see("恢复已删除的账号", f"您遇到的提示是「{SAID}」")
    typed = typed_for(town, "neighbour_teacher")
    person.page.fill("[name=name]", typed["name"])
    person.page.fill("[name=document]", typed["document"])
    person.page.fill("[name=text]", "请恢复我的账号")
    person.press("提交工单")
    ticket = Ticket.objects.everywhere("the test's own ticket").get()
    assert (ticket.kind, ticket.person_id) == ("account_restore", town.accounts["neighbour_teacher"])
    assert ticket.organization_id == town.place("province").organization_id
    restore_by_two(town, sit, how)
    assert "已办好" in texts_to(ASKER)[0]
    by_password(person, town.login("neighbour_teacher"), password)
    person.see_desktop("教师")


def restore_by_two(town: World, sit: Sit, how: dict[str, Any]) -> None:
    """The phone that was proved is not the deleted account's: one person proposes, a colleague confirms."""
    make_colleague(town, "city_admin", of="province_admin")
    first, second = at_work(sit, town, "province_admin", **how), at_work(sit, town, "city_admin", **how)
    open_ticket(first, "account_restore")
    take_up(first, "恢复这个账号")
    first.see("恢复账号", "要两个人来办", "邻***")
    do(first, "提出恢复账号", "视频核对过本人和身份证")
    assert Account.objects.of_account(town.accounts["neighbour_teacher"]).get().state == "deleted"
    open_ticket(second, "account_restore")
    take_up(second, "恢复这个账号")
    second.see("恢复账号", "视频核对过本人和身份证")
    do(second, "我已核对，确认恢复账号", "也核对过了")
    assert Account.objects.of_account(town.accounts["neighbour_teacher"]).get().state == "active"


def test_l3_after_the_sms_code_too(town: World, sit: Sit) -> None:
    with_phone(town, "neighbour_teacher", PHONE)
    delete(town, "neighbour_teacher")
    person = sit()
    by_sms(person, PHONE)
    with person.refused(403):
        person.press("这是我，进入")
        person.see(SAID, "提交恢复工单")
