"""Confirm an import: bound to what was seen, asked twice where it changes many, written by a job."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command
from jiaoyun.plumbing.jobs import enqueue
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.roster.batches import access_own_batch
from jiaoyun.roster.events import BATCH_CONFIRMED
from jiaoyun.roster.models import BatchState, CurrentEnrolment, ImportBatch, RowClass
from jiaoyun.roster.powers import ROSTER_IMPORT
from jiaoyun.roster.runs.lanes import lane_for
from jiaoyun.roster.summary import class_counts, ready_rows, touched_rows

# A file that changes more of the school than this is more often a mistake than a wish.
GUARD_PERCENT = 30


@dataclass(frozen=True, slots=True)
class BatchConfirmed:
    """How many rows the job will write."""

    batch_id: UUID
    rows: int


@dataclass(frozen=True, slots=True)
class Guard:
    """How much of the school an import changes."""

    changed: int
    total: int

    @property
    def percent(self) -> int:
        """Changed pupils of a hundred on the roll."""
        return round(100 * self.changed / self.total) if self.total else 0

    @property
    def asks_twice(self) -> bool:
        """Whether the second question is asked."""
        return self.total > 0 and self.changed * 100 > GUARD_PERCENT * self.total


def guard_of(batch: ImportBatch) -> Guard:
    """The pupils on the roll that the decided rows change, of all who are. One statement."""
    on_roll = CurrentEnrolment.objects.within(batch.school.organization.place).filter(state="enrolled").count()
    return Guard(touched_rows(batch.summary), on_roll)


@command(power=ROSTER_IMPORT, event=BATCH_CONFIRMED)
def confirm_batch(
    *, actor: Actor, now: datetime, batch_id: UUID, seen: int, seen_counts: dict[str, int], sure: bool = False
) -> BatchConfirmed:
    """Have the decided rows written. `seen` is the batch's version on the confirming page, `seen_counts` its counts.

    Raises roster.batch.changed_since (says what moved), roster.batch.nothing_decided, and roster.batch.large_change
    unless `sure`.
    """
    batch = access_own_batch(actor, batch_id, ROSTER_IMPORT)
    where: dict[str, Any] = {"school_id": batch.school_id, "batch_id": batch.pk}
    if seen != batch.version:
        raise Refused("roster.batch.changed_since", what=_what_moved(seen_counts, counts_of(batch)), **where)
    ready = ready_rows(batch.summary)
    if not ready:
        raise Refused("roster.batch.nothing_decided", **where)
    guard = guard_of(batch)
    if guard.asks_twice and not sure:
        raise Refused(
            "roster.batch.large_change", changed=guard.changed, total=guard.total, percent=guard.percent, **where
        )
    batch.state, batch.confirmed_at, batch.confirmed_by = BatchState.APPLYING, now, actor.account_id
    batch.fault, batch.runs = None, batch.runs + 1
    batch.job = enqueue(
        "roster.apply_batch",
        subject=("import", str(batch.pk)),
        by=actor.account_id,
        lane=lane_for(ready),
        batch_id=str(batch.pk),
    ).pk
    batch.version += 1
    batch.save(update_fields=["state", "confirmed_at", "confirmed_by", "fault", "runs", "job", "version"])
    return BatchConfirmed(batch.pk, ready)


def counts_of(batch: ImportBatch) -> dict[str, int]:
    """Class → ready rows: what a confirming page shows and carries back."""
    return {count.row_class.value: count.ready for count in class_counts(batch.summary)}


def _what_moved(seen: dict[str, int], now: dict[str, int]) -> str:
    moved = [
        f"「{RowClass(name).label}」从 {seen.get(name, 0)} 行变成 {now.get(name, 0)} 行"
        for name in dict.fromkeys([*seen, *now])
        if name in RowClass.values and seen.get(name, 0) != now.get(name, 0)
    ]
    return "；".join(moved) or "有人改了行里的内容或决定，行数没有变"
