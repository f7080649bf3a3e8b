"""The check of a whole file: read in a child process, checked in blocks, staged in bulk."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.collector import collector_paused
from jiaoyun.plumbing.commands import command
from jiaoyun.plumbing.failpoints import failpoint
from jiaoyun.plumbing.jobs import Progress
from jiaoyun.plumbing.planner import tell_planner
from jiaoyun.plumbing.powers import Place
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.plumbing.sheets.reader import Row, SheetFault, read_rows
from jiaoyun.plumbing.uploads.accept import open_stored
from jiaoyun.roster.access import access_batch
from jiaoyun.roster.batches import rows_changed
from jiaoyun.roster.check.batch import checker_for
from jiaoyun.roster.check.looked_up import tell_looked_up
from jiaoyun.roster.events import BATCH_CHECKED
from jiaoyun.roster.models import BatchState, ClassChoice, ImportBatch, ImportRow, ImportStage
from jiaoyun.roster.powers import ROSTER_IMPORT
from jiaoyun.roster.sheet.parts import numbered


@dataclass(frozen=True, slots=True)
class BatchChecked:
    """How many rows the file has, and how many of them led to pupils of other schools."""

    batch_id: UUID
    rows: int
    elsewhere: int


def run_check(*, actor: Actor, batch_id: UUID, progress: Progress) -> dict[str, Any]:
    """Check the file from the start: what an interrupted check had staged is thrown away first.

    Raises roster.file.refused with the reader's words, roster.file.gone.
    """
    batch = access_batch(actor, batch_id, ROSTER_IMPORT, states=(BatchState.CHECKING,))
    place = batch.school.organization.place
    _start_over(batch, place, progress)
    total = batch.row_count
    if not Path(batch.file_path).is_file():
        raise Refused("roster.file.gone", school_id=batch.school_id)
    checker, rows = checker_for(batch, place, timezone.now()), 0
    try:
        for block in _blocks(batch):
            with collector_paused(), transaction.atomic():
                checker.write(checker.check(block))
                progress.hold()
            failpoint("check-after-block")
            rows += len(block)
            progress.report(rows, max(rows, total), "正在核对每一行")
    except SheetFault as fault:
        raise Refused(
            "roster.file.refused", what=fault.text.what, todo=fault.text.todo, school_id=batch.school_id
        ) from None
    tell_planner((ImportRow, ImportStage), rows)
    finish_check(actor=actor, now=timezone.now(), batch_id=batch_id, rows=rows, progress=progress)
    failpoint("check-after-finish")
    return {"rows": rows}


def _start_over(batch: ImportBatch, place: Place, progress: Progress) -> None:
    # A worker that was given up for dead must not take away what its successor has staged.
    with transaction.atomic():
        progress.hold()
        ImportRow.objects.within(place).filter(batch_id=batch.pk).delete()
        ImportStage.objects.within(place).filter(batch_id=batch.pk).delete()


def _blocks(batch: ImportBatch) -> Iterator[list[Row]]:
    if not batch.parts:
        yield from _sheet(batch, batch.sheet_index, batch.head_row)
        return
    held, width = list[Row](), len(batch.head) - 1
    for at, part in enumerate(batch.parts):
        for block in _sheet(batch, part["index"], part["head_row"]):
            held.extend(numbered(block, at, batch.parts, width))
            if len(held) >= settings.JIAOYUN_IMPORT_BLOCK:
                yield held[: settings.JIAOYUN_IMPORT_BLOCK]
                del held[: settings.JIAOYUN_IMPORT_BLOCK]
    if held:
        yield held


def _sheet(batch: ImportBatch, index: int, head_row: int) -> Iterator[list[Row]]:
    with open_stored(Path(batch.file_path)) as stored:
        yield from read_rows(stored, sheet_index=index, head_row=head_row, block=settings.JIAOYUN_IMPORT_BLOCK)


@command(power=ROSTER_IMPORT, event=BATCH_CHECKED)
def finish_check(*, actor: Actor, now: datetime, batch_id: UUID, rows: int, progress: Progress) -> BatchChecked:
    """Count what was found and open the batch for decisions."""
    batch = access_batch(actor, batch_id, ROSTER_IMPORT, lock=True, states=(BatchState.CHECKING,))
    batch.state, batch.checked_at, batch.row_count = BatchState.OPEN, now, rows
    batch.save(update_fields=["state", "checked_at", "row_count"])
    # A check starts over: choices for classes of an earlier match of columns mean nothing now.
    ClassChoice.objects.within(batch.school.organization.place).filter(batch=batch.pk).delete()
    rows_changed(batch)
    elsewhere = tell_looked_up(batch, now)
    progress.hold()
    return BatchChecked(batch.pk, rows, elsewhere)
