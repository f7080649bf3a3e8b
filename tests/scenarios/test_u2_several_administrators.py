"""U2, U1: two administrators and two tabs on one import: each sees who works on it, and it is done once."""

import pytest

from jiaoyun.roster.models import CurrentEnrolment, ImportBatch
from tests.roster.importing import new_pupil
from tests.scenarios.conftest import Sit
from tests.scenarios.desk import Desk
from tests.scenarios.rosters import IMPORT, START, checked, csv_file, known
from tests.world import World

pytestmark = pytest.mark.browser


def _second_administrator(town: World, sit: Sit) -> Desk:
    desk = sit()
    desk.log_in(town.login("teacher"), town.set_password("teacher"))
    desk.see_desktop("学校管理员")
    return desk


def _tab(desk: Desk, sit: Sit) -> Desk:
    """Another tab of the same person: the same session, another page."""
    tab = sit()
    tab.context.add_cookies(desk.context.cookies())
    return tab


def test_u2_a_second_administrator_sees_who_works_and_takes_over(admin: Desk, town: World, sit: Sit) -> None:
    bench = checked(admin, csv_file([known(town, "school", 0, "二（1）班"), new_pupil(1)]))
    other = _second_administrator(town, sit)
    other.open(START)
    other.see("批量新增学生", "本校有一次导入还没有做完", "雀校管在", "花名册.csv")
    other.press("打开那次导入")
    other.see("批量新增学生", "雀校管正在处理这次导入", "您现在只能看")
    assert other.page.locator("#bench form, .jy-actions .btn").count() == 0
    other.control("接手这次导入").click()
    other.page.wait_for_selector("dialog[open] .jy-said")
    other.press("接手", within="dialog")
    other.see("批量新增学生", "已由您接手这次导入")
    _the_first_is_told(admin)
    admin.open(bench)
    admin.see("批量新增学生", "雀任课正在处理这次导入")
    other.swap(other.control("转入当前班级", within="#pane").click)
    other.see("批量新增学生", "转入当前班级")


def _the_first_is_told(admin: Desk) -> None:
    with admin.refused(409):
        admin.control("转入当前班级", within="#pane").click()
        admin.page.wait_for_selector("#notice .jy-refusal")
        admin.see("批量新增学生", "这次导入由另一位管理员在做", "雀任课正在处理", "接手这次导入")
    assert admin.page.evaluate("document.activeElement.id") == "notice"


def test_u1_two_tabs_import_once(admin: Desk, town: World, sit: Sit) -> None:
    bench = checked(admin, csv_file([new_pupil(1), new_pupil(2)]))
    tab = _tab(admin, sit)
    for desk in (admin, tab):
        desk.open(f"{bench}/confirm")
        desk.see("确认导入", "要写入名单的有 2 行")
    admin.press(IMPORT, within="main .jy-danger")
    with tab.refused(409):
        tab.press(IMPORT, within="main .jy-danger")
        tab.see("这一步现在不能做", "导入中")
    admin.work()
    admin.see("导入结果", "已完成", "2")
    school = town.place("school")
    assert ImportBatch.objects.within(school).count() == 1
    assert CurrentEnrolment.objects.within(school).count() == len(town.pupils["school"]) + 2


def test_u1_a_confirmation_holds_only_for_what_was_seen(admin: Desk, town: World, sit: Sit) -> None:
    bench = checked(admin, csv_file([new_pupil(1), new_pupil(2)]))
    tab = _tab(admin, sit)
    tab.open(f"{bench}/confirm")
    tab.see("确认导入", "要写入名单的有 2 行")
    admin.swap(admin.control("跳过这一行", within="#pane").click)
    with tab.refused(409):
        tab.press(IMPORT, within="main .jy-danger")
        tab.see("您核对之后，这次导入又有变动", "「新增」从 2 行变成 1 行")
    tab.press("看看现在的情况")
    tab.see("确认导入", "要写入名单的有 1 行")


def test_u1_two_administrators_cannot_upload_at_the_same_time(admin: Desk, town: World, sit: Sit) -> None:
    other = _second_administrator(town, sit)
    for desk in (admin, other):
        desk.open(START)
        desk.page.set_input_files("#id_file", csv_file([new_pupil(1)]))
    admin.press("上传并核对")
    with other.refused(409):
        other.press("上传并核对")
        other.see("本校有一次导入还没有做完", "雀校管在", "打开那次导入")
    admin.work()
    admin.see("批量新增学生", "「新增」")
    assert ImportBatch.objects.within(town.place("school")).count() == 1
