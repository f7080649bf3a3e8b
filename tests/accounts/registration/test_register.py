"""教师注册 from the phone to the request that waits (product.md R0)."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from jiaoyun.accounts.models import Account, IdentifierKind, Identity, IdentityRequest
from jiaoyun.organizations.models import Organization
from jiaoyun.plumbing.jobs import run_pending
from jiaoyun.plumbing.models import AuditEvent
from tests.accounts.registration.registering import (
    DETAILS,
    DOCUMENT,
    NAME,
    PASSWORD,
    PHONE,
    details,
    holder_of,
    prove_phone,
    register,
    rows_written,
    send_off,
)
from tests.pages import PageClient
from tests.people import invent_phone
from tests.world import World


def test_it_offers_the_kinds_of_registration(world: World, visitor: PageClient) -> None:
    assert "/register/teacher" in visitor.open("/register").links()


def test_it_makes_an_account_that_waits_for_its_school(world: World, visitor: PageClient) -> None:
    account_id = register(visitor, world)
    account = Account.objects.of_account(account_id).get()
    assert (account.name, account.name_pinyin, account.sex, account.birth_date.isoformat()) == (
        NAME,
        "ouyangjingxing",
        "1",
        "1990-03-05",
    )
    identity = Identity.objects.of_account(account_id).get()
    request = IdentityRequest.objects.of_account(account_id).get()
    assert (identity.role, identity.state, identity.organization_id) == ("teacher", "pending", 900_101)
    assert (request.identity_id, request.state) == (identity.id, "pending")
    assert (
        holder_of(IdentifierKind.PHONE, PHONE) == holder_of(IdentifierKind.ACCOUNT_NAME, "ouyangjx_one") == account_id
    )
    event = AuditEvent.objects.get(action="accounts.teacher_registered")
    assert event.subject_id == str(request.id)
    done = visitor.open("/register/done")
    assert "雀林县雀林第一小学" in done.text


def test_it_needs_a_proved_phone_before_the_details(world: World, visitor: PageClient) -> None:
    assert visitor.open(DETAILS, status=302).response.headers["Location"] == "/register/teacher"
    visitor.open("/register/teacher/code", status=302)


def test_it_lets_the_new_account_see_its_request_and_nothing_else(world: World, visitor: PageClient) -> None:
    register(visitor, world)
    form = visitor.open("/login").form("/login")
    visitor.send(form, {"login": "ouyangjx_one", "password": PASSWORD})
    for address in ("/desktop", "/me", "/notices", "/identities"):
        assert visitor.open(address, status=302).response.headers["Location"] == "/applications"
    own = visitor.open("/applications")
    for words in ("待审核", "雀林县雀林第一小学的学校管理员", "提醒审核人", "修改", "撤回"):
        assert words in own.text
    visitor.open("/school/900101/teachers", status=404)
    for address in ("/help", "/tickets", "/tickets/new/other"):
        visitor.open(address)


def test_it_tells_the_school_and_puts_the_request_among_its_tasks(world: World, visitor: PageClient) -> None:
    register(visitor, world)
    run_pending()
    desktop = world.client("school_admin").open("/desktop")
    assert "教师申请等您审核" in desktop.text
    assert f"{NAME}申请成为本校教师" in desktop.text
    assert "教师申请" not in world.client("teacher").open("/desktop").text


def test_it_keeps_everything_that_was_typed_when_a_field_is_wrong(world: World, visitor: PageClient) -> None:
    before = rows_written()
    page = prove_phone(visitor)
    wrong = send_off(visitor, page, details(world, document=DOCUMENT[:-1]), status=422)
    source = wrong.response.content.decode()
    for kept in (NAME, DOCUMENT[:-1], "ouyangjx_one", "雀林县雀林第一小学"):
        assert kept in source
    assert PASSWORD not in source
    assert "已经填好，不用再填" in wrong.text
    assert rows_written() == before
    # The password need not be typed again.
    send_off(visitor, wrong, details(world, password="", again=""))


@pytest.mark.parametrize(("password", "again"), [("12345678", "12345678"), (PASSWORD, f"{PASSWORD}x")])
def test_it_does_not_say_that_a_refused_password_is_there(
    world: World, visitor: PageClient, password: str, again: str
) -> None:
    wrong = send_off(visitor, prove_phone(visitor), details(world, password=password, again=again), status=422)
    assert "已经填好" not in wrong.text
    assert "至少 8 位" in wrong.text


def test_it_works_by_steps_alone_to_the_school(world: World, visitor: PageClient) -> None:
    page = prove_phone(visitor)
    typed = details(world, school="", school_q="雀林第一")
    page = send_off(visitor, page, {**typed, "school_step": "find"}, status=200)
    assert "雀林县雀林第一小学" in page.text
    assert PASSWORD not in page.response.content.decode()
    page = send_off(visitor, page, {**typed, "school_q": "", "school_step": "area:900010"}, status=200)
    page = send_off(visitor, page, {**typed, "school_q": "", "school_step": "area:900011"}, status=200)
    assert "雀林县雀林第二小学" in page.text
    again = visitor.open(DETAILS)
    assert NAME in again.response.content.decode()
    send_off(visitor, page, {**typed, "school": "900102", "password": "", "again": ""})
    assert IdentityRequest.objects.everywhere("the test's own").get().organization_id == 900_102


def test_it_asks_for_a_school_at_the_top_and_at_the_field(world: World, visitor: PageClient) -> None:
    page = send_off(visitor, prove_phone(visitor), details(world, school=""), status=422)
    assert page.text.count("请选择学校") == 2
    assert 'href="#id_school_q"' in page.response.content.decode()


@pytest.mark.parametrize("state", ["unopened", "stopped"])
def test_it_leads_to_a_ticket_where_the_school_is_no_tenant(world: World, visitor: PageClient, state: str) -> None:
    page = prove_phone(visitor)
    Organization.objects.everywhere("the test's own").filter(pk=900_101).update(state=state)
    before = rows_written()
    page = send_off(visitor, page, details(world), status=422)
    assert "用户所在学校不在平台的租户中" in page.text
    assert any(link.startswith("/tickets/new/school_missing") for link in page.links())
    assert rows_written() == before


def test_it_suggests_names_and_says_at_once_that_one_is_taken(world: World, visitor: PageClient) -> None:
    page = prove_phone(visitor)
    page = send_off(visitor, page, details(world, suggest="1"), status=200)
    assert f"ouyangjingxing{DOCUMENT[-4:].lower()}" in page.text
    taken = send_off(visitor, page, details(world, account_name="Q_Teacher"), status=409)
    assert "「账号已注册」" in taken.text
    assert f"ouyangjingxing{DOCUMENT[-4:].lower()}" in taken.text
    used = send_off(visitor, taken, details(world, use_name="ouyangjx_2"), status=200)
    assert 'value="ouyangjx_2"' in used.response.content.decode()
    send_off(visitor, used, details(world, account_name="ouyangjx_2"))


def test_it_answers_the_piece_alone_for_htmx(world: World, visitor: PageClient) -> None:
    page = prove_phone(visitor)
    values = {**page.form(DETAILS).hidden, **details(world, suggest="1")}
    answer = visitor.post(DETAILS, values, headers={"HX-Request": "true"})
    text = answer.content.decode()
    assert "<html" not in text
    assert "ouyangjingxing" in text
    assert PASSWORD not in text


def test_it_does_it_once_however_often_it_is_sent(world: World, visitor: PageClient) -> None:
    page = prove_phone(visitor)
    send_off(visitor, page, details(world))
    second = send_off(visitor, page, details(world))
    assert second.response.headers["Location"] == "/register/done"
    assert Account.objects.everywhere("the test's own").filter(name=NAME).count() == 1


def test_no_number_stands_in_session_audit_or_jobs(world: World, visitor: PageClient) -> None:
    page = prove_phone(visitor)
    send_off(visitor, page, details(world, school=""), status=422)
    from django.contrib.sessions.models import Session

    from jiaoyun.plumbing.models import JobRun

    kept = [str(row.get_decoded()) for row in Session.objects.all()]
    send_off(visitor, page, details(world))
    run_pending()
    told = [str(row.details) for row in AuditEvent.objects.all()] + [str(row.args) for row in JobRun.objects.all()]
    for secret in (DOCUMENT, PHONE, PASSWORD, NAME):
        assert not [text for text in (*kept, *told) if secret in text]


def test_a_draft_stays_with_its_phone(world: World, visitor: PageClient) -> None:
    send_off(visitor, prove_phone(visitor), details(world, school=""), status=422)
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        assert NAME in prove_phone(visitor).response.content.decode()
    other = prove_phone(visitor, invent_phone(8109)).response.content.decode()
    assert NAME not in other
    assert DOCUMENT not in other


def test_a_school_that_is_not_there_leads_to_a_ticket_with_its_name(world: World, visitor: PageClient) -> None:
    page = prove_phone(visitor)
    page = send_off(visitor, page, details(world, school="", school_q="没有这所小学", school_step="find"), status=200)
    assert "「用户所在学校不在平台的租户中」" in page.text
    ticket = visitor.open("/tickets/new/school_missing")
    assert "没有这所小学" in ticket.response.content.decode()
