"""The writing of a batch: block after block, then the rows that moved are checked again and the batch is opened."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError
from django.utils import timezone

from jiaoyun.notices.tell import tell_account
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command
from jiaoyun.plumbing.failpoints import failpoint
from jiaoyun.plumbing.jobs import Progress
from jiaoyun.roster.access import access_batch
from jiaoyun.roster.apply.block import BlockApplied, apply_block, next_block
from jiaoyun.roster.batches import rows_changed
from jiaoyun.roster.check.batch import cells_of, check_lines_again
from jiaoyun.roster.closing import close
from jiaoyun.roster.events import RUN_FINISHED
from jiaoyun.roster.models import BatchState, ImportBatch, ImportRow, Outcome
from jiaoyun.roster.notices import RUN_DONE
from jiaoyun.roster.powers import ROSTER_IMPORT
from jiaoyun.roster.runs.written import tell_written
from jiaoyun.roster.summary import done_rows, ready_rows, waiting_rows

_TRIES = 4
_CHANGED_AT_ONCE = 5000


@dataclass(frozen=True, slots=True)
class RunFinished:
    """Where the batch stands after the run."""

    batch_id: UUID
    run: int
    state: str


def run_apply(*, actor: Actor, batch_id: UUID, progress: Progress) -> dict[str, Any]:
    """Write what is decided. After a kill it goes on with the rows that have no outcome yet."""
    batch = access_batch(actor, batch_id, ROSTER_IMPORT, states=(BatchState.APPLYING,))
    total = ready_rows(batch.summary)
    done = changed = 0
    while block := next_block(batch.school_id, batch_id):
        found = _apply(actor, batch_id, block, progress)
        done, changed = done + found.done, changed + found.changed
        progress.report(min(done, total), total, "正在写入名单")
        # Where the tables were new, each block would find them twice as slow as the one before: they are looked at
        # anew whenever they have doubled.
        tell_written(done // 2)
        failpoint("apply-after-block")
    tell_written(total)
    finish_run(actor=actor, now=timezone.now(), batch_id=batch_id, progress=progress)
    failpoint("apply-after-finish")
    return {"done": done, "changed": changed}


def _apply(actor: Actor, batch_id: UUID, block: tuple[int, int], progress: Progress) -> BlockApplied:
    """One block, tried again where another school bound one of its numbers since it was checked."""
    low, high = block
    for attempt in range(1, _TRIES + 1):
        try:
            return apply_block(
                actor=actor,
                now=timezone.now(),
                batch_id=batch_id,
                low=low,
                high=high,
                progress=progress,
                careful=attempt > 1,
            )
        except IntegrityError:
            if attempt == _TRIES:
                raise
    raise AssertionError("the loop returns or raises")


@command(power=ROSTER_IMPORT, event=RUN_FINISHED)
def finish_run(*, actor: Actor, now: datetime, batch_id: UUID, progress: Progress) -> RunFinished:
    """Check the rows again that moved meanwhile, count, and open the batch; close it where nothing is left to do."""
    batch = access_batch(actor, batch_id, ROSTER_IMPORT, lock=True, states=(BatchState.APPLYING,))
    _check_changed(batch, now)
    batch.state, batch.applied_at = BatchState.OPEN, now
    batch.save(update_fields=["state", "applied_at"])
    rows_changed(batch)
    tell_account(
        batch.by,
        RUN_DONE,
        now=now,
        school_id=batch.school_id,
        batch_id=str(batch.pk),
        file=batch.file_name,
        done=done_rows(batch.summary),
        waiting=waiting_rows(batch.summary),
    )
    if not waiting_rows(batch.summary) and not ready_rows(batch.summary) and done_rows(batch.summary):
        close(batch, BatchState.FINISHED, now)
    progress.hold()
    return RunFinished(batch.pk, batch.runs, batch.state)


def _check_changed(batch: ImportBatch, now: datetime) -> None:
    place = batch.school.organization.place
    changed = ImportRow.objects.within(place).filter(batch_id=batch.pk, outcome=Outcome.CHANGED)
    while lines := list(changed.order_by("line").values_list("line", flat=True)[:_CHANGED_AT_ONCE]):
        check_lines_again(batch, place, cells_of(batch, place, lines), now, edited=False)
