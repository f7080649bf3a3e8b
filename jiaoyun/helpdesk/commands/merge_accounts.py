"""Merging two accounts of one person: two people decide, the target keeps its ways in, the source's are revoked."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from jiaoyun.helpdesk.events import ACCOUNTS_MERGED
from jiaoyun.helpdesk.merging import merge
from jiaoyun.helpdesk.powers import ACCOUNTS_MERGE
from jiaoyun.helpdesk.two_people import TwoPeopleCure, access_cure, confirm_proposal, power_gate
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command
from jiaoyun.plumbing.refusals import Refused


@dataclass(frozen=True, slots=True)
class AccountsMerged:
    """What was merged: how many numbers and identities went over, how many ways in ended."""

    account_id: UUID
    into_id: UUID
    ticket_id: UUID
    moved: int
    revoked: int


@command(power=ACCOUNTS_MERGE, event=ACCOUNTS_MERGED)
def merge_accounts(*, actor: Actor, now: datetime) -> AccountsMerged:
    """Merge as the second person what another one has proposed for the ticket in hand.

    Refuses helpdesk.cure.second_needed, .nobody_found, .beyond, helpdesk.merge.both_on_roll, and what access_ticket
    refuses.
    """
    ticket, persons = access_cure(actor, TwoPeopleCure.MERGE)
    power_gate(actor, TwoPeopleCure.MERGE, persons)
    if persons.into is None:
        raise Refused("helpdesk.cure.nobody_found")
    confirm_proposal(ticket, TwoPeopleCure.MERGE, persons, actor=actor, now=now)
    done = merge(persons.account, persons.into, now=now)
    return AccountsMerged(persons.account.pk, persons.into.pk, ticket.pk, done.moved, done.revoked)
