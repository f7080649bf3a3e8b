"""Opening a case: two hours with the one person of a ticket, with a reason (security.md, Decided 5)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from uuid_utils.compat import uuid7

from jiaoyun.helpdesk.access import access_ticket
from jiaoyun.helpdesk.events import CASE_OPENED
from jiaoyun.helpdesk.history import note
from jiaoyun.helpdesk.models import Case, What
from jiaoyun.helpdesk.powers import TICKETS_HANDLE
from jiaoyun.helpdesk.showing import without_numbers
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command
from jiaoyun.plumbing.refusals import Refused

LASTS = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class CaseOpened:
    """A case; also the event's fields."""

    ticket_id: UUID
    case_id: UUID
    account_id: UUID | None
    until: datetime


@command(power=TICKETS_HANDLE, event=CASE_OPENED)
def open_case(*, actor: Actor, ticket_id: UUID, reason: str, now: datetime) -> CaseOpened:
    """Look at what was typed, the evidence and the person of one ticket; the case that was open before is closed.

    Refuses helpdesk.case.reason_missing, and what access_ticket refuses.
    """
    ticket = access_ticket(actor, ticket_id)
    if not reason.strip():
        raise Refused("helpdesk.case.reason_missing")
    own = Case.objects.everywhere("the actor's own cases").filter(by_id=actor.account, closed_at__isnull=True)
    own.update(closed_at=now)
    case = Case(id=uuid7(), ticket=ticket, account_id=ticket.person_id, by_id=actor.account, until=now + LASTS)
    case.identity = actor.grant.identity_id if actor.grant is not None else uuid7()
    case.reason, case.opened_at = without_numbers(reason.strip())[:300], now
    case.save(force_insert=True)
    note(ticket, What.CASE, actor=actor, now=now, text=reason.strip(), internal=True)
    return CaseOpened(ticket.pk, case.pk, ticket.person_id, case.until)
