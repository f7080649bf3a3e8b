"""个人设置: the account name in full, taken names, clashes of the ID, tries counted (I1, R2, R3)."""

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone

from jiaoyun.accounts.binding import bind
from jiaoyun.accounts.commands.bind_outside import bind_outside
from jiaoyun.accounts.commands.correct_document import correct_document
from jiaoyun.accounts.commands.reverse_document import reverse_document
from jiaoyun.accounts.commands.set_account_name import set_account_name
from jiaoyun.accounts.commands.unbind_outside import unbind_outside
from jiaoyun.accounts.models import Account, Identifier, IdentifierKind, WaitingKind
from jiaoyun.accounts.personal.tries import DOCUMENT_BUDGET, NAME_BUDGET
from jiaoyun.accounts.waiting import begin_waiting
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.plumbing.throttle import spend
from jiaoyun.rules.documents import Sex
from tests.helpdesk.raising import number_of
from tests.pages import Page
from tests.people import invent_id
from tests.world import World

pytestmark = pytest.mark.django_db

NAME, DOCUMENT = "/me/account-name", "/me/document"
NEW = invent_id(date(1985, 7, 9), Sex.FEMALE, 181)


def old_name(world: World, role: str = "teacher") -> None:
    """Let the account name of somebody be older than a year, so that it may be changed."""
    rows = Identifier.objects.of_account(world.accounts[role]).filter(kind=IdentifierKind.ACCOUNT_NAME)
    rows.update(bound_at=timezone.now() - timedelta(days=400))


def send_name(world: World, values: dict[str, str], status: int, role: str = "teacher") -> Page:
    client = world.client(role)
    return client.send(client.open(NAME).form(NAME), values, status=status)


def send_document(world: World, number: str, status: int, role: str = "teacher", kind: str = "1") -> Page:
    client = world.client(role)
    form = client.open(DOCUMENT).form(DOCUMENT)
    return client.send(form, {"document_kind": kind, "number": number}, status=status)


def values_of(page: Page, name: str) -> list[str]:
    """What the controls of this name hold, in order."""
    tags = re.findall(rf'<(?:input|button)[^>]*name="{name}"[^>]*>', page.response.content.decode())
    return [found[1] if (found := re.search(r'value="([^"]*)"', tag)) else "" for tag in tags]


@pytest.mark.parametrize("address", ["/me", "/me/settings"])
def test_the_owner_reads_the_own_account_name_in_full(world: World, address: str) -> None:
    page = world.client("teacher").open(address)
    assert world.login("teacher") in page.text
    assert number_of(world.accounts["teacher"], IdentifierKind.DOCUMENT) not in page.text


def test_a_taken_name_is_said_at_the_field_with_free_ones(world: World) -> None:
    old_name(world)
    page = send_name(world, {"account_name": world.login("inspector")}, 409)
    assert "「账号已注册」" in page.text
    assert values_of(page, "account_name") == [world.login("inspector")]
    offered = values_of(page, "use_name")
    assert offered
    picked = send_name(world, {"account_name": "", "use_name": offered[0]}, 200)
    assert values_of(picked, "account_name") == [offered[0]]
    send_name(world, {"account_name": offered[0]}, 302)
    assert number_of(world.accounts["teacher"], IdentifierKind.ACCOUNT_NAME) == offered[0]


def test_once_a_year_keeps_what_was_typed(world: World) -> None:
    rows = Identifier.objects.of_account(world.accounts["teacher"]).filter(kind=IdentifierKind.ACCOUNT_NAME)
    rows.update(bound_at=timezone.now())
    page = send_name(world, {"account_name": "willow_lane"}, 409)
    assert "一年只能改一次" in page.text
    assert values_of(page, "account_name") == ["willow_lane"]


