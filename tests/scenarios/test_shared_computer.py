"""公用电脑: two people, one browser; B sees nothing of A (security.md, threat 22)."""

import pytest

from tests.scenarios.conftest import Sit
from tests.scenarios.desk import Desk
from tests.world import World

pytestmark = pytest.mark.browser
_CANARY = "雀校管"


def _log_out(desk: Desk) -> None:
    if not desk.page.locator(".jy-me[open]").count():
        desk.page.locator(".jy-me summary").click()
    desk.follow(desk.page.locator(".jy-me-panel button", has_text="退出").click)
    desk.see(desk.page.inner_text("h1"), "已经退出登录")


def test_nobody_sees_what_the_one_before_saw_not_even_by_going_back(town: World, sit: Sit) -> None:
    desk = sit()
    desk.log_in(town.login("school_admin"), town.set_password("school_admin"))
    desk.see_desktop(_CANARY)
    school = f"/school/{town.place('school').school_id}/students"
    desk.open(school)
    assert "雀学生" in desk.page.inner_text("body")
    _log_out(desk)
    for _ in range(3):
        desk.page.go_back()
        text = desk.page.inner_text("body")
        assert _CANARY not in text, desk.page.url
        assert "雀学生" not in text, desk.page.url
    desk.log_in(town.login("student"), town.set_password("student"))
    desk.see_desktop("学生")
    with desk.refused(403, 404):
        desk.open(school)
        assert _CANARY not in desk.page.content()
        for _ in range(6):
            desk.page.go_back()
            assert _CANARY not in desk.page.inner_text("body"), desk.page.url


def test_the_cookie_of_a_shared_computer_has_no_date(town: World, sit: Sit) -> None:
    for shared in (True, False):
        desk = sit()
        desk.open("/login")
        desk.page.fill("[name=login]", town.login("student"))
        desk.page.fill("[name=password]", town.set_password("student"))
        if shared:
            desk.page.check("[name=public_computer]")
        desk.press("登录", within="main form")
        desk.see_desktop("学生")
        cookie = next(one for one in desk.context.cookies() if one["name"] == "session")
        assert (cookie["expires"] == -1) is shared


def test_somebody_logs_out_the_browser_that_was_left_open(town: World, sit: Sit) -> None:
    left, home = sit(), sit(width=360)
    password = town.set_password("school_admin")
    left.log_in(town.login("school_admin"), password)
    home.log_in(town.login("school_admin"), password)
    home.open("/me/devices")
    home.see("登录设备", "这台设备", "Chrome")
    home.press("让它退出")
    home.see("登录设备", "已经让 1 处退出登录")
    left.open("/desktop")
    left.see("登录")
    assert _CANARY not in left.page.content()
    home.open("/desktop")
    home.see_desktop("学校管理员")
