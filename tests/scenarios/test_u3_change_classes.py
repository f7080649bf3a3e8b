"""U3: classes change in bulk by importing the list again with other classes in it."""

import pytest

from jiaoyun.roster.models import Enrolment
from tests.scenarios.desk import Desk
from tests.scenarios.rosters import SCHOOL, apply, checked, csv_file, known, settle_all
from tests.world import World

pytestmark = pytest.mark.browser


def _classes(town: World) -> list[object]:
    """Where the four pupils of the school are."""
    pupils = [pupil.account_id for pupil in town.pupils["school"]]
    return [Enrolment.objects.of_account(pupil).get(closed_at=None).school_class_id for pupil in pupils]


def test_u3_a_list_with_other_classes_moves_whoever_is_named_and_undo_moves_them_back(admin: Desk, town: World) -> None:
    before = _classes(town)
    first, second = town.classes["school"]
    rows = [known(town, "school", index, "二（1）班") for index in (0, 1)]
    rows += [known(town, "school", index, "一（1）班") for index in (2, 3)]
    checked(admin, csv_file(rows))
    admin.see("批量新增学生", "「身份证号被本校学生占用」", "4 行，还有 4 行等您决定")
    settle_all(admin, "身份证号被本校学生占用", "转入当前班级")
    admin.press("导入 4 行", within=".jy-actions")
    admin.see("确认导入", "这次导入要改动全校 100% 的在校学生", "4 名（这次导入已经写入的也算），全校 4 名")
    admin.page.check("[name=sure]")
    admin.press("导入 4 行", within="main .jy-danger")
    admin.work()
    admin.see("导入结果", "已完成", "转入当前班级")
    assert _classes(town) == [second, second, first, first]
    admin.open(f"{SCHOOL}/students")
    admin.see("学生名单", town.pupils["school"][1].name)
    admin.open(f"{SCHOOL}/imports")
    admin.press("花名册.csv")
    admin.control("撤销导入").click()
    admin.page.wait_for_selector("dialog[open]")
    admin.press("撤销导入", within="dialog")
    admin.work()
    admin.see("导入结果", "已撤销 4 行")
    assert _classes(town) == before


def test_u3_importing_what_is_there_already_changes_nothing_and_says_so(admin: Desk, town: World) -> None:
    rows = [known(town, "school", index, "一（1）班") for index in (0, 1)]
    checked(admin, csv_file(rows))
    admin.see("批量新增学生", "「没有变化」", "不用处理")
    assert admin.page.locator(".jy-actions .btn-primary").count() == 0


def test_u3_a_second_import_after_the_first_needs_no_second_question(admin: Desk, town: World) -> None:
    checked(admin, csv_file([known(town, "school", 0, "二（1）班")]))
    settle_all(admin, "身份证号被本校学生占用", "转入当前班级")
    apply(admin)
    admin.see("导入结果", "已完成")
