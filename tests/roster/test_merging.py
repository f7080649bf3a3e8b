"""Two accounts of one pupil become one: the place on the roll, what the school keeps, consents, guardians."""

from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone
from uuid_utils.compat import uuid7

from jiaoyun.accounts.actors import actor_for
from jiaoyun.accounts.models import Account, Consent, Identifier, Identity
from jiaoyun.helpdesk.commands.hand_up_ticket import hand_up_ticket
from jiaoyun.helpdesk.commands.merge_accounts import merge_accounts
from jiaoyun.helpdesk.commands.open_case import open_case
from jiaoyun.helpdesk.commands.propose_cure import propose_cure
from jiaoyun.helpdesk.models import Proposal, Ticket
from jiaoyun.helpdesk.two_people import TwoPeopleCure
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.cures import with_ticket
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.roster.guardians.bonds import guardians_of
from jiaoyun.roster.models import ClassWish, Contact, CurrentEnrolment, Enrolment, StudentClaim, StudentRecord
from tests.helpdesk.raising import again, raised
from tests.world import World
from tests.world_rows import Pupil

pytestmark = pytest.mark.django_db


def second_account(world: World, name: str) -> Actor:
    """Another account of the same pupil, which is nowhere on a roll; the pupil is logged in with it."""
    account = Account(id=uuid7(), name=name, name_key=name, sort_key=name, created_at=world.now, password="!")
    account.save(force_insert=True)
    actor = actor_for(account.pk, None, "")
    assert actor is not None
    return actor


def proposed(world: World, asker: Actor, pupil: Pupil) -> Ticket:
    """The ticket that would merge the pupil's account into the asker's own, proposed by the province."""
    ticket = raised(asker, "identity_merge", name=pupil.name, account=pupil.document)
    province = with_ticket(world.actor("province_admin"), ticket.pk)
    propose_cure(actor=province, cure=TwoPeopleCure.MERGE, reason="本人到场", now=timezone.now())
    return again(ticket.pk)


def merged(world: World, asker: Actor, pupil: Pupil) -> Ticket:
    """The same, done by support."""
    return confirmed(world, proposed(world, asker, pupil))


def confirmed(world: World, ticket: Ticket) -> Ticket:
    """Confirmed by support, which has it handed up and looks at it first."""
    hand_up_ticket(actor=world.actor("province_admin"), ticket_id=ticket.pk, now=timezone.now())
    open_case(actor=world.actor("support"), ticket_id=ticket.pk, reason="核对材料", now=timezone.now())
    merge_accounts(actor=with_ticket(world.actor("support"), ticket.pk), now=timezone.now())
    return again(ticket.pk)


def kept(model: Any, account_id: UUID) -> int:
    return int(model.objects.of_account(account_id).count())


def agreed(child: UUID, by: UUID, purpose: str, world: World) -> None:
    given = {"channel": "web", "given_at": world.now, "version": "1"}
    Consent(id=uuid7(), account_id=child, given_by_id=by, purpose=purpose, **given).save(force_insert=True)


def test_a_pupil_keeps_the_place_on_the_roll_under_the_account_that_stays(world: World) -> None:
    pupil = world.pupils["school"][0]
    asker = second_account(world, pupil.name)
    ticket = merged(world, asker, pupil)
    assert ticket.closed_why == "cured"
    current = CurrentEnrolment.objects.of_account(asker.account).get()
    assert (current.enrolment_id, current.state, current.version) == (pupil.enrolment_id, "enrolled", 2)
    stay = Enrolment.objects.of_account(asker.account).get()
    assert (stay.pk, stay.school_class_id) == (pupil.enrolment_id, pupil.class_id)
    for model in (CurrentEnrolment, Enrolment, StudentRecord, Contact):
        assert (kept(model, pupil.account_id), kept(model, asker.account)) == (0, 1), model
    bound = Identifier.objects.of_account(asker.account).filter(released_at__isnull=True)
    assert set(bound.values_list("kind", flat=True)) >= {"document", "roll"}
    student = Identity.objects.of_account(asker.account).get(role="student", state="active")
    assert student.school_class_id == pupil.class_id


def test_the_school_finds_the_pupil_as_before(world: World) -> None:
    pupil = world.pupils["school"][0]
    asker = second_account(world, pupil.name)
    merged(world, asker, pupil)
    school = world.place("school").organization_id
    page = world.client("school_admin").get(f"/school/{school}/students/{asker.account}")
    assert page.status_code == 200
    assert pupil.name in page.content.decode()
    gone = world.client("school_admin").get(f"/school/{school}/students/{pupil.account_id}")
    assert gone.status_code == 404


