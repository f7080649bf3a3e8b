"""Finish, abandon, take over a batch; close what nobody finished."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command
from jiaoyun.roster.access import access_batch
from jiaoyun.roster.batches import access_own_batch
from jiaoyun.roster.closing import close
from jiaoyun.roster.events import BATCH_CLOSED, BATCH_TAKEN_OVER
from jiaoyun.roster.models import OPEN_STATES, BatchState, ImportBatch, ImportRow
from jiaoyun.roster.powers import ROSTER_IMPORT
from jiaoyun.roster.summary import done_rows

EXPIRY_EVERY = timedelta(minutes=10)
UNDO_FOR = timedelta(days=7)
_AT_REST = (BatchState.MAPPING, BatchState.OPEN)


@dataclass(frozen=True, slots=True)
class BatchClosed:
    """The state that the batch ended in."""

    batch_id: UUID
    state: str


@command(power=ROSTER_IMPORT, event=BATCH_CLOSED)
def close_batch(*, actor: Actor, now: datetime, batch_id: UUID) -> BatchClosed:
    """完成 where rows were written, 放弃 where none was. File and cells are erased; the report stays."""
    batch = access_own_batch(actor, batch_id, ROSTER_IMPORT, states=_AT_REST)
    state = BatchState.FINISHED if done_rows(batch.summary) else BatchState.ABANDONED
    close(batch, state, now)
    return BatchClosed(batch.pk, state.value)


@dataclass(frozen=True, slots=True)
class BatchTakenOver:
    """From whom."""

    batch_id: UUID
    from_account: UUID


@command(power=ROSTER_IMPORT, event=BATCH_TAKEN_OVER)
def take_over(*, actor: Actor, now: datetime, batch_id: UUID) -> BatchTakenOver:
    """Go on with another administrator's batch; jobs at work go on under the new one."""
    batch = access_batch(actor, batch_id, ROSTER_IMPORT, lock=True, states=OPEN_STATES)
    if actor.grant is None:
        raise LookupError("a gate let nobody in")
    before = batch.by
    batch.by, batch.by_identity, batch.by_name = actor.account, actor.grant.identity_id, actor.name
    batch.version += 1
    batch.save(update_fields=["by", "by_identity", "by_name", "version"])
    return BatchTakenOver(batch.pk, before)


def close_expired(now: datetime) -> int:
    """Close the batches whose 14 days are over, and erase the values before once undo is no longer possible."""
    expired = ImportBatch.objects.everywhere("housekeeping").filter(state__in=_AT_REST, expires_at__lte=now)
    closed = 0
    for key in list(expired.values_list("pk", flat=True)):
        with transaction.atomic():
            batch = ImportBatch.objects.everywhere("housekeeping").select_related("school__organization").get(pk=key)
            close(batch, BatchState.FINISHED if done_rows(batch.summary) else BatchState.ABANDONED, now)
            closed += 1
    _erase_before(now)
    return closed


def _erase_before(now: datetime) -> None:
    past = ImportBatch.objects.everywhere("housekeeping").filter(
        state__in=(BatchState.FINISHED, BatchState.UNDONE), applied_at__lte=now - UNDO_FOR
    )
    rows = ImportRow.objects.everywhere("housekeeping").filter(before__isnull=False)
    rows.filter(batch_id__in=past.values("pk")).update(before=None)
