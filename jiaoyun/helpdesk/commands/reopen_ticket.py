"""Opening a closed ticket again: it was not the answer."""

from datetime import datetime, timedelta
from uuid import UUID

from jiaoyun.helpdesk.access import access_as_asker, changed
from jiaoyun.helpdesk.closing import follow
from jiaoyun.helpdesk.desks import due_after
from jiaoyun.helpdesk.events import TICKET_REOPENED
from jiaoyun.helpdesk.handling import Handled, handled, must_be, words
from jiaoyun.helpdesk.history import note
from jiaoyun.helpdesk.kinds import kind_of
from jiaoyun.helpdesk.models import TicketState, What
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command
from jiaoyun.plumbing.refusals import Refused

WITHIN = timedelta(days=14)


@command(power=None, event=TICKET_REOPENED)
def reopen_ticket(*, actor: Actor, ticket_id: UUID, phone: bytes | None, text: str, now: datetime) -> Handled:
    """Open the own closed ticket again at the desk that closed it, saying why.

    Refuses helpdesk.ticket.too_late after 14 days, .words_missing, and .not_now for one that is open.
    """
    ticket = access_as_asker(actor, phone, ticket_id, lock=True)
    must_be(ticket, TicketState.CLOSED)
    said = words(text)
    if ticket.closed_at is None or now - ticket.closed_at > WITHIN:
        raise Refused("helpdesk.ticket.too_late")
    ticket.state, ticket.closed_at, ticket.closed_why, ticket.cured_by = TicketState.OPEN, None, "", ""
    # What it joined may have been another matter after all: from now on it goes alone.
    ticket.joined_to, ticket.join_key, ticket.handler_id = None, None, None
    ticket.reopened += 1
    ticket.due_at = due_after(now, kind_of(ticket.kind).working_days)
    fields = ("state", "closed_at", "closed_why", "cured_by", "joined_to", "join_key", "handler", "reopened", "due_at")
    changed(ticket, *fields, now=now)
    note(ticket, What.REOPENED, actor=actor, now=now, text=said)
    follow(ticket)
    return handled(ticket)
