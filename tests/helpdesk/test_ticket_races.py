"""Clerks and askers at the same moment: one answer, one proposal, one second person, one ticket in front."""

from collections import Counter
from datetime import timedelta

import pytest
from django.utils import timezone

from jiaoyun.accounts.binding import bind
from jiaoyun.accounts.commands.unbind_phone import ask_unbinding, confirm_unbinding
from jiaoyun.accounts.models import Account, IdentifierKind, Identity, WaitingChange
from jiaoyun.helpdesk.commands.answer_ticket import answer_ticket
from jiaoyun.helpdesk.commands.climb_ticket import climb_ticket
from jiaoyun.helpdesk.commands.hand_up_ticket import hand_up_ticket
from jiaoyun.helpdesk.commands.propose_cure import propose_cure
from jiaoyun.helpdesk.commands.restore_account import restore_account
from jiaoyun.helpdesk.models import Proposal, Ticket, TicketEvent
from jiaoyun.helpdesk.two_people import TwoPeopleCure
from jiaoyun.organizations.commands.add_tenant import NewTenant, add_tenant
from jiaoyun.organizations.models import Organization
from jiaoyun.plumbing.actor import NOBODY, Actor
from jiaoyun.plumbing.cures import with_ticket
from jiaoyun.plumbing.refusals import Refused
from tests.faults.threads import at_once
from tests.helpdesk.raising import again, delete, raised, raised_by_visitor, typed_for
from tests.people import invent_phone
from tests.world import World, build_world

pytestmark = pytest.mark.slow

AT_ONCE = 6


@pytest.fixture
def standing(transactional_db: None) -> World:
    """A world that other threads see."""
    return build_world()


def told(answers: list[object]) -> Counter[str]:
    return Counter(answer.id if isinstance(answer, Refused) else type(answer).__name__ for answer in answers)


def clerks(world: World, role: str, *others: str) -> list[Actor]:
    """The holder of a role, and others of the cast with an identity like it."""
    model = Identity.objects.of_account(world.accounts[role]).get()
    found = [world.actor(role)]
    for other in others:
        identity = Identity(account_id=world.accounts[other], role=model.role, since=model.since)
        identity.organization_id = model.organization_id
        identity.save(force_insert=True)
        world.identities[f"{role}-{other}"], world.accounts[f"{role}-{other}"] = identity.pk, world.accounts[other]
        found.append(world.actor(f"{role}-{other}"))
    return found


def events(ticket: Ticket, what: str) -> int:
    return int(TicketEvent.objects.everywhere("the test's own").filter(ticket=ticket, what=what).count())


def test_two_clerks_answer_and_the_asker_reads_one_answer(standing: World) -> None:
    ticket = raised(standing.actor("teacher"))
    desk = clerks(standing, "school_admin", "inspector")
    works = [
        lambda actor=actor: answer_ticket(actor=actor, ticket_id=ticket.pk, text="办好了", now=timezone.now())
        for actor in desk * 3
    ]
    assert told(list(at_once(works))) == {"Handled": 1, "helpdesk.ticket.closed": AT_ONCE - 1}
    assert events(ticket, "answered") == 1


def test_silence_and_a_clerk_move_it_one_desk(standing: World) -> None:
    ticket = raised(standing.actor("teacher"))
    late = ticket.due_at + timedelta(minutes=1)
    desk = standing.actor("school_admin")
    works = [
        lambda: climb_ticket(actor=NOBODY, ticket_id=ticket.pk, now=late),
        lambda: hand_up_ticket(actor=desk, ticket_id=ticket.pk, now=late),
    ] * 3
    assert told(list(at_once(works)))["Handled"] == 1
    assert (again(ticket.pk).level, events(ticket, "climbed") + events(ticket, "up")) == ("county", 1)


def restoring(world: World) -> Ticket:
    typed = typed_for(world, "teacher")
    delete(world, "teacher")
    return raised_by_visitor("account_restore", phone=invent_phone(8899), **typed)


