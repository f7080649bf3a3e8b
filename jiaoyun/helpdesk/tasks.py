"""What the help desk puts under 待办: tickets at the desk of the identity in use."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.urls import reverse

from jiaoyun.helpdesk.levels import LEVEL_OF_ROLE, Level
from jiaoyun.helpdesk.models import Ticket, TicketState
from jiaoyun.helpdesk.powers import DESK_OPEN
from jiaoyun.helpdesk.second_person import lacks_second
from jiaoyun.notices.tasks import Counted, Task, declare_tasks
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.counting import Sum
from jiaoyun.plumbing.powers import Place, holds
from jiaoyun.plumbing.prepared import question_of

_DESKS_TURN = (TicketState.OPEN, TicketState.SECOND)


def waiting_at(actor: Actor, place: Place) -> Any:
    """The open tickets on which it is the desk's turn; also of cures whose second person the actor may be."""
    if actor.grant is None:
        raise LookupError("a gate let nobody in")
    level = LEVEL_OF_ROLE[actor.grant.role]
    rows = Ticket.objects.everywhere("the actor's own desk").filter(
        organization_id=place.organization_id,
        level=level.value,
        closed_at__isnull=True,
        joined_to__isnull=True,
    )
    rows = rows.filter(Q(state__in=_DESKS_TURN) | lacks_second(asked_by_other_than=actor.account_id))
    return rows.filter(school_class_id=actor.grant.school_class_id) if level is Level.CLASS else rows


def open_tickets(actor: Actor, place: Place) -> Iterable[Counted]:
    """One task for the desk: how many, since when, until when; none for identities without a desk."""
    if not holds(actor.grant, DESK_OPEN, place):
        return

    def task(found: Sum) -> Task:
        return Task(
            title="工单等您处理",
            detail=f"{found.count} 张工单在您这一级，过期没有处理会自动交给上一级",
            address=reverse("helpdesk:desk", kwargs={"organization_id": place.organization_id}),
            count=found.count,
            since=found.since,
            due=found.due,
        )

    yield Counted(question_of(waiting_at(actor, place).values_list("raised_at", "due_at")), task)


declare_tasks(open_tickets)
