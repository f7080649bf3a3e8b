"""Administrators and their second factor: set up, asked, lost, reset (issue 4, part 6)."""

from urllib.parse import unquote

import pytest
from django.utils import timezone

from jiaoyun.accounts.second_factor.totp import current_code
from jiaoyun.helpdesk.models import Ticket
from tests.factors import fresh_code_of, give_app
from tests.scenarios.conftest import Sit
from tests.scenarios.desk import Desk
from tests.scenarios.shapes import SHAPES
from tests.world import World

pytestmark = pytest.mark.browser


def _set_up_app(desk: Desk) -> list[str]:
    """From the choice to the recovery codes; the key is read as somebody would who cannot scan."""
    desk.see("设置二次验证", "学校管理员", "验证器 App", *(("通行密钥",) if desk.scripts else ()))
    desk.press("用验证器 App")
    desk.see("设置验证器 App", "手动输入")
    picture = unquote(desk.page.get_attribute("main img", "src") or "")
    assert picture.startswith("data:image/svg+xml")
    assert desk.page.evaluate("document.querySelector('main img').naturalWidth") > 100
    key = desk.page.locator("main .jy-secret").inner_text().replace(" ", "")
    desk.page.fill("[name=code]", current_code(key, timezone.now()))
    desk.press("完成设置")
    desk.see("保存恢复码", "只显示这一次")
    codes: list[str] = desk.page.locator(".jy-codes .jy-secret").all_inner_texts()
    assert len(set(codes)) == 10
    return codes


@pytest.mark.parametrize("how", SHAPES, ids=str)
def test_an_administrator_sets_up_an_app_on_the_way_in(town: World, sit: Sit, how: dict[str, int]) -> None:
    desk = sit(**how)
    desk.log_in(town.login("school_admin"), town.set_password("school_admin"), factor=False)
    desk.open("/desktop")
    codes = _set_up_app(desk)
    desk.press("我已经保存好了")
    desk.see(desk.page.inner_text("h1"), "学校管理员")
    _in_with_a_recovery_code(sit(**how), town, codes[0])


def _in_with_a_recovery_code(desk: Desk, town: World, code: str) -> None:
    """The phone is lost; the paper is not."""
    desk.log_in(town.login("school_admin"), town.set_password("school_admin"), factor=False)
    desk.see("二次验证", "学校管理员")
    desk.page.locator("summary", has_text="手机不在身边").click()
    with desk.refused(422):
        desk.page.fill("[name=recovery]", "AAAAA-22222")
        desk.press("用恢复码验证")
        desk.see("二次验证", "恢复码不对")
    desk.page.fill("[name=recovery]", code.lower())
    desk.press("用恢复码验证")
    assert desk.page.url.endswith("/desktop")
    desk.open("/me/safety")
    desk.see("登录安全", "已经设置", "还有 9 个")


def test_a_wrong_code_keeps_the_person_at_the_page(town: World, sit: Sit) -> None:
    give_app(town.accounts["school_admin"])
    desk = sit()
    desk.log_in(town.login("school_admin"), town.set_password("school_admin"), factor=False)
    with desk.refused(422):
        desk.page.fill("[name=code]", "000 000")
        desk.press("验证")
        desk.see("二次验证", "验证码不对")
    desk.open("/notices")
    desk.see("二次验证")
    desk.page.fill("[name=code]", fresh_code_of(town.accounts["school_admin"]))
    desk.press("验证")
    assert desk.page.url.endswith("/notices")


def test_the_level_above_resets_and_the_person_sets_up_anew(town: World, sit: Sit) -> None:
    whose = town.accounts["school_admin"]
    lost, county = sit(), sit()
    lost.log_in(town.login("school_admin"), town.set_password("school_admin"))
    lost.see_desktop("学校管理员")
    county.log_in(town.login("county_admin"), town.set_password("county_admin"))
    county.open(f"/accounts/{whose}/second-factor/reset")
    county.see("重置二次验证", "雀校管", "雀林县雀林第一小学的学校管理员", "先核实是不是本人")
    county.press("已经核实，重置")
    assert "已经重置" in county.page.inner_text("body")
    lost.open("/desktop")
    lost.see("登录")
    lost.log_in(town.login("school_admin"), town.set_password("school_admin"), factor=False)
    _set_up_app(lost)


def test_a_ticket_from_the_page_that_asks_reaches_the_level_that_resets(town: World, sit: Sit) -> None:
    give_app(town.accounts["school_admin"])
    lost, county = sit(width=360), sit()
    lost.log_in(town.login("school_admin"), town.set_password("school_admin"), factor=False)
    lost.see("二次验证")
    lost.press("恢复码也没有了")
    lost.see("二次验证的手机丢了")
    lost.page.fill("[name=name]", "雀校管")
    lost.page.fill("[name=account]", town.login("school_admin"))
    lost.page.fill("[name=text]", "手机掉水里了")
    lost.press("提交工单")
    assert "工单已提交" in lost.page.inner_text("body")
    county.context.add_cookies([{"name": "session", "value": town.session("county_admin"), "url": county.base}])
    county.open("/desk")
    county.press("二次验证的手机丢了")
    county.press("重置二次验证", within="#main")
    county.see("重置二次验证", "雀校管", "先核实是不是本人")
    county.press("已经核实，重置")
    ticket = Ticket.objects.everywhere("the test's own ticket").get()
    assert (ticket.state, ticket.closed_why) == ("closed", "cured")
    lost.log_in(town.login("school_admin"), town.set_password("school_admin"), factor=False)
    _set_up_app(lost)