def test_guardians_and_consents_follow_the_pupil(world: World) -> None:
    pupil, guardian = world.pupils["school"][0], world.accounts["guardian"]
    asker = second_account(world, pupil.name)
    agreed(pupil.account_id, guardian, "space", world)
    agreed(pupil.account_id, guardian, "publishing", world)
    agreed(asker.account, guardian, "space", world)
    merged(world, asker, pupil)
    assert [bond.identity_id for bond in guardians_of(asker.account)] == [world.identities["guardian"]]
    assert guardians_of(pupil.account_id) == []
    in_force = Consent.objects.of_account(asker.account).filter(withdrawn_at__isnull=True)
    assert sorted(in_force.values_list("purpose", flat=True)) == ["publishing", "space"]


def test_a_guardian_of_both_is_a_guardian_once(world: World) -> None:
    pupil, guardian = world.pupils["school"][0], world.accounts["guardian"]
    asker = second_account(world, pupil.name)
    bond = Identity.objects.of_account(guardian).get(role="guardian")
    bond.pk, bond.child_id = uuid7(), asker.account
    bond.save(force_insert=True)
    merged(world, asker, pupil)
    assert len(guardians_of(asker.account)) == 1
    live = Identity.objects.of_account(guardian).filter(role="guardian", state="active")
    assert list(live.values_list("child_id", flat=True)) == [asker.account]


def test_a_guardians_second_account_stays_the_childs_guardian(world: World) -> None:
    guardian, child = world.accounts["guardian"], world.accounts["student"]
    asker = second_account(world, "雀家长")
    agreed(child, guardian, "space", world)
    merged(world, asker, Pupil(guardian, uuid7(), uuid7(), "雀家长", world.login("guardian"), "", ""))
    bonds = Identity.objects.everywhere("the test's own").filter(role="guardian", child_id=child, state="active")
    assert [bond.account_id for bond in bonds] == [asker.account]
    assert Consent.objects.of_account(child).get().given_by_id == asker.account


def test_two_places_on_a_roll_are_not_even_proposed(world: World) -> None:
    with pytest.raises(Refused) as caught:
        proposed(world, world.actor("student"), world.pupils["neighbour"][0])
    assert caught.value.id == "helpdesk.merge.both_on_roll"
    assert not Proposal.objects.everywhere("the test's own").exists()


def test_a_second_place_on_a_roll_that_came_meanwhile_stops_the_merge_and_nothing_changes(world: World) -> None:
    pupil = world.pupils["neighbour"][0]
    place = CurrentEnrolment.objects.of_account(pupil.account_id)
    place.update(state="withdrawn")
    ticket = proposed(world, world.actor("student"), pupil)
    place.update(state="enrolled")
    with pytest.raises(Refused) as caught:
        confirmed(world, ticket)
    assert caught.value.id == "helpdesk.merge.both_on_roll"
    assert Account.objects.of_account(pupil.account_id).get().state == "active"
    for account_id in (pupil.account_id, world.accounts["student"]):
        assert (kept(CurrentEnrolment, account_id), kept(Enrolment, account_id)) == (1, 1)
        assert kept(Contact, account_id) == 1


@pytest.mark.parametrize("undone", ["source", "target"])
def test_what_an_undone_import_left_is_no_place_on_the_roll(world: World, undone: str) -> None:
    pupil, own = world.pupils["neighbour"][0], world.accounts["student"]
    other = {"source": pupil.account_id, "target": own}[undone]
    CurrentEnrolment.objects.of_account(other).update(state="withdrawn")
    Enrolment.objects.of_account(other).update(state="withdrawn", closed_at=world.now)
    merged(world, world.actor("student"), pupil)
    stays = pupil.enrolment_id if undone == "target" else world.pupils["school"][0].enrolment_id
    assert CurrentEnrolment.objects.of_account(own).get().enrolment_id == stays
    assert (kept(Enrolment, own), kept(CurrentEnrolment, pupil.account_id)) == (2, 0)


def test_what_was_asked_for_the_other_account_ends_or_goes_over(world: World) -> None:
    pupil, school = world.pupils["school"][0], world.place("school").organization_id
    asker = second_account(world, pupil.name)
    claim = StudentClaim(id=uuid7(), school_id=school, account_id=pupil.account_id, submitted_at=world.now)
    claim.password, claim.phone_digest, claim.phone_sealed = "argon2$claimed", b"1", b"2"
    claim.save(force_insert=True)
    wish = ClassWish(id=uuid7(), school_id=school, account_id=pupil.account_id, asked_at=world.now)
    wish.school_class_id = world.classes["school"][1]
    wish.save(force_insert=True)
    merged(world, asker, pupil)
    over = StudentClaim.objects.of_account(asker.account).get()
    assert (over.state, over.password) == ("over", "")
    assert ClassWish.objects.of_account(asker.account).get().state == "pending"
