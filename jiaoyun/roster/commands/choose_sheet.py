"""Take another sheet of the uploaded file, or all that stand under the same head."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command
from jiaoyun.roster.batches import access_unwritten_batch
from jiaoyun.roster.columns_page import top_of
from jiaoyun.roster.commands.start_batch import sheet_columns
from jiaoyun.roster.events import SHEET_CHOSEN
from jiaoyun.roster.models import BatchState
from jiaoyun.roster.powers import ROSTER_IMPORT
from jiaoyun.roster.sheet.parts import parts_of


@dataclass(frozen=True, slots=True)
class SheetChosen:
    """Which sheet of the file."""

    batch_id: UUID
    sheet_index: int


@command(power=ROSTER_IMPORT, event=SHEET_CHOSEN)
def choose_sheet(
    *, actor: Actor, now: datetime, batch_id: UUID, sheet_index: int, together: bool = False
) -> SheetChosen:
    """Take another sheet of the same file, as long as nothing is written; its columns are matched next. `together`:
    with the sheets under the same head, where there are any.

    Raises roster.file.refused where that sheet has no head.
    """
    batch = access_unwritten_batch(actor, batch_id, ROSTER_IMPORT)
    top = top_of(batch, sheet_index)
    for name, value in sheet_columns(top, parts_of(top) if together else []).items():
        setattr(batch, name, value)
    batch.mapping, batch.state, batch.whole_class = {}, BatchState.MAPPING, None
    batch.version += 1
    batch.save()
    return SheetChosen(batch.pk, top.sheet_index)
