"""P1: the password is forgotten: by phone, by e-mail, else by the school and the homeroom teacher."""

from typing import Any

import pytest

from jiaoyun.accounts.models import Account
from jiaoyun.plumbing.jobs import run_pending
from tests.accounts.recovery.walking import EMAIL, GOOD, PHONE, with_channels
from tests.factors import fresh_code_of, give_app
from tests.inbox import code_to, texts_to
from tests.scenarios.at_desk import do, open_ticket, take_up
from tests.scenarios.conftest import Sit
from tests.scenarios.desk import Desk
from tests.scenarios.knocking import by_password, to_ticket
from tests.scenarios.registering import answer_question
from tests.scenarios.shapes import EVERYWHERE, SHAPES
from tests.scenarios.test_h1_help_centre import seated
from tests.world import CAST, World

pytestmark = pytest.mark.browser


def to_new_password(desk: Desk, login: str, channel: str) -> None:
    """From the log-in page to the field of the new password."""
    desk.open("/login")
    desk.press("找回密码")
    desk.see("找回密码", "账号、手机号或邮箱", "请班主任或学校管理员重置密码")
    desk.page.fill("[name=login]", login)
    desk.press("下一步", within="main form")
    desk.see("找回密码", "验证码发到哪里")
    desk.page.check(f"[name=channel][value={channel}]")
    answer_question(desk)
    desk.press("获取验证码")
    desk.see("找回密码", "如果已绑定，验证码已发送")
    run_pending()
    desk.page.fill("[name=code]", code_to(PHONE if channel == "phone" else EMAIL, channel=channel))
    desk.press("下一步", within="main form")
    desk.see("找回密码", "新密码")


def set_new_password(desk: Desk, password: str) -> None:
    desk.page.fill("[name=password]", password)
    desk.page.fill("[name=again]", password)
    desk.press("设置新密码", within="main form")


@pytest.mark.parametrize("channel", ["phone", "email"])
@pytest.mark.parametrize("how", EVERYWHERE, ids=str)
def test_p1_the_owner_sets_a_new_one_by_phone_or_email(
    town: World, sit: Sit, how: dict[str, Any], channel: str
) -> None:
    with_channels(town)
    elsewhere = seated(sit, town, "teacher")
    elsewhere.open("/me")
    elsewhere.see("基本信息")
    person = sit(**how)
    to_new_password(person, PHONE if channel == "email" else town.login("teacher"), channel)
    with person.refused(422):
        set_new_password(person, "password123")
        person.see("找回密码", "太常见")
    set_new_password(person, GOOD)
    person.see("登录", "新密码设置好了", "其他地方的登录都已经退出")
    elsewhere.open("/me")
    elsewhere.see("登录")
    run_pending()
    told = texts_to(PHONE) + texts_to(EMAIL, channel="email")
    assert sum("找回密码" in text and "不是您操作的" in text for text in told) == 2
    person.log_in(town.login("teacher"), GOOD)
    person.see_desktop("学校管理员")


@pytest.mark.parametrize("by", ["school_admin", "homeroom"])
@pytest.mark.parametrize("width", [1280, 360])
def test_p1_the_school_or_the_homeroom_teacher_gives_a_pupil_a_new_one(
    town: World, sit: Sit, width: int, by: str
) -> None:
    pupil = town.pupils["school"][0]
    helper = seated(sit, town, by, width=width)
    helper.open("/school/900101/own-class" if by == "homeroom" else f"/school/900101/students/{pupil.account_id}")
    if by == "homeroom":
        helper.page.locator("main tr, main li").filter(has_text=pupil.name).get_by_role("checkbox").check()
    helper.press("重置密码")
    helper.see("重置密码", pupil.name)
    helper.press(f"重置 {1} 人的密码")
    helper.see("重置密码", "一次性密码只显示这一次", pupil.name)
    secret = helper.page.inner_text(".jy-slip .jy-secret").strip()
    person = sit(width=width)
    by_password(person, pupil.roll_number, secret)
    person.see("设置密码")
    set_first(person)
    person.see_desktop()
    assert Account.objects.of_account(pupil.account_id).get().password


@pytest.mark.parametrize("how", SHAPES, ids=str)
def test_p1_the_level_above_helps_an_administrator_who_has_no_number(
    town: World, sit: Sit, how: dict[str, Any]
) -> None:
    whose, member = town.accounts["school_admin"], CAST["school_admin"]
    town.set_password("school_admin")
    give_app(whose)
    person = sit(**how)
    person.open("/help/forgot-password")
    to_ticket(person, "请老师或学校重置")
    person.see("请老师或学校重置密码", "管理员的账号由上一级重置")
    person.page.fill("[name=name]", member.name)
    person.page.fill("[name=account]", town.login("school_admin"))
    person.press("提交工单", within="main form")
    county = seated(sit, town, "county_admin", width=how.get("width", 1280))
    open_ticket(county, "password_reset")
    take_up(county, "重置密码")
    county.see("重置密码", member.name, "雀林县雀林第一小学的学校管理员", "先核实是不是本人", "二次验证不变")
    do(county, "已经核实，重置")
    county.see("重置密码", "一次性密码只显示这一次", member.name)
    secret = county.page.inner_text(".jy-slip .jy-secret").strip()
    by_password(person, town.login("school_admin"), secret)
    person.see("设置密码")
    set_first(person)
    person.see("二次验证", "学校管理员")
    person.page.fill("[name=code]", fresh_code_of(whose))
    person.press("验证")
    person.see_desktop("学校管理员")


def set_first(desk: Desk) -> None:
    desk.page.fill("[name=password]", GOOD)
    desk.page.fill("[name=again]", GOOD)
    desk.follow(desk.page.locator("main form button[type=submit]").first.click)
