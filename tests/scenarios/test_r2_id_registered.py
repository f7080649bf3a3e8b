"""R2: the ID is registered already: the ways in; who reviews, reminding and withdrawing where it still waits."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from jiaoyun.plumbing.jobs import run_pending
from tests.accounts.registration.registering import phone_of
from tests.people import invent_phone
from tests.scenarios.conftest import Sit
from tests.scenarios.knocking import by_password, by_sms
from tests.scenarios.registering import ACCOUNT, PASSWORD, SCHOOL, choose_school, person_of, register, send_off
from tests.scenarios.shapes import NARROW, PLAIN_LATER, SHAPES
from tests.scenarios.test_r0_a_teacher_registers import at_work
from tests.world import World

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [1280, 360])
def test_r2_who_forgot_the_account_is_shown_the_ways_in(town: World, sit: Sit, width: int) -> None:
    name, document = person_of(town, "inspector")
    teacher = sit(width=width)
    with teacher.refused(409):
        register(teacher, name=name, document=document)
        teacher.see("教师注册", "身份证号已注册", "用短信验证码或密码登录", "找回密码", "学校管理员")
    teacher.press("用短信验证码或密码登录")
    teacher.see("登录")
    admin = at_work(sit, town)
    admin.open("/school/900101/teachers")
    admin.page.fill("main [name=q]", document)
    admin.press("查询")
    admin.see("教师", name, "共 1 名教师")
    assert document not in admin.page.url


def test_r2_who_still_waits_learns_who_reviews_and_reminds_or_withdraws(town: World, sit: Sit) -> None:
    register(sit())
    teacher = sit(width=360)
    with time_machine.travel(timezone.now() + timedelta(minutes=2)), teacher.refused(409):
        register(teacher, account="ouyang_2")
        teacher.see("教师注册", "身份证号已注册", f"{SCHOOL}的学校管理员", "撤回这份申请")
    teacher.press("提醒审核人")
    teacher.see("办好了", "已经提醒审核人")
    run_pending()
    admin = at_work(sit, town)
    admin.open("/desktop")
    admin.see_desktop("欧阳景行提醒您审核教师申请")


@pytest.mark.parametrize("how", [NARROW, PLAIN_LATER], ids=str)
def test_r2_who_withdraws_may_ask_again_with_the_account(town: World, sit: Sit, how: dict[str, Any]) -> None:
    register(sit())
    teacher = sit(**how)
    with time_machine.travel(timezone.now() + timedelta(minutes=2)), teacher.refused(409):
        register(teacher, account="ouyang_2")
        teacher.see("教师注册", "身份证号已注册")
    teacher.press("撤回这份申请")
    teacher.see("办好了", "撤回")
    by_password(teacher, ACCOUNT, PASSWORD)
    teacher.see(teacher.page.inner_text("h1"), "没有可用的身份")
    teacher.press("我的申请")
    teacher.see("我的申请", "已撤回", SCHOOL)
    teacher.press("添加教师身份")
    teacher.see("添加教师身份")
    choose_school(teacher)
    send_off(teacher)
    teacher.see("我的申请", "已经提交", "待审核", SCHOOL)


@pytest.mark.parametrize("how", SHAPES, ids=str)
def test_r2_by_sms_one_reads_the_account_name_and_sets_a_new_password(
    town: World, sit: Sit, how: dict[str, Any]
) -> None:
    phone, fresh = phone_of(town, "inspector"), "小船儿推开波浪-88"
    person = sit(**how)
    by_sms(person, phone)
    person.press("这是我，进入")
    person.see_desktop("备课检查员")
    person.open("/me/settings")
    person.see("个人设置", town.login("inspector"))
    person.press("修改", within="main tr:has-text('密码')")
    person.see("修改密码")
    person.page.fill("[name=password]", fresh)
    person.page.fill("[name=again]", fresh)
    person.press("修改密码")
    later = sit(**how)
    by_password(later, town.login("inspector"), fresh)
    later.see_desktop("备课检查员")


def test_r2_another_phone_is_only_told(town: World, sit: Sit) -> None:
    register(sit())
    stranger = sit()
    with stranger.refused(409):
        register(stranger, invent_phone(8702), account="ouyang_2")
        stranger.see("教师注册", "身份证号已注册", "还在等待审核")
    assert stranger.page.locator("button", has_text="撤回这份申请").count() == 0
