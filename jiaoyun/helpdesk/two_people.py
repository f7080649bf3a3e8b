"""Cures that take two people: whom they concern, the gate of both, and the second person's hand."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.db import connection

from jiaoyun.accounts.authority import identities_held, may_act_on
from jiaoyun.accounts.models import Account, AccountState
from jiaoyun.helpdesk.access import access_ticket
from jiaoyun.helpdesk.desks import root
from jiaoyun.helpdesk.models import Proposal, ProposalState, Ticket
from jiaoyun.helpdesk.persons import home_of
from jiaoyun.helpdesk.powers import ACCOUNT_RESTORE, ACCOUNTS_MERGE
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.gates import admit
from jiaoyun.plumbing.powers import Place
from jiaoyun.plumbing.refusals import Refused


class TwoPeopleCure(StrEnum):
    """What two people decide; the value stands in Proposal.cure."""

    RESTORE = "restore"
    MERGE = "merge"


#: Which kinds of ticket each may cure.
KINDS_OF = {
    TwoPeopleCure.RESTORE: ("account_restore",),
    TwoPeopleCure.MERGE: ("identity_merge", "identity_clash"),
}
_POWERS = {TwoPeopleCure.RESTORE: ACCOUNT_RESTORE, TwoPeopleCure.MERGE: ACCOUNTS_MERGE}


@dataclass(frozen=True, slots=True)
class Persons:
    """Whose account changes, and for a merge the account that keeps."""

    account: Account
    into: Account | None


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposal after a step; also the events' fields."""

    ticket_id: UUID
    proposal_id: UUID
    cure: str
    account_id: UUID


def access_cure(actor: Actor, cure: TwoPeopleCure) -> tuple[Ticket, Persons]:
    """The ticket in the actor's hand, locked, and the persons of its cure, locked in the order of their ids.

    Refuses helpdesk.ticket.wrong_cure without a ticket of that kind, helpdesk.cure.nobody_found, and what access_ticket
    refuses.
    """
    if actor.ticket is None:
        raise Refused("helpdesk.ticket.wrong_cure")
    ticket = access_ticket(actor, actor.ticket)
    if ticket.kind not in KINDS_OF[cure]:
        raise Refused("helpdesk.ticket.wrong_cure")
    into_id = ticket.asker_id if cure is TwoPeopleCure.MERGE else None
    if ticket.person_id is None or (cure is TwoPeopleCure.MERGE and into_id in (None, ticket.person_id)):
        raise Refused("helpdesk.cure.nobody_found")
    rows = Account.objects.everywhere("the persons of a ticket behind its gate").exclude(state=AccountState.PURGED)
    if connection.features.has_select_for_update:
        rows = rows.select_for_update()
    wanted = [key for key in (ticket.person_id, into_id) if key is not None]
    found = {row.pk: row for row in rows.filter(pk__in=wanted).order_by("pk")}
    if len(found) != len(wanted):
        raise Refused("helpdesk.cure.nobody_found")
    return ticket, Persons(found[ticket.person_id], found[into_id] if into_id else None)


def power_gate(actor: Actor, cure: TwoPeopleCure, persons: Persons) -> None:
    """Admit the actor to the person where the person belongs, and refuse helpdesk.cure.beyond for whoever stands
    beside or above the actor."""
    admit(actor, _POWERS[cure], place_of_person(persons.account.pk))
    both = [row.pk for row in (persons.account, persons.into) if row is not None]
    held = identities_held(both)
    if not all(may_act_on(actor, held.get(key, ())) for key in both):
        raise Refused("helpdesk.cure.beyond")


def place_of_person(account_id: UUID) -> Place:
    """Where somebody belongs, about that person; the province for whoever belongs nowhere."""
    place: Place = (home_of(account_id) or root()).place
    return place.about(account_id)


def open_proposal(ticket: Ticket, cure: TwoPeopleCure) -> Proposal:
    """What was proposed for this ticket. Refuses helpdesk.cure.second_needed where nothing was."""
    rows = Proposal.objects.everywhere("the proposal of a ticket behind its gate").select_for_update()
    row: Proposal | None = rows.filter(ticket=ticket, cure=cure.value, state=ProposalState.OPEN).first()
    if row is None:
        raise Refused("helpdesk.cure.second_needed")
    return row


def confirm_proposal(ticket: Ticket, cure: TwoPeopleCure, persons: Persons, *, actor: Actor, now: datetime) -> None:
    """Confirm as the second person what another one proposed about these same persons.

    Refuses helpdesk.cure.second_needed for who proposed it, whatever identity is in use, for the persons themselves,
    and where the proposal is about somebody else; the table's own rules say the same.
    """
    row = open_proposal(ticket, cure)
    into_id = persons.into.pk if persons.into is not None else None
    if actor.account in (row.by_id, row.account_id, row.into_id) or (row.account_id, row.into_id) != (
        persons.account.pk,
        into_id,
    ):
        raise Refused("helpdesk.cure.second_needed")
    row.state, row.second_by_id, row.second_at = ProposalState.CONFIRMED, actor.account, now
    row.second_identity = actor.grant.identity_id if actor.grant is not None else None
    row.save()
