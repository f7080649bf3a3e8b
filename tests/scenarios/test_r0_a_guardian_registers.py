"""R0: a guardian registers and is bound to a child: at once by the recorded phone, else confirmed by the school."""

from typing import Any

import pytest
from playwright.sync_api import expect

from jiaoyun.accounts.models import Account
from jiaoyun.plumbing.jobs import run_pending
from tests.inbox import texts_to
from tests.roster.registration.registering import NAME, PASSWORD, PHONE, password_of
from tests.scenarios.conftest import Sit
from tests.scenarios.families import (
    SCHOOL,
    at_confirmations,
    decide,
    guardian_states,
    name_child,
    register_guardian,
)
from tests.scenarios.knocking import by_password, log_out
from tests.scenarios.registering import prove_phone
from tests.scenarios.shapes import REGISTERING
from tests.scenarios.test_r0_a_teacher_registers import at_work
from tests.world import World

pytestmark = pytest.mark.browser
everywhere = pytest.mark.parametrize("how", REGISTERING, ids=str)


@everywhere
def test_r0_the_recorded_phone_binds_a_guardian_at_once(town: World, sit: Sit, how: dict[str, Any]) -> None:
    pupil = town.pupils["school"][0]
    guardian = sit(**how)
    register_guardian(guardian, pupil, pupil.phone)
    guardian.see("注册完成", "已经绑定孩子")
    guardian.press("去登录")
    by_password(guardian, pupil.phone, PASSWORD)
    guardian.see_desktop("家长")
    guardian.open("/me/children")
    guardian.see("我的孩子", pupil.name, SCHOOL, "已绑定", "母亲")
    run_pending()
    child = at_work(sit, town, "student", **how)
    child.open("/notices")
    child.see("消息", "有一位家长绑定了您的账号", "不是我操作的")
    teacher = at_work(sit, town, "homeroom", **how)
    teacher.open(f"/school/900101/students/{pupil.account_id}/guardians")
    teacher.see(f"{pupil.name}的家长", NAME, "由登记的家长手机确认")


@everywhere
def test_r0_the_homeroom_teacher_confirms_any_other_phone(town: World, sit: Sit, how: dict[str, Any]) -> None:
    pupil = town.pupils["school"][1]
    before = password_of(pupil.account_id)
    guardian = sit(**how)
    register_guardian(guardian, pupil, number=pupil.document)
    guardian.see("提交成功", "账号已经建好，等班主任确认", "用手机号登录")
    guardian.press("去登录")
    by_password(guardian, PHONE, PASSWORD)
    guardian.see("我的申请", "待审核", "班主任或学校管理员")
    guardian.press("提醒审核人")
    guardian.see("我的申请", "已经提醒审核人", "上次提醒")
    guardian.open("/me/children")
    guardian.see("我的申请", "待审核")
    run_pending()
    teacher = at_work(sit, town, "homeroom", **how)
    teacher.open("/desktop")
    teacher.see_desktop("家长与学生确认")
    teacher.open("/school/900101/own-confirmations")
    teacher.see("家长与学生确认", NAME, pupil.name, "母亲", f"{PHONE[:3]}****{PHONE[-4:]}")
    decide(teacher, NAME)
    teacher.see("家长与学生确认", "1 份申请已通过", "没有等待确认")
    run_pending()
    assert "确认了您和孩子的绑定" in texts_to(PHONE)[0]
    guardian.open("/me/children")
    guardian.see("我的孩子", pupil.name, "已绑定")
    log_out(guardian)
    by_password(guardian, PHONE, PASSWORD)
    guardian.see_desktop("家长")
    assert (guardian_states(pupil)[-1], password_of(pupil.account_id)) == ("active", before)


