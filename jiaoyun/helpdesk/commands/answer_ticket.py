"""Answering a ticket, which closes it."""

from datetime import datetime
from uuid import UUID

from jiaoyun.helpdesk.access import access_ticket
from jiaoyun.helpdesk.closing import close
from jiaoyun.helpdesk.events import TICKET_ANSWERED
from jiaoyun.helpdesk.handling import Handled, handled, must_be, words
from jiaoyun.helpdesk.models import ClosedWhy, TicketState
from jiaoyun.helpdesk.powers import TICKETS_HANDLE
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command


@command(power=TICKETS_HANDLE, event=TICKET_ANSWERED)
def answer_ticket(*, actor: Actor, ticket_id: UUID, text: str, now: datetime) -> Handled:
    """Answer and close it, with those that joined it; the asker may open it again for 14 days.

    Refuses helpdesk.ticket.words_missing, .not_now while a cure waits, and what access_ticket refuses.
    """
    ticket = access_ticket(actor, ticket_id)
    must_be(ticket, TicketState.OPEN, TicketState.ASKED)
    ticket.handler_id = actor.account
    ticket.save(update_fields=["handler"])
    close(ticket, ClosedWhy.ANSWERED, actor=actor, now=now, text=words(text))
    return handled(ticket)
