"""The whole path of an import by keyboard alone: Tab, Enter, Space, j, k and x; the focus is always to be seen."""

from collections.abc import Callable

import pytest

from tests.factors import fresh_code_of, give_app
from tests.roster.importing import new_pupil
from tests.scenarios.conftest import Sit
from tests.scenarios.desk import Desk
from tests.scenarios.rosters import csv_file, graduate, known
from tests.world import World

pytestmark = pytest.mark.browser
_MOST_TABS = 60
_FOCUSED = """() => {
    const at = document.activeElement;
    const look = getComputedStyle(at);
    const label = at.labels && at.labels[0] ? at.labels[0].textContent : "";
    const own = at.matches("a, button, summary") ? at.textContent : "";
    const words = [own, label, at.getAttribute("aria-label"), at.value, at.name].join(" ");
    // Past the last stop the focus is in the browser's own bars.
    if (at === document.body) return ["", true];
    return [words.replace(/\\s+/g, " ").trim(), look.outlineStyle !== "none" || look.boxShadow !== "none"];
}"""


def _tab_to(desk: Desk, words: str, key: str = "Tab") -> None:
    """Press Tab until the focus stands on what says these words; every stop on the way must be visible."""
    for _ in range(_MOST_TABS):
        desk.page.keyboard.press(key)
        said, visible = desk.page.evaluate(_FOCUSED)
        assert visible, f"the focus is not seen on {said!r}"
        if words in said:
            return
    raise AssertionError(f"no {words!r} within {_MOST_TABS} tabs on {desk.page.url}")


def _enter(desk: Desk, key: str = "Enter") -> Callable[[], None]:
    return lambda: desk.page.keyboard.press(key)


def test_an_import_goes_by_keyboard_alone(town: World, sit: Sit) -> None:
    desk = sit()
    _log_in(desk, town)
    _upload(desk, town)
    _correct(desk)
    _settle(desk, town)
    _import(desk)


def _log_in(desk: Desk, town: World) -> None:
    desk.open("/login")
    _tab_to(desk, "login")
    desk.page.keyboard.type(town.login("school_admin"))
    _tab_to(desk, "password")
    desk.page.keyboard.type(town.set_password("school_admin"))
    give_app(town.accounts["school_admin"])
    desk.follow(_enter(desk))
    desk.see("二次验证", "学校管理员")
    _tab_to(desk, "code")
    desk.page.keyboard.type(fresh_code_of(town.accounts["school_admin"]))
    desk.follow(_enter(desk))
    desk.see_desktop("学校管理员")


def _upload(desk: Desk, town: World) -> None:
    _tab_to(desk, "学校用户管理")
    desk.follow(_enter(desk))
    _tab_to(desk, "批量新增学生")
    desk.follow(_enter(desk))
    desk.see("批量新增学生", "选择花名册")
    graduate(town, "neighbour", 0)
    wrong = new_pupil(1)
    wrong[1] = wrong[1][:-1] + ("1" if wrong[1][-1] != "1" else "2")
    rows = [
        wrong,
        known(town, "neighbour", 0),
        known(town, "school", 0, "二（1）班"),
        known(town, "school", 1, "二（1）班"),
    ]
    # The browser is told to hand its file dialogs over without an answer: told just before the key, it may be late.
    desk.page.on("filechooser", lambda chosen: None)
    _tab_to(desk, "选择花名册")
    with desk.page.expect_file_chooser() as chooser:
        desk.page.keyboard.press("Space")
    chooser.value.set_files(csv_file(rows))
    _tab_to(desk, "上传并核对")
    desk.follow(_enter(desk))
    desk.work()
    desk.see("批量新增学生", "有错误", "外校毕业学生")


def _correct(desk: Desk) -> None:
    _tab_to(desk, "有错误")
    desk.follow(_enter(desk))
    _tab_to(desk, "身份证件号")
    desk.page.keyboard.press("Control+a")
    desk.page.keyboard.type(new_pupil(1)[1])
    desk.swap(_enter(desk))
    assert "「新增」" in desk.page.inner_text("#pane")


def _settle(desk: Desk, town: World) -> None:
    """j goes to the next row from wherever one is, Enter shows it, the decision is the first stop behind."""
    desk.page.keyboard.press("Home")
    _tab_to(desk, "身份证号被本校学生占用", "Shift+Tab")
    desk.follow(_enter(desk))
    desk.page.keyboard.press("j")
    desk.swap(_enter(desk))
    assert town.pupils["school"][1].name in desk.page.inner_text("#pane h2")
    _tab_to(desk, "转入当前班级")
    desk.swap(_enter(desk, "Space"))
    assert desk.page.locator("#pane [aria-pressed=true]").count() == 1
    desk.page.keyboard.press("k")
    desk.page.keyboard.press("x")
    assert desk.page.inner_text(".jy-bulk b") == "1"
    _tab_to(desk, "转入当前班级")
    desk.swap(_enter(desk))
    assert desk.page.locator("tbody .jy-state:has-text('转入当前班级')").count() == 2
    assert desk.page.evaluate("document.activeElement.id") == "bench-title"
    desk.check()


def _import(desk: Desk) -> None:
    _tab_to(desk, "外校毕业学生", "Shift+Tab")
    desk.follow(_enter(desk))
    _tab_to(desk, "全部转入当前班级…")
    desk.page.keyboard.press("Enter")
    desk.page.wait_for_selector("dialog[open] .jy-said")
    _tab_to(desk, "全部转入当前班级")
    desk.follow(_enter(desk))
    _tab_to(desk, "导入 4 行")
    desk.follow(_enter(desk))
    desk.see("确认导入", "我已核对")
    _tab_to(desk, "我已核对")
    desk.page.keyboard.press("Space")
    _tab_to(desk, "导入 4 行")
    desk.follow(_enter(desk))
    desk.work()
    desk.see("导入结果", "已完成")
    _tab_to(desk, "打印首次登录条")
    desk.follow(_enter(desk))
    _tab_to(desk, "生成 1 张登录条")
    desk.follow(_enter(desk))
    desk.see("首次登录条", new_pupil(1)[0])
