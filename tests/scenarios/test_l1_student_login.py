"""L1: a pupil logs in by 学籍号 or by the platform's number; the homeroom teacher resets what is forgotten."""

from typing import Any

import pytest

from jiaoyun.rules.roll_numbers import is_platform_number
from tests.roster.importing import HEAD, new_pupil
from tests.scenarios.conftest import Sit
from tests.scenarios.desk import Desk
from tests.scenarios.families import OWN_CLASS
from tests.scenarios.knocking import by_password, log_out
from tests.scenarios.rosters import apply, checked, csv_file
from tests.scenarios.shapes import REGISTERING
from tests.scenarios.test_r0_a_teacher_registers import at_work
from tests.world import World

pytestmark = pytest.mark.browser
WITH, WITHOUT = new_pupil(1), ["无证生", "", "", "一（1）班", "", "汉族", "", ""]
ROWS = [[*WITH, ""], [*WITHOUT, "2019-10-11"]]
FIRST, SECOND = "竹林深处有人家-31", "小船儿推开波浪-64"


def slip_of(desk: Desk, name: str) -> tuple[str, str]:
    """What stands on the slip of this pupil: account and password."""
    account, secret = desk.page.locator(".jy-slip").filter(has_text=name).locator("dd").all_inner_texts()
    return account, secret


def enrolled(admin: Desk) -> dict[str, tuple[str, str]]:
    """Import a pupil with a 学籍号 and one without any number; their slips by name."""
    checked(admin, csv_file(ROWS, (*HEAD, "出生日期")))
    apply(admin)
    admin.press("打印首次登录条")
    admin.press("生成 2 张登录条")
    admin.see("首次登录条", "2 张")
    return {row[0]: slip_of(admin, row[0]) for row in (WITH, WITHOUT)}


def set_password(desk: Desk, password: str) -> None:
    desk.see("设置密码")
    desk.page.fill("[name=password]", password)
    desk.page.fill("[name=again]", password)
    desk.press("设置密码并登录")
    desk.see_desktop("密码设置好了", "学生")


def reset_by_homeroom(sit: Sit, town: World, name: str, how: dict[str, Any]) -> str:
    """The homeroom teacher, on the page of the own class; the one-time password on the slip."""
    teacher = at_work(sit, town, "homeroom", **how)
    teacher.open(OWN_CLASS)
    teacher.page.check(f"[aria-label='选中{name}']")
    teacher.press("重置密码")
    teacher.see("重置密码", name, "原来的密码马上不能用")
    teacher.press("重置 1 人的密码")
    teacher.see("重置密码", "一次性密码只显示这一次", "只能用一次")
    return slip_of(teacher, name)[1]


def is_refused(desk: Desk, login: str, password: str, why: str) -> None:
    with desk.refused(401, 403, 409, 422):
        by_password(desk, login, password)
        desk.see("登录", why)


@pytest.mark.parametrize("how", REGISTERING, ids=str)
def test_l1_by_roll_number_by_platform_number_and_reset_by_the_homeroom_teacher(
    admin: Desk, town: World, sit: Sit, how: dict[str, Any]
) -> None:
    slips = enrolled(admin)
    assert slips[WITH[0]][0] == WITH[2]
    assert is_platform_number(slips[WITHOUT[0]][0])
    for name, (account, slip) in slips.items():
        pupil = sit(**how)
        by_password(pupil, account, slip)
        set_password(pupil, FIRST)
        log_out(pupil)
        by_password(pupil, account.lower(), FIRST)
        pupil.see_desktop("学生", name)
        elsewhere = sit(**how)
        elsewhere.open("/login")
        elsewhere.press("找回密码")
        elsewhere.see("找回密码", "请班主任或学校管理员重置密码")
        fresh = reset_by_homeroom(sit, town, name, how)
        pupil.open("/desktop")
        pupil.see("登录")
        is_refused(pupil, account, FIRST, "账号或密码不对")
        by_password(pupil, account, fresh)
        set_password(pupil, SECOND)
        is_refused(elsewhere, account, fresh, "已经用过了")
        by_password(elsewhere, account, SECOND)
        elsewhere.see_desktop("学生", name)


def test_l1_a_homeroom_teacher_finds_nobody_of_other_classes(town: World, sit: Sit) -> None:
    own, other = town.pupils["school"][0], town.pupils["school"][2]
    teacher = at_work(sit, town, "homeroom", width=360)
    teacher.open(OWN_CLASS)
    teacher.page.fill("main [name=q]", other.name)
    teacher.press("查询")
    assert "本班没有符合条件的学生" in teacher.page.inner_text("main")
    teacher.check()
    teacher.press("看全班")
    words = teacher.page.inner_text("main")
    assert own.name in words
    assert other.name not in words
