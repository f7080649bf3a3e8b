"""The whole path of an import on a phone, 360 px wide: no page moves sideways, a row's pane comes into view."""

import pytest

from tests.roster.importing import new_pupil
from tests.scenarios.conftest import Sit
from tests.scenarios.desk import Desk
from tests.scenarios.rosters import SCHOOL, apply, checked, csv_file, graduate, known, pick, settle_all, upload
from tests.world import World

pytestmark = pytest.mark.browser


def _phone(town: World, sit: Sit) -> Desk:
    desk = sit(width=360)
    desk.log_in(town.login("school_admin"), town.set_password("school_admin"))
    desk.see_desktop("学校管理员")
    return desk


def _list(world: World) -> dict[str, object]:
    """Forty new pupils, a mistake, a class that is missing, a graduate, one of another school."""
    graduate(world, "neighbour", 0)
    wrong = new_pupil(41, name="欧阳尉迟买买提·吐尔逊江")
    wrong[1] = wrong[1][:-1] + ("1" if wrong[1][-1] != "1" else "2")
    new = [new_pupil(serial) for serial in range(40)]
    rows = [*new, wrong, new_pupil(42, class_text="一（12）班")]
    return csv_file(
        [*rows, known(world, "neighbour", 0), known(world, "neighbour", 1)], name=f"{'很长的文件名' * 6}.csv"
    )


def test_a_phone_carries_an_import_from_upload_to_first_login_and_undo(town: World, sit: Sit) -> None:
    phone = _phone(town, sit)
    bench = checked(phone, _list(town))
    phone.see("批量新增学生", "外校毕业学生", "「没有这个班」：1 行")
    _strip_moves_inside_itself(phone)
    _a_row_far_down_is_shown(phone)
    pick(phone, "有错误")
    phone.page.fill("#cell-document", new_pupil(41)[1])
    phone.swap(phone.control("保存并重新核对", within="#pane").click)
    phone.check()
    settle_all(phone, "外校毕业学生", "转入当前班级")
    phone.see("批量新增学生")
    _leave_for_others(phone, bench)
    apply(phone)
    phone.see("批量新增学生", "已经导入")
    phone.open(f"{bench}/report")
    phone.see("导入结果", "新增")
    _lists_and_slips(phone, sit(width=360), bench)
    _take_back(phone, bench)


def _strip_moves_inside_itself(phone: Desk) -> None:
    inner, outer = phone.page.evaluate(
        "[document.querySelector('.jy-strip').scrollWidth, document.querySelector('.jy-strip').clientWidth]"
    )
    assert inner > outer


def _a_row_far_down_is_shown(phone: Desk) -> None:
    """A tap on a name brings the pane into view; its link leads back to the row."""
    pick(phone, "新增")
    name = new_pupil(30)[0]
    phone.swap(phone.control(name, within="tbody").click)
    pane = phone.page.locator("#pane").bounding_box()
    assert pane is not None
    assert 0 <= pane["y"] < 500
    assert name in phone.page.inner_text("#pane")
    phone.control("回到名单里的这一行", within="#pane").click()
    row = phone.page.locator("tr[aria-current]").bounding_box()
    assert row is not None
    assert 0 <= row["y"] < 500


def _leave_for_others(phone: Desk, bench: str) -> None:
    phone.press("处理没有的班", within="#bench")
    phone.see("没有这个班", "一（12）班")
    phone.press("先不分班")
    phone.see("批量新增学生")
    pick(phone, "外校在读学生")
    phone.open(f"{bench}/help?class=elsewhere_enrolled")
    phone.see("请上级处理")
    phone.open(f"{bench}/settle-class?class=new&choice=skip")
    phone.see("同样处理")
    phone.open(f"{bench}/return")
    phone.see("放回改好的行")
    phone.open(bench)
    phone.see("批量新增学生")


def first_login(pupil: Desk, row: list[str], phone: Desk) -> None:
    """The pupil's own first login with the slip, on a phone too."""
    secret = phone.page.locator(".jy-slip").filter(has_text=row[0]).locator(".jy-secret").inner_text()
    pupil.log_in(row[2], secret)
    pupil.see("设置密码", "请看看是不是您的账号")
    pupil.page.fill("[name=password]", "竹林深处有人家-31")
    pupil.page.fill("[name=again]", "竹林深处有人家-31")
    pupil.press("设置密码并登录")
    pupil.see_desktop("密码设置好了", "学生")


def _take_back(phone: Desk, bench: str) -> None:
    """撤销导入 to the end: who has logged in stays, and is named."""
    phone.open(bench + "/undo")
    phone.see("撤销这次导入", "本人已经登录过的行会保留")
    phone.press("撤销导入", within="main .jy-danger")
    phone.see("批量新增学生", "可以离开这个页面")
    phone.work()
    phone.see("导入结果", "已撤销", "保留 1 行", f"第 2 行 {new_pupil(0)[0]}")
    phone.open(f"{SCHOOL}/students")
    phone.see("学生名单", new_pupil(0)[0])
    assert new_pupil(1)[0] not in phone.page.inner_text("main")


def _lists_and_slips(phone: Desk, pupil: Desk, bench: str) -> None:
    phone.open(f"{bench}/slips")
    phone.see("首次登录条", "可以打印 42 张")
    phone.press("生成 42 张登录条")
    phone.see("首次登录条", "42 张")
    first_login(pupil, new_pupil(0), phone)
    phone.open(f"{SCHOOL}/students")
    phone.see("学生名单")
    phone.press("新生", within="tbody")
    phone.see(phone.page.inner_text("h1"), "首次登录条已发")
    for path, heading in (("/imports", "导入记录"), ("/imports/new", "批量新增学生")):
        phone.open(SCHOOL + path)
        phone.see(heading)
    for path, heading in (("/undo", "撤销这次导入"), ("/close", "完成这次导入"), ("/take-over", "接手这次导入")):
        phone.open(bench + path)
        phone.see(heading)


def test_a_phone_shows_the_columns_of_an_unknown_list(town: World, sit: Sit) -> None:
    phone = _phone(town, sit)
    head = ("学生", "号码", "备注一栏写得特别特别长的列名，没有人会这样写但是总有人这样写")
    upload(phone, csv_file([[*new_pupil(serial)[:2], "很" * 60] for serial in (1, 2)], head))
    phone.see("列对应", "还缺少必须的列", "班级")
    phone.page.select_option("[name=column-2]", label="备注")
    with phone.refused(422):
        phone.press("核对每一行")
        phone.see("列对应", "还缺少必须的列", "没有找到：班级", "您刚才选的都还在")
    assert phone.page.input_value("[name=column-2]") == "remark"
    phone.page.select_option("#id_whole_class", label="一（1）班")
    phone.press("核对每一行")
    phone.work()
    phone.see("批量新增学生", "「新增」")
