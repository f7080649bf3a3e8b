"""U2: rows that clash are settled one by one, alike after a preview, by a class of their own, or by the county."""

import pytest

from jiaoyun.accounts.models import Identity
from jiaoyun.roster.models import CurrentEnrolment
from tests.roster.importing import new_pupil
from tests.scenarios.conftest import Sit
from tests.scenarios.desk import Desk
from tests.scenarios.rosters import apply, checked, csv_file, graduate, known, pick, settle_all
from tests.world import World

pytestmark = pytest.mark.browser
GONE, ENROLLED, NAME = "外校毕业学生", "外校在读学生", "外校学校但姓名未匹配"


def _clashes(world: World) -> dict[str, object]:
    """Two who left other schools, a third misspelt, one who is at another, two for a class that is not there."""
    graduate(world, "neighbour", 0)
    graduate(world, "neighbour", 2)
    graduate(world, "far_school", 0)
    rows = [
        known(world, "neighbour", 0),
        known(world, "far_school", 0),
        known(world, "neighbour", 1),
        known(world, "neighbour", 2, name="写错了"),
        known(world, "neighbour", 3, name="也写错"),
        new_pupil(1, class_text="一（2）班"),
        new_pupil(2, class_text="一（2）班"),
        new_pupil(3),
    ]
    return csv_file(rows)


def test_u2_every_row_is_settled_and_the_rest_goes_in_a_second_time(admin: Desk, town: World, sit: Sit) -> None:
    bench = checked(admin, _clashes(town))
    admin.see("批量新增学生", GONE, ENROLLED, NAME, "「没有这个班」：2 行")
    _settle_one(admin, town)
    settle_all(admin, GONE, "转入当前班级")
    admin.see("批量新增学生", "2 行都按「转入当前班级」处理")
    _add_the_class(admin)
    _ask_the_county(admin)
    apply(admin)
    admin.see("批量新增学生", "已经导入 5 行", "打印首次登录条")
    _correct_the_name(admin, town)
    apply(admin)
    admin.see("批量新增学生", "已经导入 6 行")
    admin.open(f"{bench}/report")
    admin.see("导入结果", "等待处理", "没有写入", f"{ENROLLED} 1 行", f"{NAME} 1 行")
    _finish(admin)
    _county_sees_the_request(town, sit)
    moved = CurrentEnrolment.objects.of_account(town.pupils["neighbour"][0].account_id).get()
    assert (moved.school_id, moved.state) == (town.place("school").school_id, "enrolled")


def _settle_one(admin: Desk, town: World) -> None:
    pick(admin, GONE)
    pupil = town.pupils["far_school"][0]
    admin.swap(admin.control(pupil.name, within="tbody").click)
    admin.see("批量新增学生", "第 3 行", "雀岭县雀岭第一小学", f"{pupil.name[0]}*")
    admin.swap(admin.control("转入本校", within="#pane").click)
    assert admin.page.locator("#pane [aria-pressed=true]").inner_text() == "转入本校"
    assert admin.page.evaluate("document.activeElement.id") == "pane"


def _add_the_class(admin: Desk) -> None:
    admin.press("处理没有的班", within="#bench")
    admin.see("没有这个班", "一（2）班", "2 行")
    admin.press("新建一（2）班")
    admin.see("批量新增学生", "一（2）班的 2 行处理好了")


def _ask_the_county(admin: Desk) -> None:
    pick(admin, ENROLLED)
    admin.control("请上级处理…", within=".jy-card-head").click()
    admin.page.wait_for_selector("dialog[open] .jy-said")
    admin.check()
    admin.page.fill("dialog [name=note]", "家长说已经退学")
    admin.press("交给上级", within="dialog")
    admin.see("批量新增学生", "1 行已交给上级", "已求助")


def _correct_the_name(admin: Desk, town: World) -> None:
    pick(admin, NAME)
    admin.page.fill("#cell-name", town.pupils["neighbour"][2].name)
    admin.swap(admin.control("保存并重新核对", within="#pane").click)
    assert GONE in admin.page.inner_text("#pane")
    admin.swap(admin.control("转入当前班级", within="#pane").click)


def _finish(admin: Desk) -> None:
    admin.press("继续处理剩下的行")
    admin.control("完成这次导入", within=".jy-actions").click()
    admin.page.wait_for_selector("dialog[open] .jy-said")
    admin.check()
    admin.press("完成", within="dialog")
    admin.see("导入结果", "已完成")


def _county_sees_the_request(town: World, sit: Sit) -> None:
    county = sit()
    county.log_in(town.login("county_admin"), town.set_password("county_admin"))
    county.open("/area/900011/roster-requests")
    pupil = town.pupils["neighbour"][1]
    county.see("学校求助", "雀林县雀林第一小学", ENROLLED, "家长说已经退学", pupil.document[-4:])
    assert pupil.name not in county.page.inner_text("main")


def test_u2_problem_rows_go_out_with_reasons_and_come_back_corrected(admin: Desk) -> None:
    wrong = [*new_pupil(1)]
    wrong[1] = wrong[1][:-1] + ("1" if wrong[1][-1] != "1" else "2")
    checked(admin, csv_file([wrong, new_pupil(2)]))
    pick(admin, "有错误")
    with admin.page.expect_download() as sheet:
        admin.control("导出这些行").click()
    assert sheet.value.suggested_filename == "导入问题行.xlsx"
    admin.press("放回改好的行")
    admin.see("放回改好的行", "原文件行号")
    head = ("原文件行号", "姓名", "身份证件号", "学籍号", "班级")
    admin.page.set_input_files("#id_file", csv_file([["2", *new_pupil(1)[:4]]], head, "改好的.csv"))
    admin.press("放回并重新核对")
    admin.see("批量新增学生", "1 行已放回并重新核对", "「新增」", "2 行")
    assert "有错误" not in admin.page.inner_text(".jy-strip")


def test_u2_deciding_for_ticked_rows_asks_for_a_tick(admin: Desk, town: World) -> None:
    checked(admin, csv_file([known(town, "school", 0, "二（1）班"), known(town, "school", 1, "二（1）班")]))
    admin.press("转入当前班级", within="#bulk")
    admin.see("批量新增学生", "请先勾选要处理的行", "还有 2 行等您决定")
    admin.page.check("[data-tick-all]")
    admin.swap(admin.control("转入当前班级", within="#bulk").click)
    assert "等您决定" not in admin.page.inner_text(".jy-card-head")


def test_u2_somebody_who_lost_the_power_is_told_who_has_it(admin: Desk, town: World) -> None:
    checked(admin, csv_file([known(town, "school", 0, "二（1）班")]))
    rows = Identity.objects.everywhere("the test's own cast").filter(id=town.identities["school_admin"])
    rows.update(state="ended", until=town.now)
    with admin.refused(403, 404):
        admin.control("转入当前班级", within="#pane").click()
        admin.page.wait_for_selector("#notice .jy-refusal, h1:has-text('没有找到这个页面')")
    admin.check()
