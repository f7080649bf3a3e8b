"""The second person does not agree."""

from datetime import datetime

from jiaoyun.helpdesk.access import changed
from jiaoyun.helpdesk.events import CURE_DECLINED
from jiaoyun.helpdesk.handling import words
from jiaoyun.helpdesk.history import note
from jiaoyun.helpdesk.models import ProposalState, TicketState, What
from jiaoyun.helpdesk.powers import TICKETS_HANDLE
from jiaoyun.helpdesk.two_people import Proposed, TwoPeopleCure, access_cure, open_proposal, power_gate
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command


@command(power=TICKETS_HANDLE, event=CURE_DECLINED)
def decline_cure(*, actor: Actor, cure: TwoPeopleCure, reason: str, now: datetime) -> Proposed:
    """Decline what was proposed for the ticket in hand, saying why; who proposed it may take it back this way too.

    Refuses helpdesk.cure.second_needed where nothing is proposed, helpdesk.ticket.words_missing, and what access_ticket
    refuses.
    """
    ticket, persons = access_cure(actor, cure)
    power_gate(actor, cure, persons)
    said = words(reason)
    row = open_proposal(ticket, cure)
    row.state, row.second_by_id, row.second_at = ProposalState.DECLINED, actor.account, now
    row.second_identity = actor.grant.identity_id if actor.grant else None
    row.save()
    ticket.state = TicketState.OPEN
    changed(ticket, "state", now=now)
    note(ticket, What.DECLINED, actor=actor, now=now, text=said, internal=True)
    return Proposed(ticket.pk, row.pk, row.cure, row.account_id)