def test_account_names_may_not_be_read_out_by_a_machine(world: World) -> None:
    for _ in range(NAME_BUDGET.limit):
        spend(NAME_BUDGET, world.accounts["teacher"].hex)
    page = send_name(world, {"account_name": world.login("inspector")}, 429)
    assert "已注册" not in page.text
    assert values_of(page, "account_name") == [world.login("inspector")]


def test_a_clash_opens_the_identity_desk_with_what_was_typed(world: World) -> None:
    taken = number_of(world.accounts["inspector"], IdentifierKind.DOCUMENT)
    page = send_document(world, taken, 409)
    assert values_of(page, "number") == [taken]
    assert "雀备检" not in page.text
    link = next(link for link in page.links() if "/tickets/new/identity_clash" in link)
    assert "refusal=accounts.document.clash" in link
    ticket = world.client("teacher").open(link)
    assert values_of(ticket, "document") == [taken]


def test_the_second_correction_of_a_year_keeps_what_was_typed(world: World) -> None:
    send_document(world, NEW, 302)
    other = invent_id(date(1985, 7, 9), Sex.FEMALE, 182)
    page = send_document(world, other, 409)
    assert "一年只能自己更正一次" in page.text
    assert values_of(page, "number") == [other]


def test_ids_may_not_be_tried_out(world: World) -> None:
    taken = number_of(world.accounts["inspector"], IdentifierKind.DOCUMENT)
    for _ in range(DOCUMENT_BUDGET.limit):
        assert "已经登记过了" in send_document(world, taken, 409).text
    assert "已经登记过了" not in send_document(world, taken, 429).text
    assert "次数太多" in send_document(world, NEW, 429).text


def test_a_teachers_birthday_follows_the_right_id_and_goes_back_with_it(world: World) -> None:
    teacher = world.accounts["teacher"]
    now = timezone.now()
    done = correct_document(actor=world.actor("teacher"), document_kind="1", number=NEW, now=now)
    account = Account.objects.of_account(teacher).get()
    assert (account.birth_date, account.sex) == (date(1985, 7, 9), Sex.FEMALE.value)
    admin, place = world.actor("school_admin"), world.place("school")
    reverse_document(actor=admin, place=place, change_id=done.change_id, reason="不符", now=now)
    after = Account.objects.of_account(teacher).get()
    assert after.birth_date != date(1985, 7, 9)
    assert (after.birth_date.year, after.birth_date.month) == born_in(world)


def born_in(world: World) -> tuple[int, int]:
    number = number_of(world.accounts["teacher"], IdentifierKind.DOCUMENT)
    return int(number[6:10]), int(number[10:12])


def test_a_pupils_birthday_stays_with_the_school(world: World) -> None:
    pupil = world.accounts["student"]
    before = Account.objects.of_account(pupil).get().birth_date
    number = invent_id(date(2006, 1, 2), Sex.MALE, 183)
    correct_document(actor=world.actor("student"), document_kind="1", number=number, now=timezone.now())
    assert Account.objects.of_account(pupil).get().birth_date == before


def test_while_a_number_waits_neither_name_nor_outside_login_changes(world: World) -> None:
    teacher, now = world.actor("teacher"), timezone.now()
    outside = bind(teacher.account, IdentifierKind.OUTSIDE, "https://login.example.cn 42", now=now)
    old_name(world)
    phone = Identifier.objects.of_account(teacher.account).get(kind=IdentifierKind.PHONE)
    begin_waiting(
        actor=teacher, account_id=teacher.account, kind=WaitingKind.UNBIND_PHONE, now=now, identifier_id=phone.id
    )
    for run in (
        lambda: set_account_name(actor=teacher, name="willow_lane", now=now),
        lambda: bind_outside(actor=teacher, number="https://login.example.cn 43", now=now),
        lambda: unbind_outside(actor=teacher, identifier_id=outside.id, now=now),
    ):
        with pytest.raises(Refused, match=r"waiting\.already"):
            run()
    assert Identifier.objects.of_account(teacher.account).get(id=outside.id).released_at is None
