"""Take corrected problem rows back into the batch they came from."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.roster.batches import access_own_batch, rows_changed
from jiaoyun.roster.check.batch import cells_of, check_lines_again
from jiaoyun.roster.events import ROWS_RETURNED
from jiaoyun.roster.models import ImportRow, Outcome
from jiaoyun.roster.powers import ROSTER_IMPORT
from jiaoyun.roster.sheet.columns import Field
from jiaoyun.roster.write_cells import write_cells

_AT_ONCE = 5000


@dataclass(frozen=True, slots=True)
class RowsReturned:
    """How many rows were checked again."""

    batch_id: UUID
    rows: int


@command(power=ROSTER_IMPORT, event=ROWS_RETURNED)
def return_rows(*, actor: Actor, now: datetime, batch_id: UUID, values: dict[int, dict[Field, str]]) -> RowsReturned:
    """Write the returned cells into their lines and check these again; lines that are written already stay as they are.

    Raises roster.returned.unknown where no line belongs to this batch.
    """
    batch = access_own_batch(actor, batch_id, ROSTER_IMPORT)
    place = batch.school.organization.place
    waiting = ImportRow.objects.within(place).filter(batch_id=batch.pk, outcome=Outcome.WAITING)
    lines = sorted(set(waiting.filter(line__in=list(values)).values_list("line", flat=True)))
    if not lines:
        raise Refused("roster.returned.unknown", school_id=batch.school_id, batch_id=batch.pk)
    for start in range(0, len(lines), _AT_ONCE):
        cells = cells_of(batch, place, lines[start : start + _AT_ONCE])
        for line, row in cells.items():
            write_cells(batch, row, values[line])
        check_lines_again(batch, place, cells, now, edited=True)
    rows_changed(batch)
    return RowsReturned(batch.pk, len(lines))
