"""Say which column is which, and have every row checked."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command
from jiaoyun.plumbing.jobs import enqueue
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.roster.batches import access_unwritten_batch
from jiaoyun.roster.check.batch import open_classes
from jiaoyun.roster.events import BATCH_MAPPED
from jiaoyun.roster.models import BatchState, MappingMemory
from jiaoyun.roster.powers import ROSTER_IMPORT
from jiaoyun.roster.runs.lanes import lane_for
from jiaoyun.roster.sheet.columns import BY_FIELD, Field
from jiaoyun.roster.sheet.matching import head_digest, missing_fields


@dataclass(frozen=True, slots=True)
class BatchMapped:
    """How many columns are used."""

    batch_id: UUID
    columns: int


@command(power=ROSTER_IMPORT, event=BATCH_MAPPED)
def map_columns(
    *, actor: Actor, now: datetime, batch_id: UUID, columns: dict[int, Field], whole_class: UUID | None = None
) -> BatchMapped:
    """Match columns (index → field), remember the match for the school's next file, start the check.

    Raises roster.columns.missing, roster.columns.twice.
    """
    batch = access_unwritten_batch(actor, batch_id, ROSTER_IMPORT)
    where = {"school_id": batch.school_id, "batch_id": batch.pk}
    mapping: dict[str, int] = {}
    for index, field in sorted(columns.items()):
        if field.value in mapping:
            raise Refused("roster.columns.twice", title=BY_FIELD[field].title, **where)
        mapping[field.value] = index
    place = batch.school.organization.place
    if whole_class is not None and whole_class not in {row.pk for row in open_classes(place).values()}:
        whole_class = None
    missing = missing_fields(mapping, whole_class=whole_class is not None)
    if missing:
        raise Refused("roster.columns.missing", missing="、".join(BY_FIELD[field].title for field in missing), **where)
    memory = MappingMemory.objects.within(place).filter(head_digest=head_digest(batch.head))
    if not memory.update(mapping=mapping, used_at=now):
        MappingMemory(
            school_id=batch.school_id, head_digest=head_digest(batch.head), mapping=mapping, used_at=now
        ).save(force_insert=True)
    batch.mapping, batch.whole_class, batch.state, batch.fault = mapping, whole_class, BatchState.CHECKING, None
    batch.job = enqueue(
        "roster.check_batch",
        subject=("import", str(batch.pk)),
        by=actor.account_id,
        lane=lane_for(batch.row_count),
        batch_id=str(batch.pk),
    ).pk
    batch.version += 1
    batch.save(update_fields=["mapping", "whole_class", "state", "fault", "job", "version"])
    return BatchMapped(batch.pk, len(mapping))
