"""Tickets whose cure has begun and lacks its second person: whose turn it is, so that nobody waits for nobody."""

from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from jiaoyun.accounts.models import Identity, IdentityState, WaitingChange, WaitingState
from jiaoyun.helpdesk.levels import Level
from jiaoyun.helpdesk.models import Ticket, TicketState
from jiaoyun.plumbing.refusals import Refused


def unconfirmed(ticket_id: UUID) -> WaitingChange | None:
    """The change of this ticket that lacks its second person; None where none does."""
    found: WaitingChange | None = changes_unconfirmed().filter(ticket=ticket_id).first()
    return found


def lacks_second(*, asked_by_other_than: UUID | None = None) -> Q:
    """A condition on tickets: the change that one waits for lacks its second person.

    `asked_by_other_than`: and this account may be it, because somebody else asked.
    """
    rows = changes_unconfirmed().filter(ticket=OuterRef("pk"))
    if asked_by_other_than is not None:
        rows = rows.exclude(asked_by=asked_by_other_than).exclude(account_id=asked_by_other_than)
    return Q(Exists(rows), state=TicketState.WAITING)


def may_move(ticket: Ticket, *states: TicketState) -> None:
    """Refuse helpdesk.ticket.not_now unless the ticket is in one of these states, or waits for a second person only."""
    if ticket.state in states or (ticket.state == TicketState.WAITING and unconfirmed(ticket.pk) is not None):
        return
    raise Refused("helpdesk.ticket.not_now", state=TicketState(ticket.state).label)


def colleagues(ticket: Ticket, besides: UUID | None) -> list[UUID]:
    """Who else sits at the ticket's desk: those who may be the second person."""
    level = Level(ticket.level)
    rows = Identity.objects.everywhere("who sits at the desk of a ticket").filter(
        role=level.role.value, state=IdentityState.ACTIVE
    )
    if level is not Level.SUPPORT:
        rows = rows.filter(organization_id=ticket.organization_id)
    if level is Level.CLASS:
        rows = rows.filter(school_class_id=ticket.school_class_id)
    return sorted(set(rows.values_list("account_id", flat=True)) - {besides})


def changes_unconfirmed() -> Any:
    """The changes that tickets began and that lack their second person."""
    rows = WaitingChange.objects.everywhere("the change that a ticket began")
    return rows.filter(state=WaitingState.WAITING, needs_second=True, second_at__isnull=True)
