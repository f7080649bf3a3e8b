"""Handing a ticket to the desk below, towards where it came from."""

from datetime import datetime
from uuid import UUID

from jiaoyun.helpdesk.access import access_ticket
from jiaoyun.helpdesk.desks import desk_below
from jiaoyun.helpdesk.events import TICKET_HANDED_DOWN
from jiaoyun.helpdesk.handling import Handled, handled, move, words
from jiaoyun.helpdesk.history import note
from jiaoyun.helpdesk.levels import Level
from jiaoyun.helpdesk.models import TicketState, What
from jiaoyun.helpdesk.powers import TICKETS_HANDLE
from jiaoyun.helpdesk.second_person import may_move
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command
from jiaoyun.plumbing.refusals import Refused


@command(power=TICKETS_HANDLE, event=TICKET_HANDED_DOWN)
def hand_down_ticket(*, actor: Actor, ticket_id: UUID, text: str, now: datetime) -> Handled:
    """Give it to the next desk down, saying why.

    Refuses helpdesk.ticket.bottom where its home is no lower, .words_missing, .not_now, and what access_ticket refuses.
    """
    ticket = access_ticket(actor, ticket_id)
    may_move(ticket, TicketState.OPEN, TicketState.ASKED)
    said = words(text)
    below = desk_below(Level(ticket.level), ticket.home)
    if below is None:
        raise Refused("helpdesk.ticket.bottom")
    move(ticket, below, now=now)
    note(ticket, What.DOWN, actor=actor, now=now, text=said)
    return handled(ticket)
