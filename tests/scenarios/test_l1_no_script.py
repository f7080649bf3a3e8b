"""L1 without scripts: a pupil's first login by the slip, and the plain logins by 学籍号 and by ID afterwards."""

import pytest

from tests.roster.importing import new_pupil
from tests.scenarios.conftest import Sit
from tests.scenarios.desk import Desk
from tests.scenarios.knocking import by_password, log_out
from tests.scenarios.rosters import apply, checked, csv_file

pytestmark = pytest.mark.browser
OWN = "竹林深处有人家-31"


def test_l1_a_pupil_gets_in_by_slip_by_roll_number_and_by_id_without_scripts(admin: Desk, sit: Sit) -> None:
    document, roll_number = new_pupil(1)[1:3]
    checked(admin, csv_file([new_pupil(1)]))
    apply(admin)
    admin.press("打印首次登录条")
    admin.press("生成 1 张登录条")
    account, secret = admin.page.locator(".jy-slip dd").all_inner_texts()
    assert account == roll_number
    pupil = sit(scripts=False, width=360)
    by_password(pupil, account, secret)
    pupil.see("设置密码", "请看看是不是您的账号")
    pupil.page.fill("[name=password]", OWN)
    pupil.page.fill("[name=again]", OWN)
    pupil.press("设置密码并登录")
    pupil.see_desktop("密码设置好了", "学生")
    for login in (roll_number.lower(), document):
        log_out(pupil)
        by_password(pupil, login, OWN)
        pupil.see_desktop("学生")
