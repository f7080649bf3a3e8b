"""Ask for an import to be taken back."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command
from jiaoyun.plumbing.jobs import enqueue
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.plumbing.templatetags.house import cn_date
from jiaoyun.roster.access import access_batch
from jiaoyun.roster.commands.close_batch import UNDO_FOR
from jiaoyun.roster.events import UNDO_ASKED
from jiaoyun.roster.models import OPEN_STATES, BatchState, ImportBatch
from jiaoyun.roster.powers import ROSTER_IMPORT
from jiaoyun.roster.runs.lanes import lane_for
from jiaoyun.roster.summary import done_rows


@dataclass(frozen=True, slots=True)
class UndoAsked:
    """Which batch."""

    batch_id: UUID


def may_be_undone(batch: ImportBatch, now: datetime) -> bool:
    """Whether rows of the batch were written, not longer than 7 days ago, and not taken back yet."""
    return (
        batch.state in (BatchState.OPEN, BatchState.FINISHED)
        and batch.applied_at is not None
        and now <= batch.applied_at + UNDO_FOR
    )


@command(power=ROSTER_IMPORT, event=UNDO_ASKED)
def undo_batch(*, actor: Actor, now: datetime, batch_id: UUID) -> UndoAsked:
    """Have an import taken back by a job. Raises roster.undo.too_late, roster.undo.blocked."""
    batch = access_batch(actor, batch_id, ROSTER_IMPORT, lock=True, states=(BatchState.OPEN, BatchState.FINISHED))
    if not may_be_undone(batch, now):
        raise Refused("roster.undo.too_late", applied=cn_date(batch.applied_at) or "还没有", school_id=batch.school_id)
    if actor.grant is None:
        raise LookupError("a gate let nobody in")
    batch.state, batch.by, batch.by_identity = BatchState.UNDOING, actor.account, actor.grant.identity_id
    batch.by_name = actor.name
    batch.job = enqueue(
        "roster.undo_batch",
        subject=("import", str(batch.pk)),
        by=actor.account_id,
        lane=lane_for(done_rows(batch.summary)),
        batch_id=str(batch.pk),
    ).pk
    try:
        with transaction.atomic():
            batch.save(update_fields=["state", "by", "by_identity", "by_name", "job"])
    except IntegrityError:
        other = (
            ImportBatch.objects.within(batch.school.organization.place)
            .filter(state__in=OPEN_STATES)
            .latest("created_at")
        )
        raise Refused("roster.undo.blocked", school_id=batch.school_id, batch_id=other.pk) from None
    return UndoAsked(batch.pk)
