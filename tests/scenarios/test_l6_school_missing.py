"""L6: the school is no tenant; support opens it by the ticket, and everybody who waits is told and gets in."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from jiaoyun.organizations.models import Organization, Stage
from tests.inbox import texts_to
from tests.people import invent_phone
from tests.scenarios.at_desk import do, look_at_papers, open_ticket, take_up
from tests.scenarios.conftest import Sit
from tests.scenarios.desk import Desk
from tests.scenarios.knocking import ASKER, by_password, to_ticket
from tests.scenarios.registering import choose_school, fill, prove_phone, send_off, step
from tests.scenarios.shapes import SHAPES
from tests.scenarios.test_r0_a_teacher_registers import at_work
from tests.world import World

pytestmark = pytest.mark.browser
SAID = "用户所在学校不在平台的租户中"
NEW = "雀林县雀尾镇中心小学"


def open_school(clerk: Desk, school_type: str, system: str) -> None:
    """Support looks at the ticket and opens the school that it names: region, type, 学制."""
    open_ticket(clerk, "school_missing")
    look_at_papers(clerk)
    take_up(clerk, "开通这所学校")
    clerk.see("开通学校", "人在等这所学校")
    clerk.page.select_option("[name=school_type]", school_type)
    clerk.page.select_option("[name=system]", system)
    do(clerk, "开通学校")
    assert "学校已开通，等待的人都会收到通知" in clerk.page.inner_text("body")


@pytest.mark.parametrize("how", SHAPES, ids=str)
def test_l6_it_is_said_after_the_password_and_support_opens_the_school_again(
    town: World, sit: Sit, how: dict[str, Any]
) -> None:
    account, password = town.login("inspector"), town.set_password("inspector")
    school = town.place("school").organization_id
    Organization.objects.everywhere("the test's own places").filter(id=school).update(state="stopped")
    person = sit(**how)
    with person.refused(403):
        by_password(person, account, password)
        person.see("登录", SAID, "雀林县雀林第一小学", "平台技术支持")
    to_ticket(person, "提交开通学校的工单")
    person.see("学校不在平台里", f"您遇到的提示是「{SAID}」")
    assert person.page.input_value("[name=school]") == "雀林县雀林第一小学"
    choose_county(person, town)
    person.page.fill("[name=text]", "我们学校的老师都进不去")
    person.press("提交工单")
    open_school(at_work(sit, town, "support", **how), "211", "63")
    assert "已办好" in texts_to(ASKER)[0]
    by_password(person, account, password)
    person.see_desktop("备课检查员")


def choose_county(desk: Desk, town: World) -> None:
    desk.page.select_option("[name=county]", value=str(town.place("county").organization_id))


def wait_for(desk: Desk, town: World, phone: str, typed: str) -> None:
    """Register up to the school, which is not there, and ask for it."""
    prove_phone(desk, phone)
    fill(desk)
    desk.page.fill("[name=school_q]", typed)
    step(desk, "查找学校")
    desk.press("提交开通学校的工单", within=".jy-picker")
    desk.see("学校不在平台里")
    desk.page.fill("[name=school]", typed)
    choose_county(desk, town)
    desk.page.fill("[name=text]", "请开通我们学校")
    desk.press("提交工单")


@pytest.mark.parametrize("how", SHAPES, ids=str)
def test_l6_everybody_who_waits_is_told_and_registers_at_the_new_school(
    town: World, sit: Sit, how: dict[str, Any]
) -> None:
    first, phone = sit(**how), invent_phone(8721)
    wait_for(first, town, phone, NEW)
    other, other_phone = sit(), invent_phone(8722)
    wait_for(other, town, other_phone, f"{NEW}校")
    clerk = at_work(sit, town, "support", **how)
    open_ticket(clerk, "school_missing")
    clerk.see(clerk.page.inner_text("h1"), "另有 1 人在等")
    open_school(clerk, "211", "54")
    made = Organization.objects.everywhere("the test's own places").get(name=NEW)
    assert made.parent_id == town.place("county").organization_id
    years = Stage.objects.everywhere("the test's own places").filter(school_id=made.pk).values_list("years", flat=True)
    assert list(years) == [5]
    for number in (phone, other_phone):
        assert "已办好" in texts_to(number)[0]
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        prove_phone(first, phone)
        fill(first)
        choose_school(first, typed="雀尾镇", school=NEW)
        send_off(first)
        first.see("提交成功", NEW)


def test_l6_who_is_known_is_told_in_the_inbox(town: World, sit: Sit) -> None:
    person = at_work(sit, town, "inspector")
    person.open("/tickets/new/school_missing")
    person.page.fill("[name=school]", NEW)
    choose_county(person, town)
    person.page.fill("[name=text]", "对口支援的学校找不到")
    person.press("提交工单")
    open_school(at_work(sit, town, "support"), "211", "63")
    person.open("/notices")
    person.see("消息", "学校不在平台里", "已办好")
