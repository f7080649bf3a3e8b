"""Handing a ticket to the desk above."""

from datetime import datetime
from uuid import UUID

from jiaoyun.helpdesk.access import access_ticket
from jiaoyun.helpdesk.desks import desk_above
from jiaoyun.helpdesk.events import TICKET_HANDED_UP
from jiaoyun.helpdesk.handling import Handled, handled, move
from jiaoyun.helpdesk.history import note
from jiaoyun.helpdesk.levels import Level
from jiaoyun.helpdesk.models import TicketState, What
from jiaoyun.helpdesk.powers import TICKETS_HANDLE
from jiaoyun.helpdesk.second_person import may_move
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command
from jiaoyun.plumbing.refusals import Refused


@command(power=TICKETS_HANDLE, event=TICKET_HANDED_UP)
def hand_up_ticket(*, actor: Actor, ticket_id: UUID, text: str = "", now: datetime) -> Handled:
    """Give it to the next desk up the tree, with words where there are any.

    Refuses helpdesk.ticket.top at support, .not_now while a confirmed cure waits, and what access_ticket refuses.
    """
    ticket = access_ticket(actor, ticket_id)
    may_move(ticket, TicketState.OPEN, TicketState.ASKED, TicketState.SECOND)
    above = desk_above(Level(ticket.level), ticket.home)
    if above is None:
        raise Refused("helpdesk.ticket.top")
    move(ticket, above, now=now)
    note(ticket, What.UP, actor=actor, now=now, text=text.strip())
    return handled(ticket)
