"""The whole path of an import with scripts switched off: every step is a page, progress comes by opening it again."""

import pytest

from tests.roster.importing import new_pupil
from tests.scenarios.conftest import Sit
from tests.scenarios.desk import Desk
from tests.scenarios.rosters import SCHOOL, apply, checked, csv_file, graduate, known, pick, settle_all
from tests.world import World

pytestmark = pytest.mark.browser


def _list(world: World) -> dict[str, object]:
    graduate(world, "neighbour", 0)
    graduate(world, "neighbour", 1)
    wrong = new_pupil(1)
    wrong[1] = wrong[1][:-1] + ("1" if wrong[1][-1] != "1" else "2")
    rows = [wrong, new_pupil(2, class_text="一（3）班"), new_pupil(3)]
    return csv_file([*rows, known(world, "neighbour", 0), known(world, "neighbour", 1), known(world, "neighbour", 2)])


def test_without_scripts_an_import_is_made_and_taken_back(town: World, sit: Sit) -> None:
    plain = sit(scripts=False)
    plain.log_in(town.login("school_admin"), town.set_password("school_admin"))
    bench = checked(plain, _list(town))
    pick(plain, "有错误")
    plain.page.fill("#cell-document", new_pupil(1)[1])
    plain.press("保存并重新核对", within="#pane")
    plain.see("批量新增学生", "第 2 行已重新核对：新增")
    _one_by_one_and_alike(plain, town)
    _missing_class_and_county(plain)
    apply(plain)
    plain.see("导入结果", "已完成", "转入当前班级")
    _slips_and_undo(plain, bench)


def _one_by_one_and_alike(plain: Desk, town: World) -> None:
    pick(plain, "外校毕业学生")
    plain.press(town.pupils["neighbour"][1].name, within="tbody")
    plain.see("批量新增学生", "第 6 行", "雀林县雀林第二小学")
    plain.press("转入本校", within="#pane")
    plain.see("批量新增学生", "转入本校")
    settle_all(plain, "外校毕业学生", "转入当前班级")
    plain.see("批量新增学生", "2 行都按「转入当前班级」处理")
    plain.page.check("[value='5'][name=row]")
    plain.press("转入本校", within="#bulk")
    plain.see("批量新增学生", "转入本校")


def _missing_class_and_county(plain: Desk) -> None:
    plain.press("处理没有的班", within="#bench")
    plain.see("没有这个班", "一（3）班")
    plain.page.select_option("[name=other]", label="一（1）班")
    plain.press("放进这个班")
    plain.see("批量新增学生", "一（3）班的 1 行处理好了")
    pick(plain, "外校在读学生")
    plain.press("请上级处理…", within=".jy-card-head")
    plain.see("请上级处理")
    plain.press("交给上级")
    plain.see("批量新增学生", "1 行已交给上级")


def _slips_and_undo(plain: Desk, bench: str) -> None:
    plain.press("打印首次登录条")
    plain.press("生成 3 张登录条")
    plain.see("首次登录条", new_pupil(1)[0])
    plain.open(bench)
    plain.press("撤销导入")
    plain.see("撤销这次导入", "撤销以后可以重新上传同一份文件")
    plain.press("撤销导入")
    plain.see("批量新增学生", "点这里看最新进度")
    plain.work()
    plain.see("导入结果", "已撤销 5 行")
    plain.open(f"{SCHOOL}/imports")
    plain.see("导入记录", "已撤销")
