"""A run that ended before its end: its words stand on the batch, and the batch is where a person can go on."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction

from jiaoyun.notices.tell import tell_account
from jiaoyun.plumbing import audit
from jiaoyun.plumbing.models import JobRun, JobState
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.roster.batches import rows_changed
from jiaoyun.roster.events import RUN_STOPPED
from jiaoyun.roster.models import BatchState, ImportBatch
from jiaoyun.roster.notices import RUN_STOPPED as STOPPED
from jiaoyun.roster.summary import done_rows

STOPPED_EVERY = timedelta(seconds=30)
_BACK_TO = {
    BatchState.CHECKING: BatchState.MAPPING,
    BatchState.APPLYING: BatchState.OPEN,
    BatchState.UNDOING: BatchState.FINISHED,
}


@dataclass(frozen=True, slots=True)
class RunStopped:
    """Which refusal stopped the run."""

    batch_id: UUID
    code: str


def stop_run(batch_id: UUID, refused: Refused, now: datetime) -> None:
    """Put the batch back to where its administrator can act, with the refusal to be shown there.

    No command: nobody acts here, and the power may be the very thing that is gone.
    """
    with transaction.atomic():
        batch = _locked(batch_id)
        was = BatchState(batch.state)
        if was in (BatchState.APPLYING, BatchState.UNDOING):
            # Blocks before the stop are committed: what is written must count, and stay undoable.
            rows_changed(batch)
            batch.applied_at = batch.applied_at or (now if done_rows(batch.summary) else None)
            where = {"school_id": batch.school_id, "batch_id": str(batch_id)}
            tell_account(batch.by, STOPPED, now=now, file=batch.file_name, **where)
        batch.state = _BACK_TO.get(was, was)
        batch.fault = {"id": refused.id, "values": {key: str(value) for key, value in refused.values.items()}}
        batch.version += 1
        batch.save(update_fields=["state", "fault", "version", "applied_at"])
        audit.record(
            action=RUN_STOPPED.name,
            actor_id=None,
            identity_id=None,
            subject=(RUN_STOPPED.subject_kind, str(batch_id)),
            place="",
            details={"batch_id": str(batch_id), "code": refused.id},
            request_id="",
            at=now,
        )


def stop_given_up(now: datetime) -> int:
    """Stop the batches whose job failed or was quarantined: else the school could import nothing any more."""
    ended = JobRun.objects.filter(state__in=(JobState.FAILED, JobState.QUARANTINED))
    batches = ImportBatch.objects.everywhere("housekeeping").filter(
        state__in=list(_BACK_TO), job__in=ended.values("pk")
    )
    found = list(batches.values_list("pk", "school_id"))
    for batch_id, school_id in found:
        stop_run(batch_id, Refused("roster.run.gave_up", school_id=school_id, batch_id=batch_id), now)
    return len(found)


def _locked(batch_id: UUID) -> ImportBatch:
    batches = ImportBatch.objects.everywhere("a job stops its own batch").select_related("school__organization")
    if connection.features.has_select_for_update:
        batches = batches.select_for_update(of=("self",))
    found: ImportBatch = batches.get(pk=batch_id)
    return found
