"""I1: phone, ID, class and name are wrong: the person changes what is the own, the school confirms or reverses."""

from datetime import date
from typing import Any

import pytest

from jiaoyun.accounts.models import Account, Identifier, IdentifierKind, WaitingChange
from jiaoyun.plumbing.jobs import run_pending
from jiaoyun.roster.models import CurrentEnrolment
from jiaoyun.rules.codes import Sex
from tests.accounts.knocking import PHONE as OLD
from tests.accounts.knocking import with_phone, without_phone
from tests.inbox import code_to, texts_to
from tests.people import invent_id, invent_phone
from tests.scenarios.conftest import Sit
from tests.scenarios.desk import Desk
from tests.scenarios.knocking import by_password
from tests.scenarios.registering import answer_question
from tests.scenarios.shapes import SHAPES
from tests.scenarios.test_h1_help_centre import seated
from tests.world import World

pytestmark = pytest.mark.browser
NEW = invent_phone(7711)
DOCUMENT = invent_id(date(1991, 4, 6), Sex.MALE, 71)
WIDTHS = pytest.mark.parametrize("width", [1280, 360])


def prove_new(desk: Desk, phone: str = NEW) -> None:
    """The new phone and the code that came to it."""
    desk.see("填写新的手机号")
    desk.page.fill("[name=phone]", phone)
    answer_question(desk)
    desk.press("获取验证码")
    desk.see("核对新的手机号")
    desk.page.fill("[name=code]", code_to(phone))
    desk.press("下一步", within="main form")


def bound(world: World, role: str) -> list[str]:
    rows = Identifier.objects.of_account(world.accounts[role]).filter(kind=IdentifierKind.PHONE, released_at=None)
    return list(rows.values_list("hint", flat=True))


@WIDTHS
def test_i1_the_phone_is_moved_with_a_code_to_both(town: World, sit: Sit, width: int) -> None:
    with_phone(town, "inspector", OLD)
    person = seated(sit, town, "inspector", width=width)
    person.open("/me")
    person.see("基本信息", f"{OLD[:3]}****{OLD[-4:]}", town.login("inspector"))
    person.press("更换手机号")
    person.see("核对原来的手机号")
    person.press("发送验证码")
    run_pending()
    person.page.fill("[name=code]", code_to(OLD))
    person.press("下一步", within="main form")
    prove_new(person)
    person.see("确认手机号的变动", f"{NEW[:3]}****{NEW[-4:]}")
    person.press("确认更换")
    person.see("基本信息", "手机号已经更换", f"{NEW[:3]}****{NEW[-4:]}")
    run_pending()
    assert any("不是您操作的" in text for text in texts_to(OLD))
    again = sit(width=width)
    by_password(again, NEW, town.set_password("inspector"))
    again.see_desktop()


@WIDTHS
def test_i1_a_lost_phone_waits_48_hours_and_its_holder_may_cancel(town: World, sit: Sit, width: int) -> None:
    with_phone(town, "inspector", OLD)
    person = seated(sit, town, "inspector", width=width)
    person.open("/me")
    person.press("原号码收不到了")
    person.see("填写新的手机号", "要等 48 小时")
    prove_new(person)
    person.see("确认手机号的变动", "48 小时以后")
    person.press("申请更换")
    person.see("基本信息", "正在等待", "取消这项更改")
    run_pending()
    link = next(text for text in texts_to(OLD, key="accounts.waiting")).split("请在这之前打开 ")[1].split()[0]
    holder = sit(width=width)
    holder.open(link[link.index("/changes/") :])
    holder.see(holder.page.inner_text("h1"), "不是您本人的意思")
    holder.press("取消这项更改")
    assert "已经取消" in holder.page.inner_text("main")
    assert WaitingChange.objects.of_account(town.accounts["inspector"]).get().state == "cancelled"
    assert bound(town, "inspector") == [f"{OLD[:3]}****{OLD[-4:]}"]


