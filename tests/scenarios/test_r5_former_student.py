"""R5: the ID is on a former student account: the teacher identity is added to it, or a ticket asks to unbind."""

from typing import Any
from uuid import UUID

import pytest

from jiaoyun.accounts.binding import bind
from jiaoyun.accounts.models import Identifier, IdentifierKind, IdentityRequest
from tests.accounts.registration.registering import holder_of
from tests.people import invent_phone
from tests.scenarios.at_desk import after_48_hours, do, let_wait_end, open_ticket, stop_by_link, take_up
from tests.scenarios.conftest import Sit
from tests.scenarios.desk import Desk
from tests.scenarios.registering import SCHOOL, person_of, register, send_off
from tests.scenarios.shapes import NARROW, PLAIN_LATER
from tests.scenarios.test_r0_a_teacher_registers import at_work
from tests.world import World

pytestmark = pytest.mark.browser


def waits_for(world: World, role: str) -> bool:
    return IdentityRequest.objects.of_account(world.accounts[role]).filter(state="pending").exists()


@pytest.mark.parametrize("width", [1280, 360])
def test_r5_with_the_password_of_that_account(town: World, sit: Sit, width: int) -> None:
    name, document = person_of(town, "student")
    person = sit(width=width)
    with person.refused(409):
        register(person, name=name, document=document)
        person.see("教师注册", "身份证号已注册", "添加教师身份")
    person.press("登录那个账号，添加教师身份")
    person.see("登录")
    person.page.fill("[name=login]", town.login("student"))
    person.page.fill("[name=password]", town.set_password("student"))
    person.press("登录", within="main form")
    person.see("添加教师身份", SCHOOL)
    send_off(person)
    person.see("我的申请", "待审核", SCHOOL)
    assert waits_for(town, "student")


def test_r5_with_the_sms_of_that_account(town: World, sit: Sit) -> None:
    phone = invent_phone(8703)
    bind(town.accounts["student"], IdentifierKind.PHONE, phone, now=town.now)
    name, document = person_of(town, "student")
    person = sit()
    with person.refused(409):
        register(person, phone, name=name, document=document)
        person.see("教师注册", "身份证号已注册")
    person.press("把教师身份添加到那个账号")
    person.see("办好了", "请用原来的账号登录")
    assert waits_for(town, "student")


def test_r5_or_a_ticket_asks_to_unbind_the_id(town: World, sit: Sit) -> None:
    name, document = person_of(town, "student")
    person = sit()
    with person.refused(409):
        register(person, name=name, document=document)
        person.see("教师注册", "身份证号已注册")
    person.press("账号不是我的，提交解绑工单")
    assert "/tickets/new/unbind_document" in person.page.url
    assert document in person.page.content()


def holder(document: str) -> UUID:
    return holder_of(IdentifierKind.DOCUMENT, document)


def ask_to_unbind(person: Desk, phone: str, name: str, document: str) -> None:
    """From the refusal of the registration to a ticket that was sent off."""
    with person.refused(409):
        register(person, phone, name=name, document=document)
    person.press("账号不是我的，提交解绑工单")
    person.page.fill("[name=text]", "这是我上学时的账号，已经不用了")
    person.press("提交工单")


def begin_unbinding(admin: Desk) -> None:
    open_ticket(admin, "unbind_document")
    take_up(admin, "解绑身份证件")
    do(admin, "申请解绑身份证件", "核对了身份证原件")


def test_r5_the_school_unbinds_with_two_people_after_48_hours_and_the_id_registers(town: World, sit: Sit) -> None:
    name, document = person_of(town, "student")
    person, phone = sit(), invent_phone(8705)
    ask_to_unbind(person, phone, name, document)
    begin_unbinding(at_work(sit, town))
    second = at_work(sit, town, "teacher")
    open_ticket(second, "unbind_document")
    take_up(second, "确认解绑身份证件")
    do(second, "我已核对，确认解绑")
    assert holder(document) == town.accounts["student"]
    with after_48_hours():
        let_wait_end()
        again = sit()
        register(again, phone, name=name, document=document, account="new_teacher")
        again.see("提交成功")
    assert holder(document) != town.accounts["student"]
    released = Identifier.objects.of_account(town.accounts["student"]).filter(released_at__isnull=False)
    assert set(released.values_list("kind", flat=True)) >= {"document", "roll"}


@pytest.mark.parametrize("how", [NARROW, PLAIN_LATER], ids=str)
def test_r5_the_former_owner_stops_it_by_the_link_on_the_old_phone(town: World, sit: Sit, how: dict[str, Any]) -> None:
    old = invent_phone(8706)
    bind(town.accounts["student"], IdentifierKind.PHONE, old, now=town.now)
    name, document = person_of(town, "student")
    ask_to_unbind(sit(), invent_phone(8705), name, document)
    begin_unbinding(at_work(sit, town))
    stop_by_link(sit(**how), old)
    second = at_work(sit, town, "teacher")
    second.open("/desk")
    assert "确认解绑身份证件" not in second.page.inner_text("main")
    with after_48_hours():
        let_wait_end()
    assert holder(document) == town.accounts["student"]
