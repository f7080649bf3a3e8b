"""Silence: a ticket whose time is over climbs one desk, or ends where its asker said nothing for two weeks."""

from datetime import datetime
from uuid import UUID

from jiaoyun.helpdesk.access import changed
from jiaoyun.helpdesk.closing import close
from jiaoyun.helpdesk.desks import desk_above, due_after
from jiaoyun.helpdesk.events import TICKET_CLIMBED
from jiaoyun.helpdesk.handling import Handled, handled, move
from jiaoyun.helpdesk.history import note
from jiaoyun.helpdesk.kinds import kind_of
from jiaoyun.helpdesk.levels import Level
from jiaoyun.helpdesk.models import ClosedWhy, Ticket, TicketState, What
from jiaoyun.helpdesk.second_person import may_move
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command
from jiaoyun.plumbing.refusals import Refused


@command(power=None, event=TICKET_CLIMBED)
def climb_ticket(*, actor: Actor, ticket_id: UUID, now: datetime) -> Handled:
    """Let one due ticket climb; called by the job that finds them. Refuses helpdesk.ticket.not_now where it is not due.

    What waits for its time does not climb, but what waits for a second person does.
    At support there is no desk above: the time begins anew and the count of climbs tells how often.
    """
    rows = Ticket.objects.everywhere("a job found it due").select_related("home").select_for_update(of=("self",))
    ticket: Ticket = rows.get(pk=ticket_id)
    if ticket.closed_at is not None or ticket.due_at > now:
        raise Refused("helpdesk.ticket.not_now", state=TicketState(ticket.state).label)
    may_move(ticket, TicketState.OPEN, TicketState.ASKED, TicketState.SECOND)
    if ticket.state == TicketState.ASKED:
        close(ticket, ClosedWhy.SILENT, actor=None, now=now)
        return handled(ticket)
    ticket.climbed += 1
    above = desk_above(Level(ticket.level), ticket.home)
    if above is not None:
        move(ticket, above, now=now)
        ticket.save(update_fields=["climbed"])
        note(ticket, What.CLIMBED, actor=None, now=now)
        return handled(ticket)
    ticket.due_at = due_after(now, kind_of(ticket.kind).working_days)
    changed(ticket, "due_at", "climbed", now=now)
    return handled(ticket)
