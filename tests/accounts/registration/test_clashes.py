"""What a clash says, and to whom (product.md R1, R2, R4, R5)."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from jiaoyun.accounts.binding import bind
from jiaoyun.accounts.models import Account, IdentifierKind, Identity, IdentityRequest
from jiaoyun.notices.models import Notice
from jiaoyun.plumbing.carried import carried
from jiaoyun.plumbing.jobs import run_pending
from jiaoyun.rules.codes import Sex
from tests.accounts.registration.registering import (
    DETAILS,
    DOCUMENT,
    NAME,
    PHONE,
    details,
    document_of,
    holder_of,
    known,
    phone_of,
    prove_phone,
    register,
    rows_written,
    send_off,
)
from tests.inbox import texts_to
from tests.pages import Page, PageClient
from tests.people import invent_id, invent_phone
from tests.world import World

OTHER_PHONE = invent_phone(8102)


def told(client: PageClient, values: dict[str, Any], phone: str = PHONE, status: int = 409) -> Page:
    """The page with the clash; nothing was written."""
    page = prove_phone(client, phone)
    before = rows_written()
    page = send_off(client, page, values, status=status)
    assert rows_written() == before
    return page


def act(client: PageClient, page: Page, what: str, *, status: int = 302) -> Page:
    """Press the button of the card."""
    forms = [form for form in page.html.forms if form.hidden.get("act") == what]
    assert forms, f"no button {what}"
    return client.send(forms[0], status=status)


def minutes_later(minutes: int) -> Any:
    """A number gets a code a minute at most."""
    return time_machine.travel(timezone.now() + timedelta(minutes=minutes))


def has_button(page: Page, what: str) -> bool:
    return any(form.hidden.get("act") == what for form in page.html.forms)


def test_r1_it_says_that_the_account_was_deleted_and_fills_in_the_ticket(world: World, visitor: PageClient) -> None:
    values = known(world, "teacher")
    Account.objects.of_account(world.accounts["teacher"]).update(state="deleted")
    page = told(visitor, values)
    assert "该身份证号对应账号已删除,如有需要请联系省级管理员恢复" in page.text
    assert "省级管理员" in page.text
    request: Any = type("Asked", (), {"session": visitor.session})()
    kept = carried(request, "account_restore")
    assert kept["name"] == "雀任课"
    assert (kept["document"], kept["phone"]) == (document_of(world, "teacher"), PHONE)
    assert "password" not in kept


def test_r2_it_says_that_the_id_is_registered_and_how_to_get_in(world: World, visitor: PageClient) -> None:
    page = told(visitor, known(world, "teacher"))
    assert "身份证号已注册" in page.text
    for words in ("登录", "找回密码", "学校管理员"):
        assert words in page.text
    assert "q_teacher" not in page.text.replace("ouyangjx_one", "")


def test_r2_it_says_which_school_reviews_and_lets_the_owner_of_the_phone_act(world: World) -> None:
    account_id = register(PageClient(), world)
    owner = PageClient()
    with minutes_later(2):
        page = told(owner, details(world, account_name="ouyang_2"))
    for words in ("身份证号已注册", "雀林县雀林第一小学的学校管理员", "提醒审核人", "撤回这份申请"):
        assert words in page.text
    with minutes_later(3):
        act(owner, page, "remind")
    assert IdentityRequest.objects.of_account(account_id).get().reminded_at is not None
    again = PageClient()
    with minutes_later(4):
        page = told(again, details(world, account_name="ouyang_2"))
        act(again, page, "withdraw")
    assert IdentityRequest.objects.of_account(account_id).get().state == "withdrawn"
    assert Identity.objects.of_account(account_id).get().state == "ended"


def test_r4_a_phone_that_waits_with_a_mistyped_id_is_told_as_waiting(world: World) -> None:
    account_id = register(PageClient(), world)
    owner, other = PageClient(), invent_id(date(1990, 3, 5), Sex.MALE, 43)
    with minutes_later(2):
        page = told(owner, details(world, account_name="ouyang_2", document=other))
    for words in ("手机号已注册", "雀林县雀林第一小学的学校管理员", "提醒审核人", "撤回这份申请"):
        assert words in page.text
    assert "欧" not in page.text.replace(NAME, "")
    assert not has_button(page, "move_phone")
    with minutes_later(3):
        act(owner, page, "remind")
    assert IdentityRequest.objects.of_account(account_id).get().reminded_at is not None


def test_r2_another_phone_may_not_remind_or_withdraw(world: World) -> None:
    register(PageClient(), world)
    stranger = PageClient()
    page = told(stranger, details(world, account_name="ouyang_2"), OTHER_PHONE)
    assert "雀林县雀林第一小学的学校管理员" in page.text
    assert not has_button(page, "remind")
    page = send_off(stranger, page, details(world, account_name="ouyang_2", act="withdraw"), status=409)
    assert IdentityRequest.objects.everywhere("the test's own").get().state == "pending"


def test_r4_it_moves_the_phone_of_a_guardian_and_tells_the_former_account(world: World, visitor: PageClient) -> None:
    phone, guardian = phone_of(world, "guardian"), world.accounts["guardian"]
    bind(guardian, IdentifierKind.EMAIL, "gu@example.cn", now=world.now)
    page = told(visitor, details(world), phone)
    assert "手机号已注册" in page.text
    assert "雀**的家长账号" in page.text
    assert "雀家长" not in page.text
    inside = world.client("guardian")
    act(visitor, page, "move_phone")
    assert inside.open("/me", status=302).response.headers["Location"].startswith("/login")
    assert holder_of(IdentifierKind.PHONE, phone) == holder_of(IdentifierKind.DOCUMENT, DOCUMENT) != guardian
    run_pending()
    notice = Notice.objects.of_account(guardian).get()
    assert notice.kind == "notices.phone_moved_at_registration"
    assert texts_to("gu@example.cn", channel="email")


@pytest.mark.parametrize("role", ["neighbour_teacher", "homeroom", "county_admin"])
def test_r4_it_never_moves_the_phone_of_somebody_who_works_here(world: World, visitor: PageClient, role: str) -> None:
    phone = phone_of(world, role)
    page = told(visitor, details(world), phone)
    assert "手机号已注册" in page.text
    assert not has_button(page, "move_phone")
    send_off(visitor, page, details(world, act="move_phone"), status=409)
    assert holder_of(IdentifierKind.PHONE, phone) == world.accounts[role]


def test_r4_it_never_moves_the_phone_of_a_frozen_account(world: World, visitor: PageClient) -> None:
    Account.objects.of_account(world.accounts["guardian"]).update(state="frozen")
    page = told(visitor, details(world), phone_of(world, "guardian"))
    assert not has_button(page, "move_phone")


def test_r5_it_adds_the_identity_for_whoever_proved_that_accounts_phone(world: World, visitor: PageClient) -> None:
    phone, student = invent_phone(8103), world.accounts["student"]
    bind(student, IdentifierKind.PHONE, phone, now=world.now)
    page = told(visitor, known(world, "student"), phone)
    assert "身份证号已注册" in page.text
    act(visitor, page, "add")
    assert IdentityRequest.objects.of_account(student).get().role == "teacher"
    assert holder_of(IdentifierKind.DOCUMENT, document_of(world, "student")) == student


def test_r5_it_leads_everybody_else_to_the_login_of_that_account(world: World, visitor: PageClient) -> None:
    page = told(visitor, known(world, "student"))
    assert "身份证号已注册" in page.text
    assert not has_button(page, "add")
    links = [link for link in page.links() if link.startswith("/login?next=")]
    assert links == ["/login?next=%2Fapplications%2Fnew%3Fschool%3D900101"]
    send_off(visitor, page, {**known(world, "student"), "act": "add"}, status=409)
    assert not IdentityRequest.objects.of_account(world.accounts["student"]).exists()
    # After the log-in that page has the school chosen already.
    chosen = world.client("student").open("/applications/new?school=900101")
    world.client("student").send(chosen.form("/applications/new"), {})
    assert IdentityRequest.objects.of_account(world.accounts["student"]).get().organization_id == 900_101


@pytest.mark.parametrize("state", ["active", "frozen", "deleted"])
@pytest.mark.parametrize("role", ["teacher", "student", "county_admin"])
def test_it_says_nothing_of_an_id_to_another_name(world: World, visitor: PageClient, role: str, state: str) -> None:
    Account.objects.of_account(world.accounts[role]).update(state=state)
    page = told(visitor, known(world, role, name="胡编名"))
    assert "这些信息没有核对通过" in page.text
    for words in ("已注册", "已删除", "审核由", "雀"):
        assert words not in page.text.replace("雀林县雀林第一小学 雀东市教育局雀林县教育局", "")


def test_it_stops_a_phone_that_tries_many_ids(world: World, visitor: PageClient) -> None:
    page = prove_phone(visitor)
    for _ in range(8):
        page = send_off(visitor, page, known(world, "teacher", name="胡编名"), status=409)
    stopped = send_off(visitor, page, details(world), status=429)
    assert "提交得太多次了" in stopped.text
    assert NAME in stopped.response.content.decode()


def test_a_proof_is_over_after_half_an_hour(world: World, visitor: PageClient) -> None:
    prove_phone(visitor)
    with minutes_later(31):
        assert visitor.open(DETAILS, status=302).response.headers["Location"] == "/register/teacher"


@pytest.mark.parametrize("state", ["frozen", "deleted"])
def test_a_phone_alone_does_nothing_to_an_account_that_was_stopped(
    world: World, visitor: PageClient, state: str
) -> None:
    phone, student = invent_phone(8104), world.accounts["student"]
    bind(student, IdentifierKind.PHONE, phone, now=world.now)
    Account.objects.of_account(student).update(state=state)
    page = told(visitor, known(world, "student"), phone)
    assert not has_button(page, "add")
    send_off(visitor, page, {**known(world, "student"), "act": "add"}, status=409)
    assert not IdentityRequest.objects.of_account(student).exists()
