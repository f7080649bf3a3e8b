"""Decide what becomes of rows: one, the ticked ones, or all of a class alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.roster.batches import access_own_batch, lines_changing, rows_changed
from jiaoyun.roster.check.classify import CHOICES, NEEDS_CLASS
from jiaoyun.roster.events import ROWS_SETTLED
from jiaoyun.roster.models import Decision, ImportBatch, ImportRow, Outcome, RowClass
from jiaoyun.roster.powers import ROSTER_IMPORT
from jiaoyun.roster.sheet.parts import line_words


@dataclass(frozen=True, slots=True)
class RowsSettled:
    """How many rows were decided, and how."""

    batch_id: UUID
    rows: int
    choice: str
    row_class: str


@command(power=ROSTER_IMPORT, event=ROWS_SETTLED)
def settle_rows(
    *,
    actor: Actor,
    now: datetime,
    batch_id: UUID,
    row_class: RowClass,
    choice: Decision,
    lines: Sequence[int] | None = None,
) -> RowsSettled:
    """Give rows of one class the same decision; `lines` None means all of the class that are not written yet.

    `Decision.OPEN` takes a decision back. Rows of that class only: one of another class is not touched.
    Raises roster.row.choice_impossible, roster.row.class_missing (a missing class must be settled first).
    """
    batch = access_own_batch(actor, batch_id, ROSTER_IMPORT)
    if choice not in (*CHOICES[row_class], Decision.OPEN) or choice is Decision.REQUEST:
        raise _impossible(batch, row_class, choice, lines)
    place = batch.school.organization.place
    rows = ImportRow.objects.within(place).filter(batch_id=batch.pk, row_class=row_class, outcome=Outcome.WAITING)
    if lines is not None:
        rows = rows.filter(line__in=lines)
    if choice in NEEDS_CLASS:
        missing = rows.filter(no_class=True).first()
        if missing is not None and (lines is not None or not rows.filter(no_class=False).exists()):
            raise Refused(
                "roster.row.class_missing",
                class_text=missing.class_text,
                school_id=batch.school_id,
                batch_id=batch.pk,
                fixer_place=place.name,
            )
        rows = rows.filter(no_class=False)
    if lines is None:
        settled = rows.update(decision=choice)
        rows_changed(batch)
    else:
        with lines_changing(batch, lines):
            settled = rows.update(decision=choice)
    return RowsSettled(batch.pk, settled, choice.value, row_class.value)


def _impossible(batch: ImportBatch, row_class: RowClass, choice: Decision, lines: Sequence[int] | None) -> Refused:
    values: dict[str, Any] = {"school_id": batch.school_id, "batch_id": batch.pk}
    where = line_words(batch.parts, lines[0]) if lines else "这一类"
    return Refused(
        "roster.row.choice_impossible", where=where, row_class=row_class.label, choice=choice.label, **values
    )
