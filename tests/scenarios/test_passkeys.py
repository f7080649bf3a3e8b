"""Passkeys with chromium's virtual authenticator: added, used as factor and as a door, removed."""

from typing import Any

import pytest

from jiaoyun.accounts.models import Passkey
from tests.factors import give_app
from tests.scenarios.conftest import Sit
from tests.scenarios.desk import Desk
from tests.world import World

pytestmark = pytest.mark.browser


class Authenticator:
    """A security chip of this browser, with a finger that always fits unless told otherwise."""

    def __init__(self, desk: Desk) -> None:
        self._speak = desk.context.new_cdp_session(desk.page)
        self._speak.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        made = self._speak.send("WebAuthn.addVirtualAuthenticator", {"options": options})
        self._id: str = made["authenticatorId"]

    def credentials(self) -> list[dict[str, Any]]:
        """What it holds."""
        found = self._speak.send("WebAuthn.getCredentials", {"authenticatorId": self._id})
        held: list[dict[str, Any]] = found["credentials"]
        return held

    def copy_with_count(self, count: int) -> None:
        """Put the credential back as a copy of it would stand elsewhere: with a counter of before."""
        credential = {**self.credentials()[0], "signCount": count}
        self._speak.send("WebAuthn.clearCredentials", {"authenticatorId": self._id})
        self._speak.send("WebAuthn.addCredential", {"authenticatorId": self._id, "credential": credential})

    def let_finger_fit(self, fits: bool) -> None:
        """Whether the person is recognised."""
        self._speak.send("WebAuthn.setUserVerified", {"authenticatorId": self._id, "isUserVerified": fits})


@pytest.fixture
def passkey_domain(settings: Any) -> None:
    """The live server's host."""
    settings.JIAOYUN_PASSKEY_DOMAIN = "localhost"


def _add_on_the_way_in(desk: Desk, town: World) -> Authenticator:
    chip = Authenticator(desk)
    desk.log_in(town.login("school_admin"), town.set_password("school_admin"), factor=False)
    desk.see("设置二次验证", "通行密钥")
    desk.press("用通行密钥")
    desk.see("添加通行密钥", "不要在公用电脑上添加")
    desk.press("添加通行密钥")
    desk.see("保存恢复码")
    desk.press("我已经保存好了")
    desk.see_desktop("学校管理员")
    assert len(chip.credentials()) == 1
    return chip


def _log_out(desk: Desk) -> None:
    desk.page.locator(".jy-me summary").click()
    desk.follow(desk.page.locator(".jy-me-panel button", has_text="退出").click)


@pytest.mark.parametrize("width", [1280, 360])
def test_a_passkey_is_factor_and_door_until_it_is_removed(
    town: World, sit: Sit, passkey_domain: None, width: int
) -> None:
    desk = sit(width=width)
    chip = _add_on_the_way_in(desk, town)
    _log_out(desk)
    desk.log_in(town.login("school_admin"), town.set_password("school_admin"), factor=False)
    desk.see("二次验证", "用通行密钥验证")
    desk.press("用通行密钥验证")
    desk.see_desktop("学校管理员")
    _log_out(desk)
    desk.open("/login")
    desk.press("用通行密钥登录")
    desk.see_desktop("学校管理员")
    desk.open("/me/safety")
    desk.see("登录安全", "Chrome")
    desk.follow(desk.page.locator("main button", has_text="删除").click)
    assert "通行密钥已经删除" in desk.page.inner_text("body")
    _log_out(desk)
    assert len(chip.credentials()) == 1
    desk.open("/login")
    with desk.refused(422):
        desk.press("用通行密钥登录")
        assert "通行密钥没有通过" in desk.page.inner_text("body")


def test_who_is_not_recognised_stays_outside(town: World, sit: Sit, passkey_domain: None) -> None:
    desk = sit()
    chip = _add_on_the_way_in(desk, town)
    _log_out(desk)
    chip.let_finger_fit(False)
    desk.open("/login")
    desk.page.locator("main button", has_text="用通行密钥登录").click()
    desk.page.wait_for_selector("[data-passkey-said]:not([hidden])")
    assert "没有完成" in desk.page.inner_text("[data-passkey-said]")
    assert desk.page.url.endswith("/login")


def test_a_copied_passkey_is_refused(town: World, sit: Sit, passkey_domain: None) -> None:
    desk = sit()
    chip = _add_on_the_way_in(desk, town)
    _log_out(desk)
    desk.open("/login")
    desk.press("用通行密钥登录")
    desk.see_desktop("学校管理员")
    seen = Passkey.objects.of_account(town.accounts["school_admin"]).get().sign_count
    assert seen > 0
    _log_out(desk)
    chip.copy_with_count(0)
    desk.open("/login")
    with desk.refused(422):
        desk.press("用通行密钥登录")
        assert "通行密钥没有通过" in desk.page.inner_text("body")
    assert Passkey.objects.of_account(town.accounts["school_admin"]).get().sign_count == seen


def test_without_scripts_nothing_of_it_is_shown(town: World, sit: Sit, passkey_domain: None) -> None:
    give_app(town.accounts["school_admin"])
    desk = sit(scripts=False)
    desk.open("/login")
    assert not desk.page.locator("text=用通行密钥登录").is_visible()
    desk.log_in(town.login("school_admin"), town.set_password("school_admin"))
    desk.open("/me/safety/passkeys/add?next=/me/safety")
    desk.see("添加通行密钥", "这个浏览器不能使用通行密钥")
    assert not desk.page.locator("main button").filter(has_text="添加").is_visible()
