"""R0: a pupil registers: matched with the roll, at once by the recorded phone, else confirmed by the school."""

from typing import Any

import pytest

from jiaoyun.plumbing.jobs import run_pending
from jiaoyun.roster.models import StudentClaim
from tests.inbox import texts_to
from tests.people import invent_phone
from tests.roster.registration.registering import PASSWORD, PHONE, fresh_pupil, password_of
from tests.scenarios.conftest import Sit
from tests.scenarios.families import (
    CLAIMS,
    OWN_CLASS,
    SCHOOL,
    at_confirmations,
    decide,
    register_pupil,
    send_pupil,
)
from tests.scenarios.knocking import by_password
from tests.scenarios.registering import prove_phone
from tests.scenarios.shapes import REGISTERING
from tests.scenarios.test_r0_a_teacher_registers import at_work
from tests.world import World

pytestmark = pytest.mark.browser
everywhere = pytest.mark.parametrize("how", REGISTERING, ids=str)


@everywhere
def test_r0_the_recorded_phone_lets_a_pupil_in_at_once(town: World, sit: Sit, how: dict[str, Any]) -> None:
    pupil = fresh_pupil(town)
    person = sit(**how)
    register_pupil(person, pupil, pupil.phone)
    person.see("注册完成", "密码设置好了", "学籍号或身份证件号")
    person.press("去登录")
    by_password(person, pupil.roll_number, PASSWORD)
    person.see_desktop("学生", pupil.name)
    run_pending()
    teacher = at_work(sit, town, "homeroom", **how)
    teacher.open("/notices")
    teacher.see("消息", "班里有一名学生用家长手机完成了注册")
    assert pupil.name not in teacher.page.inner_text("main")
    teacher.open(OWN_CLASS)
    assert pupil.name in teacher.page.inner_text("main")


@everywhere
def test_r0_any_other_phone_waits_for_the_homeroom_teacher(town: World, sit: Sit, how: dict[str, Any]) -> None:
    pupil = fresh_pupil(town)
    person = sit(**how)
    register_pupil(person, pupil)
    person.see("提交成功", "等老师确认", "会发短信到刚才的手机号")
    person.press("看进展、提醒老师或撤回")
    masked = f"{pupil.name[0]}**"
    person.see("学生注册的进展", masked, "待确认", f"{SCHOOL}的班主任或学校管理员")
    assert pupil.name not in person.page.inner_text("body")
    person.press("提醒老师")
    person.see("学生注册的进展", "已经提醒老师", "上次提醒")
    assert not person.page.locator("main button", has_text="提醒老师").count()
    with person.refused(401, 422):
        by_password(person, pupil.roll_number, PASSWORD)
        person.see("登录", "账号或密码不对")
    run_pending()
    teacher = at_work(sit, town, "homeroom", **how)
    teacher.open("/desktop")
    teacher.see_desktop("家长与学生确认")
    teacher.open("/notices")
    teacher.see("消息", "有家长或学生提醒您确认注册")
    teacher.open("/school/900101/own-confirmations")
    teacher.see("家长与学生确认", "学生本人", pupil.name, f"{PHONE[:3]}****{PHONE[-4:]}")
    decide(teacher, pupil.name)
    teacher.see("家长与学生确认", "1 份申请已通过", "没有等待确认")
    run_pending()
    assert "确认了学生注册" in texts_to(PHONE)[0]
    person.open(CLAIMS)
    person.see("学生注册的进展", "已确认", "用学籍号和注册时设的密码登录")
    person.press("用学籍号和注册时设的密码登录")
    by_password(person, pupil.document, PASSWORD)
    person.see_desktop("学生", pupil.name)


@everywhere
def test_r0_a_mismatch_reveals_nothing_and_keeps_what_was_typed(town: World, sit: Sit, how: dict[str, Any]) -> None:
    """The same words for a number of nobody, for another name, and for a pupil of another school."""
    pupil, stranger = fresh_pupil(town), town.pupils["far_school"][1]
    person = sit(**how)
    prove_phone(person, pupil.phone, "学生")
    told = []
    for number, name in ((stranger.roll_number, ""), (pupil.document, "欧阳慧兰"), ("G369901201905061234", "")):
        with person.refused(422):
            send_pupil(person, pupil, number=number, name=name)
            person.see("学生注册", "没有和学校的名册对上", "请学校打印首次登录条")
        assert person.page.input_value("[name=number]") == number
        assert person.page.input_value("[name=name]") == (name or pupil.name)
        assert person.page.input_value("[name=password]") == ""
        told.append(person.page.inner_text("main"))
    assert len(set(told)) == 1
    assert password_of(pupil.account_id) == ""
    assert not StudentClaim.objects.everywhere("the test's own").exists()
    person.press("提交工单，请学校核对")
    assert person.page.input_value("[name=name]") == pupil.name
    person.check()


@everywhere
def test_r0_the_school_turns_it_down_and_the_phone_learns_why(town: World, sit: Sit, how: dict[str, Any]) -> None:
    pupil = fresh_pupil(town, 2)
    person = sit(**how)
    register_pupil(person, pupil)
    admin = at_confirmations(sit, town, "school_admin", **how)
    admin.see("家长与学生确认", pupil.name)
    with admin.refused(422):
        admin.page.check(f"[aria-label='选中{pupil.name}的申请']")
        admin.press("不通过选中的")
        admin.see("家长与学生确认", "不通过要写原因", pupil.name)
    assert admin.page.is_checked(f"[aria-label='选中{pupil.name}的申请']")
    decide(admin, pupil.name, "请带户口本到学校核对")
    admin.see("家长与学生确认", "1 份申请未通过")
    run_pending()
    assert "用这个手机号验证后查看" in texts_to(PHONE)[0]
    person.open(CLAIMS)
    person.see("学生注册的进展", "未通过", "请带户口本到学校核对", "重新注册")
    assert password_of(pupil.account_id) == ""
    with person.refused(401, 422):
        by_password(person, pupil.roll_number, PASSWORD)
        person.see("登录", "账号或密码不对")


@everywhere
def test_r0_a_claim_is_withdrawn_and_the_reviewer_comes_too_late(town: World, sit: Sit, how: dict[str, Any]) -> None:
    pupil = fresh_pupil(town)
    person = sit(**how)
    register_pupil(person, pupil)
    teacher = at_confirmations(sit, town, "homeroom", **how)
    teacher.see("家长与学生确认", pupil.name)
    person.open(CLAIMS)
    person.press("撤回")
    person.see("学生注册的进展", "申请已经撤回", "已撤回")
    with teacher.refused(409):
        decide(teacher, pupil.name)
        teacher.see("家长与学生确认", "已经有人处理过了", "没有等待确认")
    assert password_of(pupil.account_id) == ""
    stranger = sit(**how)
    stranger.open(CLAIMS)
    stranger.see("学生注册", "请先验证注册时用的手机号")
    prove_phone(stranger, invent_phone(8599), "学生")
    stranger.open(CLAIMS)
    stranger.see("学生注册的进展", "还没有等待确认的学生注册")


def test_r0_who_has_a_password_is_led_to_recovery(town: World, sit: Sit) -> None:
    pupil = town.pupils["school"][1]
    person = sit(width=360)
    prove_phone(person, pupil.phone, "学生")
    with person.refused(409):
        send_pupil(person, pupil)
        person.see("学生注册", "这个账号已经设置过密码", "找回密码", "请老师重置密码")
    assert password_of(pupil.account_id) == "!"
    person.press("找回密码")
    person.see("找回密码")
