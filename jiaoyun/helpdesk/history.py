"""A ticket's history: every change writes its event here, words sealed, and wants the asker told."""

from datetime import datetime
from uuid import UUID

from uuid_utils.compat import uuid7

from jiaoyun.helpdesk.models import Ticket, TicketEvent, What
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.jobs import enqueue
from jiaoyun.plumbing.sealing import seal, unseal

TEXT_SEAL = "ticket-text"
TELL_JOB = "helpdesk.tell"
TEXT_MOST = 2000


def note(
    ticket: Ticket, what: What, *, actor: Actor | None, now: datetime, text: str = "", internal: bool = False
) -> UUID:
    """Write one event in the caller's transaction; returns its id. `actor` None: the house itself.

    Whoever is concerned is told by a job, except of what only desks read.
    """
    event_id = uuid7()
    grant = actor.grant if actor is not None else None
    by_asker = actor is not None and actor.account_id == ticket.asker_id
    TicketEvent(
        id=event_id,
        ticket=ticket,
        what=what,
        at=now,
        by=actor.account_id if actor is not None else None,
        by_role="" if grant is None or by_asker else grant.role.value,
        by_organization_id=None if grant is None or by_asker else grant.organization_id,
        level=ticket.level,
        text_sealed=seal(TEXT_SEAL, event_id, text[:TEXT_MOST]) if text else None,
        internal=internal,
    ).save(force_insert=True)
    if not internal:
        enqueue(TELL_JOB, subject=("ticket", str(ticket.pk)), by=None, event_id=event_id)
    return event_id


def text_of(event: TicketEvent) -> str:
    """The words of an event in full; empty where there are none. For its asker and for desks behind a gate."""
    return unseal(TEXT_SEAL, event.pk, bytes(event.text_sealed)) if event.text_sealed else ""
