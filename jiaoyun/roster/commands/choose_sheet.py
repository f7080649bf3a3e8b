"""Take another sheet of the uploaded file."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command
from jiaoyun.roster.batches import access_unwritten_batch
from jiaoyun.roster.columns_page import top_of
from jiaoyun.roster.events import SHEET_CHOSEN
from jiaoyun.roster.models import BatchState
from jiaoyun.roster.powers import ROSTER_IMPORT


@dataclass(frozen=True, slots=True)
class SheetChosen:
    """Which sheet of the file."""

    batch_id: UUID
    sheet_index: int


@command(power=ROSTER_IMPORT, event=SHEET_CHOSEN)
def choose_sheet(*, actor: Actor, now: datetime, batch_id: UUID, sheet_index: int) -> SheetChosen:
    """Take another sheet of the same file, as long as nothing is written; its columns are matched next.

    Raises roster.file.refused where that sheet has no head.
    """
    batch = access_unwritten_batch(actor, batch_id, ROSTER_IMPORT)
    top = top_of(batch, sheet_index)
    batch.sheet_index, batch.head_row, batch.head = top.sheet_index, top.head_row, list(top.head)
    batch.mapping, batch.row_count, batch.hidden_rows = {}, top.rows, top.hidden_rows
    batch.state, batch.whole_class, batch.other_sheets = BatchState.MAPPING, None, top.other_lists
    batch.version += 1
    batch.save()
    return SheetChosen(batch.pk, top.sheet_index)
