"""What the house's commands call when a form carried a ticket: the ticket ends, or waits, with what was done.

Registered with plumbing/cures.py, so that the rooms that own those commands know nothing of tickets.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from jiaoyun.helpdesk.access import access_ticket, changed
from jiaoyun.helpdesk.closing import close
from jiaoyun.helpdesk.history import note
from jiaoyun.helpdesk.kinds import Cure, kind_of
from jiaoyun.helpdesk.models import Case, ClosedWhy, Ticket, TicketState, What
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.cures import register
from jiaoyun.plumbing.events import Event
from jiaoyun.plumbing.refusals import Refused

#: Events of the desk's own steps: they are about the ticket itself and end it where they say so.
_OWN_STEPS = "ticket"


def settle_ticket(actor: Actor, event: Event, result: Any, now: datetime) -> None:
    """End the actor's ticket with this event, or let it wait, in the command's own transaction.

    Refuses helpdesk.ticket.wrong_cure where the ticket waits for something else or for another person, and what
    access_ticket refuses: then nothing of the command stands.
    """
    if actor.ticket is None or event.subject_kind == _OWN_STEPS:
        return
    ticket = access_ticket(actor, actor.ticket)
    cure = next((cure for cure in kind_of(ticket.kind).cures if cure.event == event.name), None)
    if cure is None or not _fits(cure, ticket, result):
        raise Refused("helpdesk.ticket.wrong_cure")
    if cure.begins:
        begin(ticket, actor=actor, now=now)
    else:
        close(ticket, ClosedWhy.CURED, actor=actor, now=now, cured_by=event.name)


def begin(ticket: Ticket, *, actor: Actor, now: datetime) -> None:
    """Let a locked ticket wait for what has begun; the job that looks at waiting changes ends it."""
    if ticket.state != TicketState.WAITING:
        ticket.state, ticket.handler_id = TicketState.WAITING, actor.account_id
        changed(ticket, "state", "handler", now=now)
        note(ticket, What.BEGUN, actor=actor, now=now)


def person_of_case(actor: Actor, ticket_id: UUID) -> UUID | None:
    """The person of the case that the actor has open on this ticket, under the identity in use."""
    case = open_case_of(actor, ticket_id, timezone.now())
    return case.account_id if case is not None else None


def open_case_of(actor: Actor, ticket_id: UUID, now: datetime) -> Case | None:
    """The actor's open case on a ticket that is open too; None when its two hours are over."""
    if actor.account_id is None or actor.grant is None:
        return None
    rows = Case.objects.everywhere("the actor's own case").filter(
        by_id=actor.account_id, ticket_id=ticket_id, closed_at__isnull=True, until__gt=now
    )
    found: Case | None = rows.filter(identity=actor.grant.identity_id, ticket__closed_at__isnull=True).first()
    return found


def _fits(cure: Cure, ticket: Ticket, result: Any) -> bool:
    if cure.fits is not None:
        return cure.fits(ticket, result)
    return ticket.person_id is not None and getattr(result, "account_id", None) == ticket.person_id


register(settle_ticket, person_of_case)
