"""The undoing of a batch, block after block."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.utils import timezone

from jiaoyun.notices.tell import tell_account
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command
from jiaoyun.plumbing.failpoints import failpoint
from jiaoyun.plumbing.jobs import Progress
from jiaoyun.roster.access import access_batch
from jiaoyun.roster.batches import rows_changed
from jiaoyun.roster.closing import close
from jiaoyun.roster.events import UNDO_FINISHED
from jiaoyun.roster.models import BatchState, ImportRow, Outcome
from jiaoyun.roster.notices import UNDO_DONE
from jiaoyun.roster.powers import ROSTER_IMPORT
from jiaoyun.roster.runs.written import tell_written
from jiaoyun.roster.summary import done_rows
from jiaoyun.roster.undo.block import next_block, undo_block


@dataclass(frozen=True, slots=True)
class UndoFinished:
    """Rows taken back and rows kept, over all blocks."""

    batch_id: UUID
    undone: int
    kept: int


def run_undo(*, actor: Actor, batch_id: UUID, progress: Progress) -> dict[str, Any]:
    """Take back what is written; after a kill it goes on with the rows that are still `done`."""
    batch = access_batch(actor, batch_id, ROSTER_IMPORT, states=(BatchState.UNDOING,))
    total, undone = done_rows(batch.summary), 0
    tell_written(total)
    while block := next_block(batch.school_id, batch_id):
        found = undo_block(
            actor=actor, now=timezone.now(), batch_id=batch_id, low=block[0], high=block[1], progress=progress
        )
        undone += found.undone + found.kept
        progress.report(min(undone, total), total, "正在撤销")
        failpoint("undo-after-block")
    finish_undo(actor=actor, now=timezone.now(), batch_id=batch_id, progress=progress)
    failpoint("undo-after-finish")
    return {"undone": undone}


@command(power=ROSTER_IMPORT, event=UNDO_FINISHED)
def finish_undo(*, actor: Actor, now: datetime, batch_id: UUID, progress: Progress) -> UndoFinished:
    """Close the batch as undone and count what stayed."""
    batch = access_batch(actor, batch_id, ROSTER_IMPORT, lock=True, states=(BatchState.UNDOING,))
    rows_changed(batch)
    close(batch, BatchState.UNDONE, now)
    batch.undone_at = now
    batch.save(update_fields=["undone_at"])
    rows = ImportRow.objects.within(batch.school.organization.place).filter(batch_id=batch.pk)
    counted = rows.aggregate(
        undone=Count("line", filter=Q(outcome=Outcome.UNDONE)), kept=Count("line", filter=Q(outcome=Outcome.KEPT))
    )
    progress.hold()
    tell_account(
        batch.by,
        UNDO_DONE,
        now=now,
        school_id=batch.school_id,
        batch_id=str(batch.pk),
        file=batch.file_name,
        undone=counted["undone"],
        kept=counted["kept"],
    )
    return UndoFinished(batch.pk, counted["undone"], counted["kept"])
