"""A code by text message, from the work or question before it to the log-in; notices as their reader sees them."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from jiaoyun.accounts.binding import bind
from jiaoyun.accounts.models import IdentifierKind
from jiaoyun.notices.alarm import alarm
from jiaoyun.notices.alarms import PASSWORD_CHANGED
from jiaoyun.plumbing.jobs import run_pending
from tests.inbox import code_to, count_to, texts_to
from tests.scenarios.conftest import Sit
from tests.scenarios.desk import Desk
from tests.world import World

pytestmark = pytest.mark.browser
PHONE = "13800008201"


def with_phone(town: World, who: str) -> None:
    bind(town.accounts[who], IdentifierKind.PHONE, PHONE, now=timezone.now())


def ask_for_code(desk: Desk) -> None:
    desk.open("/login/sms")
    desk.see("登录", "获取验证码")
    desk.page.fill("[name=phone]", "138 0000 8201")


def enter_code(desk: Desk) -> None:
    desk.see("填写验证码", "138****8201")
    desk.page.fill("[name=code]", code_to(PHONE))
    desk.press("登录", within="main form")


@pytest.mark.parametrize("width", [1280, 360])
def test_the_browser_works_while_the_form_is_filled_in(town: World, sit: Sit, width: int) -> None:
    with_phone(town, "student")
    desk = sit(width=width)
    ask_for_code(desk)
    expect(desk.page.locator("#id_answer")).to_be_hidden()
    desk.press("获取验证码", within="main form")
    again = desk.control(re.compile("重新发送"))
    expect(again).to_be_disabled()
    expect(again).to_contain_text("秒后")
    enter_code(desk)
    assert count_to(PHONE) == 1
    assert "/login/sms" not in desk.page.url


def test_a_form_that_is_sent_at_once_waits_for_the_work(town: World, sit: Sit) -> None:
    desk = sit()
    desk.page.route("**/proof-of-work", lambda route: (desk.page.wait_for_timeout(300), route.continue_()))
    ask_for_code(desk)
    desk.press("获取验证码", within="main form")
    desk.see("填写验证码", "138****8201")


def test_without_webcrypto_the_question_stays(town: World, sit: Sit) -> None:
    desk = sit()
    desk.page.add_init_script("Object.defineProperty(crypto, 'subtle', { value: undefined })")
    _by_question(desk)


def test_where_no_challenge_comes_the_question_stays(town: World, sit: Sit) -> None:
    desk = sit()
    with desk.refused(404):
        desk.page.route("**/proof-of-work", lambda route: route.fulfill(status=404, body=""))
        _by_question(desk)


@pytest.mark.parametrize("width", [1280, 360])
def test_a_question_in_words_takes_the_place_of_the_proof_of_work(town: World, sit: Sit, width: int) -> None:
    with_phone(town, "student")
    desk = sit(scripts=False, width=width)
    _by_question(desk)
    enter_code(desk)


def _by_question(desk: Desk) -> None:
    ask_for_code(desk)
    answer = desk.page.locator("#id_answer")
    expect(answer).to_be_visible()
    answer.fill("十九")
    with desk.refused(422):
        desk.press("获取验证码", within="main form")
        desk.see("登录", "请先回答小问题")
    # What was typed is kept, as it is read.
    expect(desk.page.locator("[name=phone]")).to_have_value(re.compile("138 ?0000 ?8201"))
    question = re.search(
        r"([零一二三四五六七八九])([加减])([零一二三四五六七八九])等于几", desk.page.inner_text("main")
    )
    assert question is not None
    first, second = ("零一二三四五六七八九".index(question[at]) for at in (1, 3))
    answer.fill(str(first + second if question[2] == "加" else first - second))
    desk.press("获取验证码", within="main form")
    desk.see("填写验证码", "138****8201")


def test_a_newcomer_finds_the_code_in_the_demos_inbox(town: World, sit: Sit, demo_mode: Callable[[], None]) -> None:
    demo_mode()
    desk = sit()
    ask_for_code(desk)
    desk.press("获取验证码", within="main form")
    desk.see("填写验证码", "演示收件箱")
    desk.open("/demo/inbox")
    desk.see("演示收件箱", PHONE, code_to(PHONE), "用于登录")


def test_the_owner_says_that_it_was_not_them(town: World, sit: Sit, settings: Any) -> None:
    with_phone(town, "student")
    thief, owner = sit(), sit(width=360)
    thief.log_in(town.login("student"), town.set_password("student"))
    thief.see_desktop()
    alarm(town.accounts["student"], PASSWORD_CHANGED, now=timezone.now())
    run_pending()
    thief.open("/desktop")
    expect(thief.page.locator(".jy-top .jy-badge").first).to_contain_text("1")
    link = re.search(r"/not-me/\S+", texts_to(PHONE)[0])
    assert link is not None
    owner.open(link[0])
    owner.see("不是我操作的", "您的登录密码已经修改", "所有电脑和手机上的登录都会退出")
    owner.press("不是我操作的，退出所有登录")
    owner.see("所有登录都已退出", "重设密码")
    thief.open("/me")
    thief.see("登录")


@pytest.mark.parametrize("width", [1280, 360])
def test_a_person_chooses_what_also_comes_by_message(town: World, sit: Sit, width: int, tmp_path: Path) -> None:
    alarm(town.accounts["student"], PASSWORD_CHANGED, now=timezone.now())
    run_pending()
    desk = sit(width=width)
    desk.log_in(town.login("student"), town.set_password("student"))
    desk.open("/notices")
    desk.see("消息", "您的登录密码已经修改", "未读")
    desk.press("消息提醒")
    desk.see("消息提醒", "账号安全", "一定提醒", "工单")
    desk.page.uncheck("[name=ticket_phone]")
    desk.page.check("[name=ticket_email]")
    desk.press("保存提醒方式")
    desk.see("消息提醒", "已保存")
    expect(desk.page.locator("[name=ticket_phone]")).not_to_be_checked()
    expect(desk.page.locator("[name=ticket_email]")).to_be_checked()
