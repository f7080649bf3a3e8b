"""A desk's people share its tickets out among them: who takes one is shown to the others."""

from datetime import datetime
from uuid import UUID

from jiaoyun.helpdesk.access import access_ticket, changed
from jiaoyun.helpdesk.events import TICKET_TAKEN
from jiaoyun.helpdesk.handling import Handled, handled
from jiaoyun.helpdesk.history import note
from jiaoyun.helpdesk.models import What
from jiaoyun.helpdesk.powers import TICKETS_HANDLE
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command


@command(power=TICKETS_HANDLE, event=TICKET_TAKEN)
def take_ticket(*, actor: Actor, ticket_id: UUID, now: datetime) -> Handled:
    """Take a ticket of the own desk, also out of a colleague's hands. Refuses what access_ticket refuses."""
    ticket = access_ticket(actor, ticket_id)
    if ticket.handler_id != actor.account:
        ticket.handler_id = actor.account
        changed(ticket, "handler", now=now)
        note(ticket, What.TAKEN, actor=actor, now=now, internal=True)
    return handled(ticket)
