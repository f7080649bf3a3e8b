"""The first of two people: proposes what a second one must confirm (security.md §7, "Lost phone", "Merge")."""

from datetime import datetime

from django.db import IntegrityError, transaction
from uuid_utils.compat import uuid7

from jiaoyun.helpdesk.access import changed
from jiaoyun.helpdesk.events import CURE_PROPOSED
from jiaoyun.helpdesk.handling import must_be, words
from jiaoyun.helpdesk.history import note
from jiaoyun.helpdesk.merging import refuse_obstacles
from jiaoyun.helpdesk.models import Proposal, TicketState, What
from jiaoyun.helpdesk.powers import TICKETS_HANDLE
from jiaoyun.helpdesk.showing import without_numbers
from jiaoyun.helpdesk.two_people import Proposed, TwoPeopleCure, access_cure, power_gate
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command
from jiaoyun.plumbing.refusals import Refused


@command(power=TICKETS_HANDLE, event=CURE_PROPOSED)
def propose_cure(*, actor: Actor, cure: TwoPeopleCure, reason: str, now: datetime) -> Proposed:
    """Propose the cure of the ticket in hand; nothing about any account changes yet.

    Refuses helpdesk.cure.already_proposed, .nobody_found, .beyond, helpdesk.ticket.words_missing, .wrong_cure,
    .not_now, what a room has against a merge, and what access_ticket refuses.
    """
    ticket, persons = access_cure(actor, cure)
    power_gate(actor, cure, persons)
    must_be(ticket, TicketState.OPEN, TicketState.ASKED, TicketState.SECOND)
    if persons.into is not None:
        refuse_obstacles(persons.account.pk, persons.into.pk)
    said = words(reason)
    row = Proposal(id=uuid7(), ticket=ticket, cure=cure.value, account_id=persons.account.pk, by_id=actor.account)
    row.into_id, row.at = persons.into.pk if persons.into else None, now
    row.reason = without_numbers(said)[:300]
    row.by_identity = actor.grant.identity_id if actor.grant else row.id
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise Refused("helpdesk.cure.already_proposed") from None
    ticket.state, ticket.handler_id = TicketState.SECOND, None
    changed(ticket, "state", "handler", now=now)
    note(ticket, What.PROPOSED, actor=actor, now=now, text=said, internal=True)
    return Proposed(ticket.pk, row.pk, cure.value, persons.account.pk)
