"""Cures end the ticket in their own transaction, and the ones that change who controls an account take two people."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from jiaoyun.accounts.binding import bind
from jiaoyun.accounts.commands.finish_waiting import finish_waiting
from jiaoyun.accounts.models import Account, Identifier, IdentifierKind, Identity, WaitingChange
from jiaoyun.helpdesk.commands.hand_up_ticket import hand_up_ticket
from jiaoyun.helpdesk.commands.merge_accounts import merge_accounts
from jiaoyun.helpdesk.commands.open_case import open_case
from jiaoyun.helpdesk.commands.propose_cure import propose_cure
from jiaoyun.helpdesk.commands.restore_account import restore_account
from jiaoyun.helpdesk.commands.unbind_document import confirm_document, unbind_document
from jiaoyun.helpdesk.jobs import _ended
from jiaoyun.helpdesk.models import Ticket
from jiaoyun.helpdesk.two_people import TwoPeopleCure
from jiaoyun.organizations.commands.add_tenant import NewTenant, add_tenant
from jiaoyun.organizations.models import Organization, Stage
from jiaoyun.plumbing.actor import NOBODY, Actor
from jiaoyun.plumbing.cures import with_ticket
from jiaoyun.plumbing.refusals import Refused
from tests.helpdesk.raising import again, delete, phone_of, raised, raised_by_visitor, typed_for
from tests.people import invent_phone
from tests.world import World

pytestmark = pytest.mark.django_db


def at(world: World, role: str, ticket: Ticket) -> Actor:
    """Somebody of the cast with the ticket in hand."""
    return with_ticket(world.actor(role), ticket.pk)


def refusal(run: object) -> str:
    with pytest.raises(Refused) as caught:
        run()  # type: ignore[operator]
    return caught.value.id


def to_support(world: World, ticket: Ticket) -> None:
    hand_up_ticket(actor=world.actor("province_admin"), ticket_id=ticket.pk, now=timezone.now())


def look(world: World, ticket: Ticket, role: str = "support") -> None:
    open_case(actor=world.actor(role), ticket_id=ticket.pk, reason="核对材料", now=timezone.now())


def deleted(world: World, *, phone: str = "", **typed: str) -> Ticket:
    """A ticket to restore 雀任课, whose account is deleted; with the own bound phone unless another is named."""
    number = phone or phone_of(world, "teacher")
    given = {**typed_for(world, "teacher"), **typed}
    delete(world, "teacher")
    return raised_by_visitor("account_restore", phone=number, **given)


def test_one_person_restores_where_phone_name_and_document_were_proved(world: World) -> None:
    ticket = deleted(world)
    done = restore_account(actor=at(world, "province_admin", ticket), now=timezone.now())
    assert (done.alone, done.identities) == (True, 1)
    account = Account.objects.of_account(world.accounts["teacher"]).get()
    assert account.state == "active"
    assert (again(ticket.pk).state, again(ticket.pk).closed_why) == ("closed", "cured")


@pytest.mark.parametrize("wrong", ["phone", "name", "document"])
def test_one_person_may_not_restore_what_is_not_proved(world: World, wrong: str) -> None:
    other = {"name": "别的名字"} if wrong == "name" else {}
    ticket = deleted(world, phone=invent_phone(8899) if wrong == "phone" else "", **other)
    if wrong == "document":
        # The person was found by the ticket, but the phone that was proved came to the account after it was deleted.
        rows = Identifier.objects.of_account(world.accounts["teacher"]).filter(kind="phone")
        rows.update(bound_at=timezone.now() + timedelta(seconds=1))
    province = at(world, "province_admin", ticket)
    assert refusal(lambda: restore_account(actor=province, now=timezone.now())) == "helpdesk.cure.second_needed"
    assert Account.objects.of_account(world.accounts["teacher"]).get().state == "deleted"


def test_two_people_restore_what_is_not_proved(world: World) -> None:
    ticket = deleted(world, phone=invent_phone(8899))
    province = at(world, "province_admin", ticket)
    propose_cure(actor=province, cure=TwoPeopleCure.RESTORE, reason="看过证件照片", now=timezone.now())
    assert refusal(lambda: restore_account(actor=province, now=timezone.now())) == "helpdesk.cure.second_needed"
    to_support(world, ticket)
    look(world, ticket)
    done = restore_account(actor=at(world, "support", ticket), now=timezone.now())
    assert done.alone is False
    assert again(ticket.pk).closed_why == "cured"


def test_the_same_person_may_not_be_the_second_under_another_identity(world: World) -> None:
    ticket = deleted(world, phone=invent_phone(8899))
    propose_cure(
        actor=at(world, "province_admin", ticket), cure=TwoPeopleCure.RESTORE, reason="看过", now=timezone.now()
    )
    to_support(world, ticket)
    identities = Identity.objects.everywhere("the test's own cast")
    identities.filter(id=world.identities["support"]).update(account_id=world.accounts["province_admin"])
    world.accounts["support"] = world.accounts["province_admin"]
    look(world, ticket)
    both = at(world, "support", ticket)
    assert refusal(lambda: restore_account(actor=both, now=timezone.now())) == "helpdesk.cure.second_needed"


def test_support_may_not_restore_without_an_open_case(world: World) -> None:
    from django.http import Http404

    ticket = deleted(world)
    to_support(world, ticket)
    with pytest.raises(Http404):
        restore_account(actor=at(world, "support", ticket), now=timezone.now())
    look(world, ticket)
    late = timezone.now() + timedelta(hours=3)
    from jiaoyun.helpdesk.curing import open_case_of

    assert open_case_of(world.actor("support"), ticket.pk, late) is None
    assert restore_account(actor=at(world, "support", ticket), now=timezone.now()).alone


def test_the_owner_may_not_be_the_one_who_restores(world: World) -> None:
    ticket = deleted(world)
    Ticket.objects.everywhere("the test's").filter(pk=ticket.pk).update(person=world.accounts["province_admin"])
    province = at(world, "province_admin", ticket)
    assert refusal(lambda: restore_account(actor=province, now=timezone.now())) == "helpdesk.ticket.own"


def test_a_cure_of_another_person_ends_no_ticket_and_changes_nothing(world: World) -> None:
    ticket = deleted(world)
    Ticket.objects.everywhere("the test's").filter(pk=ticket.pk).update(kind="other")
    province = replace(world.actor("province_admin"), ticket=ticket.pk)
    assert refusal(lambda: restore_account(actor=province, now=timezone.now())) == "helpdesk.ticket.wrong_cure"
    school = NewTenant(world.place("county").organization_id, "雀林县新学校", "211")
    to_support(world, ticket)
    clerk = replace(world.actor("support"), ticket=ticket.pk)
    assert refusal(lambda: add_tenant(actor=clerk, tenant=school, now=timezone.now())) == "helpdesk.ticket.wrong_cure"
    assert not Organization.objects.everywhere("all").filter(name="雀林县新学校").exists()


def merging(world: World) -> Ticket:
    """雀任课 asks that 邻雀教师, the own second account, be merged into the own one."""
    other = typed_for(world, "neighbour_teacher")
    ticket = raised(world.actor("teacher"), "identity_merge", name=other["name"], account=other["document"])
    assert ticket.person_id == world.accounts["neighbour_teacher"]
    return ticket


def test_a_merge_takes_two_people_and_brings_no_way_in(world: World) -> None:
    source, into = world.accounts["neighbour_teacher"], world.accounts["teacher"]
    Account.objects.of_account(source).update(password="argon2$attackers")
    Account.objects.of_account(into).update(password="argon2$owners")
    bind(source, IdentifierKind.EMAIL, "attacker@example.cn", now=timezone.now())
    ticket = merging(world)
    province = at(world, "province_admin", ticket)
    assert refusal(lambda: merge_accounts(actor=province, now=timezone.now())) == "helpdesk.cure.second_needed"
    propose_cure(actor=province, cure=TwoPeopleCure.MERGE, reason="本人到场", now=timezone.now())
    assert refusal(lambda: merge_accounts(actor=province, now=timezone.now())) == "helpdesk.cure.second_needed"
    before = ways_in(into)
    to_support(world, ticket)
    look(world, ticket)
    done = merge_accounts(actor=at(world, "support", ticket), now=timezone.now())
    assert done.into_id == into
    assert ways_in(into) == before
    assert ways_in(source) == ("", [])
    assert Account.objects.of_account(source).get().state == "withdrawn"
    assert Identity.objects.of_account(into).filter(state="active", role="teacher").count() == 2
    assert again(ticket.pk).closed_why == "cured"


def ways_in(account_id: object) -> tuple[str, list[str]]:
    """The password's hash and the bound phones, mailboxes and names."""
    bound = Identifier.objects.of_account(account_id).filter(released_at__isnull=True)
    kinds = bound.filter(kind__in=("phone", "email", "name", "outside")).order_by("id")
    return Account.objects.of_account(account_id).get().password, [str(row.pk) for row in kinds]


