"""The jobs of the help desk. Their bodies are idempotent: killed at any moment, they go on where the rows say."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from jiaoyun.accounts.models import Identifier, IdentifierKind, WaitingChange, WaitingState
from jiaoyun.helpdesk.closing import close
from jiaoyun.helpdesk.commands.climb_ticket import climb_ticket
from jiaoyun.helpdesk.desks import due_after
from jiaoyun.helpdesk.evidence import sweep_orphans
from jiaoyun.helpdesk.history import TELL_JOB, note
from jiaoyun.helpdesk.kinds import kind_of
from jiaoyun.helpdesk.models import ClosedWhy, Presence, Proposal, ProposalState, Ticket, TicketState, What
from jiaoyun.helpdesk.notices import SECOND_WANTED
from jiaoyun.helpdesk.second_person import colleagues, lacks_second, unconfirmed
from jiaoyun.helpdesk.telling import tell
from jiaoyun.helpdesk.unbinding import release_formal_numbers
from jiaoyun.notices.alarm import alarm
from jiaoyun.notices.alarms import ACCOUNTS_MERGED
from jiaoyun.notices.models import Notice
from jiaoyun.notices.tell import tell_accounts
from jiaoyun.plumbing.actor import NOBODY
from jiaoyun.plumbing.jobs import Progress, job, scheduled
from jiaoyun.plumbing.refusals import Refused

_AT_ONCE = 500
_GONE = timedelta(days=1)


@job(TELL_JOB)
def tell_of_ticket(*, event_id: str, progress: Progress) -> dict[str, Any]:
    """Tell whoever is concerned of one event of a ticket."""
    return {"how": tell(UUID(event_id), timezone.now())}


@scheduled("helpdesk.climb", every=timedelta(minutes=5))
def climb(*, progress: Progress) -> dict[str, Any]:
    """Let every ticket climb whose desk was silent too long, and end those whose asker was; each exactly once, because
    the step itself looks at the time again under its lock."""
    now = timezone.now()
    due = Ticket.objects.everywhere("what is due is due everywhere").filter(closed_at__isnull=True, due_at__lte=now)
    due = due.filter(~Q(state=TicketState.WAITING) | lacks_second())
    ids = list(due.order_by("due_at").values_list("id", flat=True)[:_AT_ONCE])
    climbed = 0
    for ticket_id in ids:
        progress.hold()
        climbed += _climbed(ticket_id, now)
    return {"climbed": climbed}


def _climbed(ticket_id: UUID, now: datetime) -> int:
    try:
        climb_ticket(actor=NOBODY, ticket_id=ticket_id, now=now)
    except Refused:
        # Somebody was faster: it is not due any more.
        return 0
    return 1


@scheduled("helpdesk.finish_waiting", every=timedelta(minutes=5))
def finish_waiting_tickets(*, progress: Progress) -> dict[str, Any]:
    """End the tickets whose change has taken effect; those whose change was stopped go back to their desk."""
    now = timezone.now()
    rows = Ticket.objects.everywhere("what waits, waits everywhere").filter(state=TicketState.WAITING)
    ids = list(rows.order_by("changed_at").values_list("id", flat=True)[:_AT_ONCE])
    ended = sum(_ended(ticket_id, now) for ticket_id in ids)
    return {"ended": ended}


def _ended(ticket_id: UUID, now: datetime) -> int:
    with transaction.atomic():
        rows = Ticket.objects.everywhere("a ticket that waits").select_for_update(of=("self",))
        ticket = rows.filter(pk=ticket_id, state=TicketState.WAITING).first()
        changes = WaitingChange.objects.everywhere("the change that a ticket began").filter(ticket=ticket_id)
        change = changes.order_by("-asked_at").first()
        if ticket is None or change is None or change.state == WaitingState.WAITING:
            return 0
        if change.state == WaitingState.DONE:
            release_formal_numbers(change.pk, now)
            close(ticket, ClosedWhy.CURED, actor=None, now=now, cured_by=f"waiting.{change.kind}")
            return 1
        ticket.state, ticket.due_at = TicketState.OPEN, due_after(now, kind_of(ticket.kind).working_days)
        ticket.save(update_fields=["state", "due_at"])
        note(ticket, What.DECLINED, actor=None, now=now, internal=True)
        return 1


@job("helpdesk.second_wanted")
def second_wanted(*, subject_id: str, progress: Progress) -> dict[str, Any]:
    """Tell the colleagues at the desk that a document of this account waits for a second person; once."""
    rows = Ticket.objects.everywhere("the ticket whose cure began a moment ago").filter(
        lacks_second(), person_id=UUID(subject_id)
    )
    ticket = rows.order_by("-changed_at").first()
    if ticket is None or (change := unconfirmed(ticket.pk)) is None:
        return {"told": 0}
    with transaction.atomic():
        progress.hold()
        told = Notice.objects.everywhere("whether this cure was told").filter(
            kind=SECOND_WANTED, values__change=str(change.pk)
        )
        seconds = colleagues(ticket, besides=change.asked_by)
        if not seconds or told.exists():
            return {"told": 0}
        values = {"number": ticket.number, "about": kind_of(ticket.kind).label, "ticket_id": str(ticket.pk)}
        return {"told": tell_accounts(seconds, SECOND_WANTED, now=timezone.now(), change=str(change.pk), **values)}


@job("helpdesk.tell_merged")
def tell_merged(*, subject_id: str, progress: Progress) -> dict[str, Any]:
    """Tell the account that was merged into this one, by the phones and mailboxes that it lost with it."""
    rows = Proposal.objects.everywhere("the merge that a moment ago was done").filter(
        into_id=UUID(subject_id), state=ProposalState.CONFIRMED
    )
    merge = rows.order_by("-second_at").first()
    if merge is None:
        return {"told": 0}
    ways_in = (IdentifierKind.PHONE, IdentifierKind.EMAIL)
    lost = Identifier.objects.of_account(merge.account_id).filter(kind__in=ways_in, released_why="merged")
    with transaction.atomic():
        progress.hold()
        released = list(lost.values_list("id", flat=True))
        alarm(merge.account_id, ACCOUNTS_MERGED, now=timezone.now(), released=released, notice_id=progress.run.id)
    return {"told": 1}


@scheduled("helpdesk.sweep", every=timedelta(hours=6))
def sweep(*, progress: Progress) -> dict[str, Any]:
    """Delete evidence that no ticket has, and who looked at what a day ago."""
    now = timezone.now()
    seen = Presence.objects.everywhere("who looked at what a day ago").filter(seen_at__lt=now - _GONE)
    return {"files": sweep_orphans(now), "seen": seen.delete()[0]}
