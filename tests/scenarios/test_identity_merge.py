"""合并我的两个账号: the person asks, two people of the province decide, and one account is left."""

import pytest

from jiaoyun.accounts.models import Account
from tests.accounts.registration.registering import document_of
from tests.scenarios.at_desk import do, make_colleague, open_ticket, take_up
from tests.scenarios.conftest import Sit
from tests.scenarios.knocking import by_password
from tests.scenarios.test_r0_a_teacher_registers import at_work
from tests.world import World

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [1280, 360])
def test_two_accounts_become_one_by_two_people(town: World, sit: Sit, width: int) -> None:
    password, other = town.set_password("inspector"), town.set_password("neighbour_teacher")
    person = sit(width=width)
    by_password(person, town.login("inspector"), password)
    person.open("/tickets/new")
    person.press("合并我的两个账号")
    person.see("合并我的两个账号", "现在登录的这个会保留")
    person.page.fill("[name=name]", "邻雀教师")
    person.page.fill("[name=account]", document_of(town, "neighbour_teacher"))
    person.page.fill("[name=text]", "两个账号都是我的，请合成一个")
    person.press("提交工单")
    make_colleague(town, "city_admin", of="province_admin")
    first = at_work(sit, town, "province_admin", width=width)
    open_ticket(first, "identity_merge")
    take_up(first, "合并两个账号")
    first.see("合并账号", "保留的账号", "并入的账号", "雀**", "邻***")
    do(first, "提出合并账号", "核对过两个账号的证件")
    assert first.page.locator("main").inner_text().count("确认合并账号") == 0
    second = at_work(sit, town, "city_admin", width=width)
    open_ticket(second, "identity_merge")
    take_up(second, "合并两个账号")
    do(second, "我已核对，确认合并账号", "视频核对过本人")
    assert Account.objects.of_account(town.accounts["neighbour_teacher"]).get().state == "withdrawn"
    person.open("/identities")
    person.see("身份切换", "备课检查员", "雀林县雀林第二小学")
    person.open("/notices")
    person.see("消息", "合并我的两个账号", "已办好")
    gone = sit(width=width)
    with gone.refused(403, 422):
        by_password(gone, town.login("neighbour_teacher"), other)
        gone.see("登录")