def test_two_propose_and_there_is_one_proposal(standing: World) -> None:
    ticket = restoring(standing)
    desk = [with_ticket(actor, ticket.pk) for actor in clerks(standing, "province_admin", "inspector")]
    works = [
        lambda actor=actor: propose_cure(actor=actor, cure=TwoPeopleCure.RESTORE, reason="看过", now=timezone.now())
        for actor in desk * 3
    ]
    assert told(list(at_once(works))) == {"Proposed": 1, "helpdesk.cure.already_proposed": AT_ONCE - 1}
    assert Proposal.objects.everywhere("the test's own").filter(ticket=ticket).count() == 1


def test_two_second_people_restore_once(standing: World) -> None:
    ticket = restoring(standing)
    first, second, third = clerks(standing, "province_admin", "inspector", "neighbour_teacher")
    propose_cure(actor=with_ticket(first, ticket.pk), cure=TwoPeopleCure.RESTORE, reason="看过", now=timezone.now())
    works = [
        lambda actor=actor: restore_account(actor=with_ticket(actor, ticket.pk), now=timezone.now())
        for actor in [second, third] * 3
    ]
    assert told(list(at_once(works)))["AccountRestored"] == 1
    account = Account.objects.of_account(standing.accounts["teacher"]).get()
    assert (account.state, account.session_epoch) == ("active", 1)
    assert (again(ticket.pk).closed_why, events(ticket, "cured")) == ("cured", 1)


def test_several_second_people_of_a_phone_are_one(standing: World) -> None:
    pupil = standing.pupils["school"][0].account_id
    bind(pupil, IdentifierKind.PHONE, invent_phone(8810), now=timezone.now())
    place = standing.place("school")
    admin = standing.actor("school_admin")
    ask_unbinding(actor=admin, place=place, account_id=pupil, reason="换号了", now=timezone.now())
    works = [
        lambda role=role: confirm_unbinding(
            actor=standing.actor(role), place=place, account_id=pupil, now=timezone.now()
        )
        for role in ("homeroom", "county_admin", "city_admin", "province_admin", "school_admin")
    ]
    answers = list(at_once(works))
    assert told(answers) == {"UnbindingConfirmed": 4, "accounts.waiting.same_person": 1}
    assert WaitingChange.objects.of_account(pupil).get().second_by != standing.accounts["school_admin"]


def test_askers_of_one_school_stand_behind_one_ticket(standing: World) -> None:
    county = str(standing.place("county").organization_id)
    works = [
        lambda at=at: raised_by_visitor(
            "school_missing", phone=invent_phone(8820 + at), school="雀尾镇中心小学", county=county
        )
        for at in range(AT_ONCE)
    ]
    assert told(list(at_once(works))) == {"Ticket": AT_ONCE}
    rows = Ticket.objects.everywhere("the test's own").filter(kind="school_missing")
    [lead] = rows.filter(joined_to__isnull=True)
    assert rows.filter(joined_to=lead).count() == AT_ONCE - 1


def test_a_school_is_opened_once_for_all_of_them(standing: World) -> None:
    county = standing.place("county").organization_id
    tickets = [raised_by_visitor("school_missing", school="雀尾镇中心小学", county=str(county)) for _ in range(3)]
    desk = [with_ticket(actor, tickets[0].pk) for actor in clerks(standing, "support", "inspector")]
    works = [
        lambda actor=actor: add_tenant(
            actor=actor, tenant=NewTenant(county, "雀林县雀尾镇中心小学", "211"), now=timezone.now()
        )
        for actor in desk * 3
    ]
    assert told(list(at_once(works)))["TenantAdded"] == 1
    assert Organization.objects.everywhere("the test's own").filter(name="雀林县雀尾镇中心小学").count() == 1
    assert [again(ticket.pk).closed_why for ticket in tickets] == ["cured"] * 3
