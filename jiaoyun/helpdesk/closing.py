"""Closing: the writing that answers, cures and silence share. Tickets that mean the same end together."""

from datetime import datetime

from jiaoyun.helpdesk.history import note
from jiaoyun.helpdesk.kinds import kind_of
from jiaoyun.helpdesk.models import ClosedWhy, Ticket, TicketState, What
from jiaoyun.plumbing.actor import Actor

_WHAT = {
    ClosedWhy.CURED: What.CURED,
    ClosedWhy.ANSWERED: What.ANSWERED,
    ClosedWhy.SOLVED: What.SOLVED,
    ClosedWhy.SILENT: What.SILENT,
}


def close(
    ticket: Ticket, why: ClosedWhy, *, actor: Actor | None, now: datetime, text: str = "", cured_by: str = ""
) -> int:
    """Close a locked ticket and those that joined it, inside the caller's transaction; returns how many."""
    joined = Ticket.objects.everywhere("tickets that wait with this one").select_for_update(of=("self",))
    waiting = list(joined.filter(joined_to=ticket, closed_at__isnull=True).order_by("id"))
    # Who joined did not solve it when the one who led did: these go on with the next of them in front.
    together = [ticket] if why in (ClosedWhy.SOLVED, ClosedWhy.SILENT) else [ticket, *waiting]
    for row in together:
        row.state, row.closed_at, row.closed_why, row.cured_by = TicketState.CLOSED, now, why, cured_by
        row.changed_at, row.version = now, row.version + 1
        row.save(update_fields=["state", "closed_at", "closed_why", "cured_by", "changed_at", "version"])
        note(row, _WHAT[why], actor=actor, now=now, text=text)
        follow(row)
    if len(together) == 1 and waiting:
        _lead_by_the_next(waiting)
    return len(together)


def follow(ticket: Ticket) -> None:
    """Let what the ticket is about keep step with it, where its kind says how."""
    keep_step = kind_of(ticket.kind).follows
    if keep_step is not None:
        keep_step(ticket)


def _lead_by_the_next(waiting: list[Ticket]) -> None:
    lead, *others = waiting
    lead.joined_to = None
    lead.save(update_fields=["joined_to"])
    for row in others:
        row.joined_to = lead
        row.save(update_fields=["joined_to"])
