"""L5: the account is frozen: by failures it thaws by time or recovery, by an administrator through a ticket."""

import pytest

from jiaoyun.accounts.doors.counts import NAME_BUDGET
from jiaoyun.accounts.models import Account
from tests.scenarios.conftest import Sit
from tests.scenarios.desk import Desk
from tests.scenarios.knocking import by_password, to_ticket
from tests.scenarios.shapes import SHAPES
from tests.windows import wait_for_room
from tests.world import World

pytestmark = pytest.mark.browser
SAID = "账号被冻结"


@pytest.mark.parametrize("how", [{"width": 1280}, {"width": 360}], ids=str)
@pytest.mark.parametrize("known", [True, False])
def test_l5_failures_freeze_known_and_unknown_alike(town: World, sit: Sit, how: dict[str, int], known: bool) -> None:
    account = town.login("inspector") if known else "q_niemand_hier"
    person = sit(**how)
    wait_for_room(NAME_BUDGET)
    with person.refused(422, 429):
        for _ in range(NAME_BUDGET.limit):
            by_password(person, account, "falsches-passwort")
        by_password(person, account, town.set_password("inspector"))
        person.see("登录", SAID, "分钟会自己恢复", "找回密码以后马上就能登录")
    person.press("找回密码", within=".jy-refusal")
    assert person.page.inner_text("h1") == "找回密码"


@pytest.mark.parametrize("how", SHAPES, ids=str)
def test_l5_an_administrator_froze_it_and_a_ticket_thaws_it(town: World, sit: Sit, how: dict[str, int]) -> None:
    account, password = town.login("inspector"), town.set_password("inspector")
    school = town.place("school").organization_id
    Account.objects.of_account(town.accounts["inspector"]).update(
        state="frozen", state_role="school_admin", state_organization_id=school, state_at=town.now
    )
    person = sit(**how)
    with person.refused(403):
        by_password(person, account, password)
        person.see("登录", SAID, "雀林县雀林第一小学的学校管理员", "密码没有问题")
    to_ticket(person, "提交解冻工单")
    person.see("账号被冻结，要解冻", f"您遇到的提示是「{SAID}」")
    assert person.page.input_value("[name=account]") == account
    person.page.fill("[name=name]", "雀备检")
    person.page.fill("[name=text]", "请帮我解冻")
    person.press("提交工单")
    thaw(town, sit())
    by_password(person, account, password)
    person.see_desktop("备课检查员")


def thaw(town: World, admin: Desk) -> None:
    """The school's administrator finds the ticket and cures it by its one button."""
    admin.context.add_cookies([{"name": "session", "value": town.session("school_admin"), "url": admin.base}])
    admin.open("/desk")
    admin.press("账号被冻结，要解冻")
    admin.press("解冻", within="#main")
    admin.press("解冻", within="main form")
    assert Account.objects.of_account(town.accounts["inspector"]).get().state == "active"
