"""The asker has helped himself: the ticket ends without anybody."""

from datetime import datetime
from uuid import UUID

from jiaoyun.helpdesk.access import access_as_asker
from jiaoyun.helpdesk.closing import close
from jiaoyun.helpdesk.events import TICKET_SOLVED
from jiaoyun.helpdesk.handling import Handled, handled, must_be
from jiaoyun.helpdesk.models import ClosedWhy, TicketState
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command
from jiaoyun.plumbing.refusals import Refused


@command(power=None, event=TICKET_SOLVED)
def solve_ticket(*, actor: Actor, ticket_id: UUID, phone: bytes | None, now: datetime) -> Handled:
    """Close the own ticket. Refuses helpdesk.ticket.closed, and .not_now while a cure waits."""
    ticket = access_as_asker(actor, phone, ticket_id, lock=True)
    if ticket.closed_at is not None:
        raise Refused("helpdesk.ticket.closed")
    must_be(ticket, TicketState.OPEN, TicketState.ASKED)
    close(ticket, ClosedWhy.SOLVED, actor=actor, now=now)
    return handled(ticket)
