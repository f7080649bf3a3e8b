"""U1: an administrator imports a roster, from logging in to handing out the first logins, and takes it back."""

import pytest

from tests.roster.importing import new_pupil
from tests.scenarios.conftest import Sit
from tests.scenarios.desk import Desk
from tests.scenarios.rosters import SCHOOL, START, apply, checked, csv_file, upload
from tests.world import World

pytestmark = pytest.mark.browser
HEAD = ("学生", "号码", "哪个班", "最喜欢的颜色")


def _unsure(count: int, fault: str = "") -> dict[str, object]:
    """A list whose heads nobody knows; the last number is wrong where a fault is asked for."""
    rows = [[row[0], row[1], row[3], "红"] for row in (new_pupil(serial) for serial in range(count))]
    if fault:
        rows[-1][1] = fault
    return csv_file(rows, HEAD, "学生表.csv")


def test_u1_an_administrator_imports_prints_and_takes_back(admin: Desk, sit: Sit) -> None:
    admin.press("学校用户管理")
    admin.see("学生名单")
    admin.press("批量新增学生", within=".jy-side")
    right = new_pupil(2)[1]
    upload(admin, _unsure(3, fault=right[:-1] + ("1" if right[-1] != "1" else "2")))
    admin.see("列对应", "内容像", "没有选的列不会导入")
    admin.press("核对每一行")
    admin.see("批量新增学生", "可以离开这个页面")
    admin.work(waits=True)
    admin.see("批量新增学生", "「有错误」", "最后一位校验码不对")
    admin.page.fill("#cell-document", right)
    admin.swap(admin.control("保存并重新核对").click)
    admin.see("批量新增学生", "「新增」")
    assert admin.page.locator(".jy-strip li").count() == 1
    bench = admin.page.url.split("?")[0]
    apply(admin)
    admin.see("导入结果", "已完成")
    _slip_opens_the_account(admin, sit)
    _take_back(admin, bench)


def _slip_opens_the_account(admin: Desk, sit: Sit) -> None:
    admin.press("打印首次登录条")
    admin.see("首次登录条", "可以打印 3 张")
    admin.press("生成 3 张登录条")
    admin.see("首次登录条", "3 张，每页 A4 纸 8 张")
    name = new_pupil(0)[0]
    secret = admin.page.locator(".jy-slip").filter(has_text=name).locator(".jy-secret").inner_text()
    pupil = sit()
    pupil.log_in(new_pupil(0)[1], secret)
    pupil.see("设置密码", "请看看是不是您的账号")
    pupil.page.fill("[name=password]", "竹林深处有人家-31")
    pupil.page.fill("[name=again]", "竹林深处有人家-31")
    pupil.press("设置密码并登录")
    pupil.see_desktop("密码设置好了", "学生")


def _take_back(admin: Desk, bench: str) -> None:
    admin.open(f"{SCHOOL}/imports")
    admin.see("导入记录", "学生表.csv", "已完成")
    admin.press("学生表.csv")
    admin.control("撤销导入").click()
    admin.page.wait_for_selector("dialog[open] .jy-said")
    admin.check()
    admin.press("撤销导入", within="dialog")
    admin.see("批量新增学生", "可以离开这个页面")
    admin.work()
    admin.see("导入结果", "已撤销", "保留 1 行", "撤销时保留的行", f"第 2 行 {new_pupil(0)[0]}")
    assert admin.page.url.startswith(bench)
    admin.open(f"{SCHOOL}/students")
    admin.see("学生名单", new_pupil(0)[0])
    assert new_pupil(1)[0] not in admin.page.inner_text("main")


def test_u1_it_takes_a_dropped_file_and_gives_it_up_again(admin: Desk) -> None:
    admin.open(START)
    _drop(admin, "花名册.csv", csv_file([new_pupil(1)])["buffer"])
    admin.see("批量新增学生", "花名册.csv（1 KB）")
    admin.press("上传并核对")
    admin.work()
    admin.see("批量新增学生", "「新增」", "1 行")
    admin.control("放弃这次导入").click()
    admin.page.wait_for_selector("dialog[open] .jy-said")
    admin.press("放弃并删除文件", within="dialog")
    admin.see("批量新增学生", "这次导入已放弃，名单没有任何变化", "选择花名册")


def _drop(desk: Desk, name: str, content: bytes) -> None:
    """What a browser does when a file is dropped on the zone."""
    transfer = desk.page.evaluate_handle(
        """([name, bytes]) => {
            const transfer = new DataTransfer();
            transfer.items.add(new File([new Uint8Array(bytes)], name, { type: "text/csv" }));
            return transfer;
        }""",
        [name, list(content)],
    )
    desk.page.dispatch_event(".jy-drop", "dragover", {"dataTransfer": transfer})
    assert desk.page.locator(".jy-drop-over").count() == 1
    desk.page.dispatch_event(".jy-drop", "drop", {"dataTransfer": transfer})


def test_u1_it_says_what_is_wrong_with_a_file_and_remembers_the_columns_of_a_good_one(admin: Desk) -> None:
    with admin.refused(422):
        upload(admin, {"name": "通知.csv", "mimeType": "text/csv", "buffer": "明天放假\n".encode()})
        admin.see("批量新增学生", "没有找到标题行", "下载模板")
    upload(admin, _unsure(2))
    admin.see("列对应")
    admin.press("核对每一行")
    admin.work()
    apply(admin)
    admin.see("导入结果", "已完成", "2", "新增")
    checked(admin, _unsure(4))
    admin.see("批量新增学生", "「新增」", "没有变化")


def test_u1_it_shows_another_school_nothing_of_an_import(admin: Desk, town: World, sit: Sit) -> None:
    bench = checked(admin, csv_file([new_pupil(1)]))
    stranger = sit()
    stranger.log_in(town.login("neighbour_admin"), town.set_password("neighbour_admin"))
    stranger.see_desktop()
    with stranger.refused(404):
        for path in ("", "/confirm", "/report", "/slips", "/columns"):
            stranger.open(bench + path)
            stranger.see("没有找到这个页面")
            assert new_pupil(1)[0] not in stranger.page.content()
