"""A note that only desks read."""

from datetime import datetime
from uuid import UUID

from jiaoyun.helpdesk.access import access_ticket
from jiaoyun.helpdesk.events import TICKET_NOTED
from jiaoyun.helpdesk.handling import Handled, handled, words
from jiaoyun.helpdesk.history import note
from jiaoyun.helpdesk.models import What
from jiaoyun.helpdesk.powers import TICKETS_HANDLE
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command


@command(power=TICKETS_HANDLE, event=TICKET_NOTED)
def note_ticket(*, actor: Actor, ticket_id: UUID, text: str, now: datetime) -> Handled:
    """Keep words for the colleagues. Refuses helpdesk.ticket.words_missing, and what access_ticket refuses."""
    ticket = access_ticket(actor, ticket_id)
    note(ticket, What.NOTE, actor=actor, now=now, text=words(text), internal=True)
    return handled(ticket)
