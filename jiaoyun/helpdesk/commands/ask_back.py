"""Asking the asker for more; the desk's time stands still meanwhile."""

from datetime import datetime, timedelta
from uuid import UUID

from jiaoyun.helpdesk.access import access_ticket, changed
from jiaoyun.helpdesk.events import TICKET_ASKED_BACK
from jiaoyun.helpdesk.handling import Handled, handled, must_be, words
from jiaoyun.helpdesk.history import note
from jiaoyun.helpdesk.models import TicketState, What
from jiaoyun.helpdesk.powers import TICKETS_HANDLE
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command

#: After so long without an answer the ticket is closed; it can be opened again.
PATIENCE = timedelta(days=14)


@command(power=TICKETS_HANDLE, event=TICKET_ASKED_BACK)
def ask_back(*, actor: Actor, ticket_id: UUID, text: str, now: datetime) -> Handled:
    """Ask for words or evidence. Refuses helpdesk.ticket.words_missing, .not_now, and what access_ticket refuses."""
    ticket = access_ticket(actor, ticket_id)
    must_be(ticket, TicketState.OPEN, TicketState.ASKED)
    said = words(text)
    ticket.state, ticket.due_at, ticket.handler_id = TicketState.ASKED, now + PATIENCE, actor.account
    changed(ticket, "state", "due_at", "handler", now=now)
    note(ticket, What.ASKED, actor=actor, now=now, text=said)
    return handled(ticket)