@everywhere
def test_r0_a_rejection_says_why_and_is_corrected(town: World, sit: Sit, how: dict[str, Any]) -> None:
    pupil = town.pupils["school"][1]
    guardian = sit(**how)
    register_guardian(guardian, pupil)
    teacher = at_confirmations(sit, town, "homeroom", **how)
    with teacher.refused(422):
        teacher.page.check(f"[aria-label='选中{NAME}的申请']")
        teacher.press("不通过选中的")
        teacher.see("家长与学生确认", "不通过要写原因", NAME)
    assert teacher.page.is_checked(f"[aria-label='选中{NAME}的申请']")
    decide(teacher, NAME, "关系填得不对，请改一下")
    teacher.see("家长与学生确认", "1 份申请未通过")
    run_pending()
    assert "没有通过您的家长申请" in texts_to(PHONE)[0]
    by_password(guardian, PHONE, PASSWORD)
    assert "没有可用的身份" in guardian.page.inner_text("main")
    guardian.check()
    guardian.press("我的申请")
    guardian.see("我的申请", "未通过", "关系填得不对，请改一下")
    guardian.press("重新填写")
    guardian.see("添加孩子")
    assert guardian.page.input_value("[name=child_name]") == pupil.name
    assert guardian.page.input_value("[name=number]") == ""
    name_child(guardian, pupil, relation="51")
    guardian.press("添加孩子", within="main form")
    guardian.see("我的申请", "等班主任或学校管理员确认", "待审核")
    teacher.open("/school/900101/own-confirmations")
    teacher.see("家长与学生确认", NAME, "父亲")
    decide(teacher, NAME)
    guardian.open("/me/children")
    guardian.see("我的孩子", "已绑定", "父亲")
    assert guardian_states(pupil)[-1] == "active"


@everywhere
def test_r0_a_child_that_does_not_fit_reveals_nothing(town: World, sit: Sit, how: dict[str, Any]) -> None:
    pupil, before = town.pupils["school"][1], Account.objects.everywhere("count").count()
    guardian = sit(**how)
    with guardian.refused(422):
        register_guardian(guardian, pupil, number=town.pupils["far_school"][1].roll_number)
        guardian.see("家长注册", "没有和学校的名册对上")
        said = guardian.page.inner_text("main")
        guardian.page.fill("[name=number]", "G369901201905061234")
        guardian.page.fill("[name=password]", PASSWORD)
        guardian.page.fill("[name=again]", PASSWORD)
        guardian.press("注册并绑定孩子")
        guardian.see("家长注册", "没有和学校的名册对上")
    assert guardian.page.inner_text("main") == said
    assert guardian.page.input_value("[name=child_name]") == pupil.name
    assert guardian.page.input_value("[name=name]") == NAME
    assert Account.objects.everywhere("count").count() == before
    guardian.press("提交工单，请学校核对")
    assert guardian.page.input_value("[name=name]") == pupil.name
    guardian.check()


def test_r0_a_taken_account_name_is_said_with_others_at_once(town: World, sit: Sit) -> None:
    pupil = town.pupils["school"][1]
    guardian = sit(width=360)
    prove_phone(guardian, pupil.phone, "家长")
    guardian.page.fill("[name=name]", NAME)
    name_child(guardian, pupil)
    guardian.page.fill("[name=account_name]", town.login("teacher"))
    guardian.page.fill("[name=password]", PASSWORD)
    guardian.page.fill("[name=again]", PASSWORD)
    with guardian.refused(409):
        guardian.press("注册并绑定孩子")
        guardian.see("家长注册", "「账号已注册」")
    guardian.page.locator("button[name=use_name]").first.click()
    field = guardian.page.locator("[name=account_name]")
    expect(field).not_to_have_value(town.login("teacher"))
    chosen = field.input_value()
    guardian.page.fill("[name=password]", PASSWORD)
    guardian.page.fill("[name=again]", PASSWORD)
    guardian.press("注册并绑定孩子")
    guardian.see("注册完成", "已经绑定孩子")
    by_password(guardian, chosen, PASSWORD)
    guardian.see_desktop("家长")
