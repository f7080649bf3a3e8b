"""教师: the administrator opens one teacher's page, freezes and thaws, and the teacher notices."""

import pytest

from tests.scenarios.conftest import Sit
from tests.scenarios.test_h1_help_centre import seated
from tests.world import World

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [1280, 360])
def test_a_teacher_is_frozen_and_thawed_from_the_own_page(town: World, sit: Sit, width: int) -> None:
    town.set_password("homeroom")
    admin = seated(sit, town, "school_admin", width=width)
    admin.open(f"/school/{town.place('school').organization_id}/teachers")
    admin.see("教师", "雀班主")
    admin.press("雀班主", within=".jy-lead")
    admin.see("雀班主", "班主任", "账号状态", "正常")
    admin.press("冻结")
    admin.see("冻结账号")
    admin.page.fill("[name=reason]", "手机丢了，先停用")
    admin.press("冻结这个账号")
    admin.see("雀班主", "账号已冻结", "手机丢了，先停用")
    teacher = sit(width=width)
    with teacher.refused(403, 422):
        teacher.log_in(town.login("homeroom"), town.set_password("homeroom"))
        teacher.see("登录", "账号被冻结")
    admin.press("解冻")
    admin.press("解冻这个账号")
    admin.see("雀班主", "账号已解冻")
    teacher.log_in(town.login("homeroom"), town.set_password("homeroom"))
    teacher.see_desktop("班主任")
