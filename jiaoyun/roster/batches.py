"""Writing that several commands share: a batch of one's own, and its counts brought up to date."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from jiaoyun.organizations.class_names import named
from jiaoyun.organizations.stages import specs_of
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.powers import Place, Power
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.roster.access import access_batch
from jiaoyun.roster.check.batch import open_classes
from jiaoyun.roster.models import BatchState, ImportBatch
from jiaoyun.roster.summary import count_rows, with_moved


def access_own_batch(
    actor: Actor, batch_id: UUID, power: Power, *, states: Sequence[BatchState] = (BatchState.OPEN,)
) -> ImportBatch:
    """A batch, locked, that this administrator is working on; another one's must be taken over first.

    Raises roster.batch.not_yours, roster.batch.not_in_state.
    """
    batch = access_batch(actor, batch_id, power, lock=True, states=states)
    if batch.by != actor.account_id:
        raise Refused(
            "roster.batch.not_yours",
            by=batch.by_name,
            file=batch.file_name,
            school_id=batch.school_id,
            batch_id=batch.pk,
            fixer_place=batch.school.organization.name,
        )
    return batch


def access_unwritten_batch(actor: Actor, batch_id: UUID, power: Power) -> ImportBatch:
    """An own batch of which nothing is written yet: sheet and columns may still be chosen anew.

    Raises roster.batch.not_yours, roster.batch.not_in_state.
    """
    batch = access_own_batch(actor, batch_id, power, states=(BatchState.MAPPING, BatchState.OPEN))
    if batch.runs:
        raise Refused(
            "roster.batch.not_in_state", school_id=batch.school_id, batch_id=batch.pk, state="已经导入过一部分"
        )
    return batch


def rows_changed(batch: ImportBatch) -> None:
    """Count the rows anew and give the batch its next version: what people saw before is no longer what is there."""
    place = batch.school.organization.place
    batch.summary = {**count_rows(batch, place), **_class_names(batch, place)}
    batch.version += 1
    batch.save(update_fields=["summary", "version"])


@contextmanager
def lines_changing(batch: ImportBatch, lines: Collection[int]) -> Iterator[None]:
    """Within it these lines change, and no others: the counts move by the difference, the batch gets its next version.

    Two small statements in the place of a count of 100,000 rows.
    """
    place = batch.school.organization.place
    before = count_rows(batch, place, lines)
    yield
    batch.summary = with_moved(batch.summary, before, count_rows(batch, place, lines))
    batch.version += 1
    batch.save(update_fields=["summary", "version"])


def _class_names(batch: ImportBatch, place: Place) -> dict[str, Any]:
    """The names of the school's classes, kept with the counts so that the pages of a batch ask no other table."""
    specs = specs_of(place)
    return {
        "names": {str(row.pk): named(row, batch.school_year, specs).name for row in open_classes(place).values()},
        "stages": {stage: [spec.years, spec.first_grade] for stage, spec in specs.items()},
    }
