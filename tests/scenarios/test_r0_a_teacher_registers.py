"""R0: a teacher registers, the school approves or sends back, the teacher logs in at once."""

import pytest

from jiaoyun.plumbing.jobs import run_pending
from tests.inbox import texts_to
from tests.scenarios.conftest import Sit
from tests.scenarios.desk import Desk
from tests.scenarios.registering import (
    ACCOUNT,
    DOCUMENT,
    NAME,
    PASSWORD,
    PHONE,
    SCHOOL,
    choose_school,
    fill,
    prove_phone,
    register,
    send_off,
    step,
)
from tests.world import World

pytestmark = pytest.mark.browser
REVIEW = "/school/900101/teachers/review"


def at_work(sit: Sit, town: World, role: str = "school_admin", **how: int) -> Desk:
    """Somebody who has logged in before."""
    desk = sit(**how)
    desk.context.add_cookies([{"name": "session", "value": town.session(role), "url": desk.base}])
    return desk


def test_r0_from_the_portal_to_the_first_log_in(town: World, sit: Sit) -> None:
    teacher = sit()
    teacher.open("/")
    teacher.press("欢迎登录", within="header")
    teacher.press("注册新用户", within="main")
    teacher.see("注册新用户", "教师注册")
    teacher.press("教师注册")
    register(teacher)
    teacher.see("提交成功", SCHOOL, "等待审核")
    run_pending()
    admin = at_work(sit, town)
    admin.open("/desktop")
    admin.see_desktop("教师申请等您审核", f"{NAME}申请成为本校教师")
    admin.open(REVIEW)
    admin.see("转入审核", NAME, f"**************{DOCUMENT[-4:]}", "0 天")
    admin.press("通过", within="tbody")
    admin.see("转入审核", "已通过 1 份申请", "没有等待审核的申请")
    run_pending()
    assert "已审核通过" in texts_to(PHONE)[0]
    teacher.log_in(ACCOUNT, PASSWORD)
    teacher.see_desktop("教师", SCHOOL)
    admin.open("/school/900101/teachers")
    admin.see("教师", NAME)


def test_r0_who_waits_sees_the_own_request_alone_and_corrects_it_after_a_rejection(town: World, sit: Sit) -> None:
    teacher = sit(width=360)
    register(teacher)
    teacher.log_in(ACCOUNT, PASSWORD)
    teacher.see("我的申请", "待审核", f"{SCHOOL}的学校管理员")
    teacher.press("提醒审核人")
    teacher.see("我的申请", "已经提醒审核人", "上次提醒")
    teacher.open("/desktop")
    teacher.see("我的申请")
    admin = at_work(sit, town, width=360)
    admin.open(REVIEW)
    admin.page.check(f"[aria-label='选中{NAME}']")
    admin.page.fill("[name=reason]", "证件号和档案不一致")
    admin.press("退回选中的")
    admin.see("转入审核", "已退回 1 份申请")
    teacher.open("/applications")
    teacher.see("我的申请", "未通过", "证件号和档案不一致")
    teacher.press("修改后重新提交")
    teacher.see("修改申请")
    teacher.page.fill("[name=name]", "欧阳景")
    send_off(teacher)
    teacher.see("我的申请", "已经修改，重新等待审核", "待审核")
    admin.open(REVIEW)
    admin.see("转入审核", "欧阳景")


def test_r0_works_without_scripts_to_the_end(town: World, sit: Sit) -> None:
    teacher = sit(width=360, scripts=False)
    prove_phone(teacher)
    fill(teacher)
    step(teacher, "雀东市教育局")
    step(teacher, "雀林县教育局")
    teacher.page.locator(".jy-picker label").filter(has_text=SCHOOL).click()
    assert teacher.page.input_value("[name=name]") == NAME
    assert teacher.page.input_value("[name=password]") == ""
    send_off(teacher)
    teacher.see("提交成功", SCHOOL)
    teacher.log_in(ACCOUNT, PASSWORD)
    teacher.see("我的申请", "待审核")


def test_r0_a_wrong_field_is_said_there_and_nothing_typed_is_lost(town: World, sit: Sit) -> None:
    teacher = sit(width=360)
    prove_phone(teacher)
    fill(teacher, document=DOCUMENT[:-1] + "0")
    choose_school(teacher)
    with teacher.refused(422):
        send_off(teacher)
        teacher.see("教师注册", "有几处需要改一下", SCHOOL)
    assert teacher.page.input_value("[name=account_name]") == ACCOUNT
    teacher.page.fill("[name=document]", DOCUMENT)
    send_off(teacher)
    teacher.see("提交成功")


@pytest.mark.parametrize(("width", "scripts"), [(1280, True), (360, False)])
def test_r0_a_school_that_is_not_there_is_asked_for_by_a_ticket(
    town: World, sit: Sit, width: int, scripts: bool
) -> None:
    teacher = sit(width=width, scripts=scripts)
    prove_phone(teacher)
    fill(teacher)
    teacher.page.fill("[name=school_q]", "没有这所小学")
    step(teacher, "查找学校")
    teacher.see("教师注册", "「用户所在学校不在平台的租户中」")
    teacher.press("提交开通学校的工单")
    teacher.see("学校不在平台里")
    assert teacher.page.input_value("[name=school]") == "没有这所小学"
