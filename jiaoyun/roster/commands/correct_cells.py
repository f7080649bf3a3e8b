"""Correct cells of one row in place; the row alone is checked again."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command
from jiaoyun.plumbing.powers import Place
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.roster.access import access_row
from jiaoyun.roster.batches import access_own_batch, lines_changing
from jiaoyun.roster.check.batch import cells_of, check_lines_again
from jiaoyun.roster.events import CELLS_CORRECTED
from jiaoyun.roster.models import ImportBatch, ImportRow, Outcome, RowClass
from jiaoyun.roster.powers import ROSTER_IMPORT
from jiaoyun.roster.sheet.columns import Field
from jiaoyun.roster.sheet.parts import line_words, row_of
from jiaoyun.roster.write_cells import write_cells


@dataclass(frozen=True, slots=True)
class CellsCorrected:
    """The row's class after the correction."""

    batch_id: UUID
    row: int
    where: str
    row_class: str


@command(power=ROSTER_IMPORT, event=CELLS_CORRECTED)
def correct_cells(
    *, actor: Actor, now: datetime, batch_id: UUID, line: int, values: dict[Field, str]
) -> CellsCorrected:
    """Write values into the cells of one line (field → text as typed) and check it, and the lines that repeated it.

    Raises roster.row.already_done.
    """
    batch = access_own_batch(actor, batch_id, ROSTER_IMPORT)
    _, row = access_row(actor, batch_id, line, ROSTER_IMPORT)
    if row.outcome == Outcome.DONE:
        raise Refused(
            "roster.row.already_done", where=line_words(batch.parts, line), school_id=batch.school_id, batch_id=batch.pk
        )
    place = batch.school.organization.place
    again = [line, *_lines_that_repeat(batch, place, line)]
    cells = cells_of(batch, place, again)
    write_cells(batch, cells[line], values)
    with lines_changing(batch, again):
        check_lines_again(batch, place, cells, now, edited=True)
    found = ImportRow.objects.within(place).filter(batch_id=batch.pk, line=line).values_list("row_class", flat=True)
    return CellsCorrected(batch.pk, row_of(line), line_words(batch.parts, line), str(found[0]))


def _lines_that_repeat(batch: ImportBatch, place: Place, line: int) -> list[int]:
    repeats = ImportRow.objects.within(place).filter(batch_id=batch.pk, row_class=RowClass.REPEATED, found__line=line)
    return list(repeats.values_list("line", flat=True))