def test_unbinding_a_document_waits_and_takes_a_second_person(world: World) -> None:
    typed = typed_for(world, "teacher")
    ticket = raised_by_visitor("unbind_document", **typed)
    assert ticket.level == "school"
    admin = at(world, "school_admin", ticket)
    begun = unbind_document(actor=admin, reason="证件不是他的", now=timezone.now())
    assert again(ticket.pk).state == "waiting"
    assert refusal(lambda: confirm_document(actor=admin, now=timezone.now())) == "accounts.waiting.same_person"
    late = timezone.now() + timedelta(hours=49)
    assert refusal(lambda: finish_waiting(actor=NOBODY, change_id=begun.change_id, now=late)) == "accounts.waiting.over"
    WaitingChange.objects.everywhere("the test's").filter(pk=begun.change_id).update(
        second_by=world.accounts["province_admin"], second_at=timezone.now()
    )
    finish_waiting(actor=NOBODY, change_id=begun.change_id, now=late)
    assert _ended(ticket.pk, late) == 1
    assert again(ticket.pk).closed_why == "cured"
    bound = Identifier.objects.of_account(world.accounts["teacher"]).filter(kind="document", released_at__isnull=True)
    assert not bound.exists()


def test_a_school_is_opened_for_everybody_who_asked(world: World) -> None:
    county = str(world.place("county").organization_id)
    first = raised(world.actor("teacher"), "school_missing", school="雀林县雀尾镇中心小学", county=county)
    second = raised_by_visitor("school_missing", school="雀尾镇中心小学校", county=county)
    third = raised_by_visitor("school_missing", school="雀尾镇第二小学", county=county)
    assert (second.joined_to_id, third.joined_to_id) == (first.pk, None)
    tenant = NewTenant(int(county), "雀林县雀尾镇中心小学", "312", five_four=True)
    done = add_tenant(actor=at(world, "support", first), tenant=tenant, now=timezone.now())
    stages = Stage.objects.everywhere("the new school's").filter(school_id=done.school_id).order_by("first_grade")
    assert [(row.stage, row.years, row.first_grade) for row in stages] == [("primary", 5, 1), ("junior", 4, 6)]
    assert [again(row.pk).closed_why for row in (first, second, third)] == ["cured", "cured", ""]
    again_ = replace(world.actor("support"), ticket=third.pk)
    assert refusal(lambda: add_tenant(actor=again_, tenant=tenant, now=timezone.now())) == "organizations.tenant.exists"


def test_a_desk_sees_which_tickets_are_one_matter(world: World) -> None:
    county = str(world.place("county").organization_id)
    first = raised(world.actor("teacher"), "school_missing", school="雀林县雀尾镇中心小学", county=county)
    second = raised_by_visitor("school_missing", school="雀尾镇中心小学校", county=county)
    client, desk = world.client("support"), f"/desk/{world.place('province').organization_id}/tickets"
    assert client.open(desk).text.count("和另一张是同一件事") == 1
    assert "另有 1 人在等" in client.open(f"{desk}/{first.pk}").text
    assert f"和工单 {first.number} 一样" in client.open(f"{desk}/{second.pk}").text
