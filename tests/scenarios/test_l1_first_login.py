"""L1: a pupil's first login by the slip that the school handed out."""

import pytest

from tests.roster.importing import new_pupil
from tests.scenarios.conftest import Sit
from tests.scenarios.desk import Desk
from tests.scenarios.rosters import SCHOOL, apply, checked, csv_file
from tests.world import World

pytestmark = pytest.mark.browser
OWN = "竹林深处有人家-31"


def _slip(admin: Desk) -> tuple[str, str]:
    """Import one pupil with a 学籍号 and print: account and first password as they stand on the slip."""
    checked(admin, csv_file([new_pupil(1)]))
    apply(admin)
    admin.press("打印首次登录条")
    admin.press("生成 1 张登录条")
    admin.see("首次登录条", "1 张", new_pupil(1)[0], "雀林县雀林第一小学 一（1）班", "只能用一次")
    account, secret = admin.page.locator(".jy-slip dd").all_inner_texts()
    return account, secret


def test_l1_the_slip_opens_only_the_password_page_and_only_once(admin: Desk, sit: Sit) -> None:
    account, secret = _slip(admin)
    assert account == new_pupil(1)[2]
    pupil = sit(width=360)
    with pupil.refused(401, 403, 422):
        pupil.log_in(account, "0" * 10)
        pupil.see("登录")
    pupil.log_in(account.lower(), secret.replace("-", "").lower())
    pupil.see("设置密码", "雀林县雀林第一小学")
    pupil.open("/desktop")
    pupil.see("设置密码")
    with pupil.refused(422):
        _set(pupil, "12345678")
        pupil.see("设置密码", "有几处需要改一下")
    _set(pupil, OWN)
    pupil.see_desktop("密码设置好了", "学生")
    with pupil.refused(403, 404):
        pupil.open(f"{SCHOOL}/students")
        assert new_pupil(1)[1] not in pupil.page.content()
    _again(sit, account, secret)


def _set(pupil: Desk, password: str) -> None:
    pupil.page.fill("[name=password]", password)
    pupil.page.fill("[name=again]", password)
    pupil.press("设置密码并登录")


def _again(sit: Sit, account: str, secret: str) -> None:
    """The slip is used up; the own password opens."""
    other = sit()
    with other.refused(401, 403, 422):
        other.log_in(account, secret)
        other.see("登录")
    other.log_in(account, OWN)
    other.see_desktop("学生")


def test_l1_a_slip_that_was_printed_again_is_void(admin: Desk, town: World, sit: Sit) -> None:
    account, secret = _slip(admin)
    admin.open(f"{SCHOOL}/students")
    admin.page.check(f"[aria-label='选中{new_pupil(1)[0]}']")
    admin.press("打印首次登录条")
    admin.see("首次登录条", "其中 1 名已经有一张没用过的登录条")
    admin.press("生成 1 张登录条")
    admin.see("首次登录条", "1 张")
    fresh = admin.page.locator(".jy-secret").inner_text()
    assert fresh != secret
    pupil = sit()
    with pupil.refused(401, 403, 422):
        pupil.log_in(account, secret)
        pupil.see("登录")
    pupil.log_in(account, fresh)
    pupil.see("设置密码")
