"""L5: who is frozen by failures is in again by a new password; the owner's own browser was never kept out."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from jiaoyun.accounts.doors.counts import NAME_BUDGET
from jiaoyun.plumbing.jobs import run_pending
from tests.accounts.knocking import PHONE, with_phone
from tests.inbox import code_to
from tests.scenarios.conftest import Sit
from tests.scenarios.desk import Desk
from tests.scenarios.knocking import by_password, log_out
from tests.scenarios.registering import answer_question
from tests.scenarios.shapes import SHAPES
from tests.windows import wait_for_room
from tests.world import World

pytestmark = pytest.mark.browser
SAID = "账号被冻结"
FRESH = "小船儿推开波浪-88"


def freeze(stranger: Desk, town: World) -> None:
    """Somebody guesses until the account name is frozen there."""
    wait_for_room(NAME_BUDGET)
    with stranger.refused(422, 429):
        for _ in range(NAME_BUDGET.limit + 1):
            by_password(stranger, town.login("inspector"), "falsches-passwort")
        stranger.see("登录", SAID, "找回密码以后马上就能登录")


@pytest.mark.parametrize("how", SHAPES, ids=str)
def test_l5_a_new_password_thaws_at_once(town: World, sit: Sit, how: dict[str, int]) -> None:
    with_phone(town, "inspector", PHONE)
    town.set_password("inspector")
    person = sit(**how)
    freeze(person, town)
    person.press("找回密码", within=".jy-refusal")
    person.see("找回密码")
    person.page.fill("[name=login]", town.login("inspector"))
    person.press("下一步")
    person.page.check("[name=channel][value=phone]")
    answer_question(person)
    person.press("获取验证码")
    run_pending()
    person.page.fill("[name=code]", code_to(PHONE))
    person.press("下一步")
    person.page.fill("[name=password]", FRESH)
    person.page.fill("[name=again]", FRESH)
    person.press("设置新密码")
    person.see("登录", "新密码设置好了")
    by_password(person, town.login("inspector"), FRESH)
    person.see_desktop("备课检查员")


@pytest.mark.parametrize("width", [1280, 360])
def test_l5_the_owners_own_browser_still_gets_in(town: World, sit: Sit, width: int) -> None:
    account, password = town.login("inspector"), town.set_password("inspector")
    owner = sit(width=width)
    by_password(owner, account, password)
    owner.see_desktop("备课检查员")
    log_out(owner)
    stranger = sit()
    freeze(stranger, town)
    with stranger.refused(429):
        by_password(stranger, account, password)
        stranger.see("登录", SAID)
    by_password(owner, account, password)
    owner.see_desktop("备课检查员")


def test_l5_it_thaws_by_itself(town: World, sit: Sit) -> None:
    account, password = town.login("inspector"), town.set_password("inspector")
    person = sit(width=360)
    freeze(person, town)
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        by_password(person, account, password)
        person.see_desktop("备课检查员")