@pytest.mark.parametrize("how", SHAPES, ids=str)
def test_l7_a_first_phone_is_bound_in_the_personal_centre(town: World, sit: Sit, how: dict[str, Any]) -> None:
    without_phone(town, "inspector")
    person = sit(**how)
    person.context.add_cookies([{"name": "session", "value": town.session("inspector"), "url": person.base}])
    person.open("/me")
    person.see("基本信息", "还没有绑定")
    person.press("绑定手机号")
    prove_new(person)
    person.press("确认绑定")
    person.see("基本信息", "绑定好了", f"{NEW[:3]}****{NEW[-4:]}")


@WIDTHS
def test_i1_the_id_is_corrected_and_the_school_puts_it_back(town: World, sit: Sit, width: int) -> None:
    person = seated(sit, town, "inspector", width=width)
    person.open("/me/settings")
    person.see("个人设置", town.login("inspector"))
    person.press("更正身份证件")
    taken = town.pupils["school"][1].document
    with person.refused(409):
        correct(person, taken)
        person.see("更正身份证件", "已经登记过了", "提交身份核实工单")
    assert person.page.input_value("[name=number]") == taken
    correct(person, DOCUMENT)
    person.see("个人设置", "证件号码已经更正")
    run_pending()
    admin = seated(sit, town, "school_admin", width=width)
    admin.open("/school/900101/document-changes")
    admin.see("证件更正核对", "雀备检")
    admin.press("核对或撤回")
    admin.see("撤回证件更正", "雀备检")
    admin.page.fill("[name=reason]", "与证件照片不符，请到学校核对")
    admin.press("撤回，恢复原来的号码")
    admin.see("证件更正核对", "已撤回")


def correct(desk: Desk, number: str) -> None:
    desk.page.fill("[name=number]", number)
    desk.press("更正证件号码", within="main form")


@pytest.mark.parametrize("how", SHAPES, ids=str)
def test_i1_a_pupil_asks_for_another_class_and_the_school_confirms(town: World, sit: Sit, how: dict[str, Any]) -> None:
    pupil = sit(**how)
    pupil.context.add_cookies([{"name": "session", "value": town.session("student"), "url": pupil.base}])
    pupil.open("/me")
    pupil.see("基本信息", "班级不对，申请更改")
    pupil.press("班级不对，申请更改")
    pupil.see("我的班级", "现在的班级")
    pupil.page.select_option("[name=class]", str(town.classes["school"][1]))
    pupil.press("提交换班申请")
    pupil.see("我的班级", "等学校确认", "学校管理员", "撤回换班申请")
    run_pending()
    admin = sit(**{**how, "scripts": True})
    admin.context.add_cookies([{"name": "session", "value": town.session("school_admin"), "url": admin.base}])
    admin.open("/desktop")
    admin.see_desktop("家长与学生确认")
    admin.open("/school/900101/confirmations")
    admin.see("家长与学生确认", "雀学生", "换到")
    admin.page.get_by_label("选中雀学生的申请").check()
    admin.press("通过选中的")
    admin.see("家长与学生确认", "1 份申请已通过")
    stay = CurrentEnrolment.objects.of_account(town.accounts["student"]).select_related("enrolment").get()
    assert stay.enrolment.school_class_id == town.classes["school"][1]
    run_pending()
    pupil.open("/me/class")
    pupil.see("我的班级", "已确认")
    pupil.open("/notices")
    assert "学校同意了换班" in pupil.page.inner_text("main")


@WIDTHS
def test_i1_the_name_is_changed_by_the_school_through_a_ticket(town: World, sit: Sit, width: int) -> None:
    person = seated(sit, town, "inspector", width=width)
    person.open("/me")
    person.press("请学校更正姓名")
    person.see("我的姓名写错了，请学校更正", "正确的姓名")
    person.page.fill("[name=right_name]", "雀备剑")
    person.page.fill("[name=text]", "第三个字写错了")
    person.press("提交工单")
    admin = seated(sit, town, "school_admin", width=width)
    admin.open("/desk")
    admin.press("我的姓名写错了，请学校更正")
    admin.press("更正姓名")
    admin.see("更正姓名", "雀备检")
    admin.page.fill("[name=name]", "雀备剑")
    admin.page.fill("[name=reason]", "与身份证核对")
    admin.press("更正姓名", within="main form")
    assert Account.objects.of_account(town.accounts["inspector"]).get().name == "雀备剑"
    run_pending()
    person.open("/me")
    person.see("基本信息", "雀备剑")
