"""The asker adds words; the desk's time begins anew where it had asked."""

from datetime import datetime
from uuid import UUID

from jiaoyun.helpdesk.access import access_as_asker, changed
from jiaoyun.helpdesk.desks import due_after
from jiaoyun.helpdesk.events import TICKET_REPLIED
from jiaoyun.helpdesk.evidence import Piece, attach
from jiaoyun.helpdesk.handling import Handled, handled, words
from jiaoyun.helpdesk.history import note
from jiaoyun.helpdesk.kinds import kind_of
from jiaoyun.helpdesk.models import TicketState, What
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command
from jiaoyun.plumbing.refusals import Refused


@command(power=None, event=TICKET_REPLIED)
def reply_ticket(
    *, actor: Actor, ticket_id: UUID, phone: bytes | None, text: str, pieces: tuple[Piece, ...], now: datetime
) -> Handled:
    """Add words and evidence to the own ticket. `phone`: digest of the proved phone of who is not logged in.

    Refuses helpdesk.ticket.closed, .words_missing where neither is there, helpdesk.file.refused beyond six files.
    """
    ticket = access_as_asker(actor, phone, ticket_id, lock=True)
    if ticket.closed_at is not None:
        raise Refused("helpdesk.ticket.closed")
    said = text.strip() if pieces else words(text)
    attach(ticket, pieces, now=now)
    if ticket.state == TicketState.ASKED:
        ticket.state, ticket.due_at = TicketState.OPEN, due_after(now, kind_of(ticket.kind).working_days)
    changed(ticket, "state", "due_at", now=now)
    note(ticket, What.REPLIED, actor=actor, now=now, text=said)
    return handled(ticket)
