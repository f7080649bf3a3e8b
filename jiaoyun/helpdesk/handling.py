"""What every step of a desk shares: its result, and moving a ticket to another desk."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from jiaoyun.helpdesk.access import changed
from jiaoyun.helpdesk.desks import Desk, due_after
from jiaoyun.helpdesk.kinds import kind_of
from jiaoyun.helpdesk.models import Ticket, TicketState
from jiaoyun.plumbing.refusals import Refused

#: What one person began stays begun: the next desk finds the second one.
_GOES_ALONG = (TicketState.SECOND, TicketState.WAITING)


@dataclass(frozen=True, slots=True)
class Handled:
    """A ticket after a step; also the events' fields."""

    ticket_id: UUID
    kind: str
    level: str
    organization_id: int


def handled(ticket: Ticket) -> Handled:
    """The result of a step."""
    return Handled(ticket.pk, ticket.kind, ticket.level, ticket.organization_id)


def move(ticket: Ticket, desk: Desk, *, now: datetime) -> None:
    """Put a locked ticket on another desk: nobody's yet, with a new time."""
    ticket.level, ticket.organization_id = desk.level.value, desk.organization_id
    ticket.school_class_id = desk.school_class_id
    ticket.handler_id = None
    ticket.state = ticket.state if ticket.state in _GOES_ALONG else TicketState.OPEN
    ticket.due_at = due_after(now, kind_of(ticket.kind).working_days)
    changed(ticket, "level", "organization", "school_class", "handler", "state", "due_at", now=now)


def words(text: str) -> str:
    """What was written, without blanks around it. Refuses helpdesk.ticket.words_missing where nothing was."""
    plain = text.strip()
    if not plain:
        raise Refused("helpdesk.ticket.words_missing")
    return plain


def must_be(ticket: Ticket, *states: TicketState) -> None:
    """Refuse helpdesk.ticket.not_now in any other state."""
    if ticket.state not in states:
        raise Refused("helpdesk.ticket.not_now", state=TicketState(ticket.state).label)
