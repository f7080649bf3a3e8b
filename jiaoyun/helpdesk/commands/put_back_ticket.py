"""Putting a ticket back for the others of the desk."""

from datetime import datetime
from uuid import UUID

from jiaoyun.helpdesk.access import access_ticket, changed
from jiaoyun.helpdesk.events import TICKET_PUT_BACK
from jiaoyun.helpdesk.handling import Handled, handled
from jiaoyun.helpdesk.history import note
from jiaoyun.helpdesk.models import What
from jiaoyun.helpdesk.powers import TICKETS_HANDLE
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command


@command(power=TICKETS_HANDLE, event=TICKET_PUT_BACK)
def put_back_ticket(*, actor: Actor, ticket_id: UUID, now: datetime) -> Handled:
    """Let go of a ticket of the own desk, whoever has it. Refuses what access_ticket refuses."""
    ticket = access_ticket(actor, ticket_id)
    if ticket.handler_id is not None:
        ticket.handler_id = None
        changed(ticket, "handler", now=now)
        note(ticket, What.PUT_BACK, actor=actor, now=now, internal=True)
    return handled(ticket)
