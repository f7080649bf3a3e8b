"""The jobs of the roll. Their bodies are idempotent: killed at any moment, they go on where the rows say."""

from typing import Any
from uuid import UUID

from django.utils import timezone

from jiaoyun.accounts.actors import actor_of_identity
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.jobs import Progress, job, scheduled
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.roster.closing import SWEEP_EVERY, sweep_files
from jiaoyun.roster.commands.close_batch import EXPIRY_EVERY, close_expired
from jiaoyun.roster.models import BatchState, ImportBatch
from jiaoyun.roster.people import jobs as people_jobs  # noqa: F401 - declares its jobs
from jiaoyun.roster.registration import jobs as registration_jobs  # noqa: F401 - declares its jobs
from jiaoyun.roster.runs.apply import run_apply
from jiaoyun.roster.runs.check import run_check
from jiaoyun.roster.runs.stop import STOPPED_EVERY, stop_given_up, stop_run
from jiaoyun.roster.runs.undo import run_undo
from jiaoyun.roster.wishes import jobs as wishes_jobs  # noqa: F401 - declares its jobs


def _on_behalf(batch_id: str, progress: Progress) -> tuple[Actor, UUID]:
    """The administrator whose batch it is, with the powers held now; one whose power ended can no longer import."""
    batch = ImportBatch.objects.everywhere("a job names its batch").get(pk=batch_id)
    actor = actor_of_identity(batch.by_identity, request_id=progress.run.pk.hex)
    if actor is None:
        raise Refused("roster.batch.nobody_left", school_id=batch.school_id, batch_id=batch.pk)
    return actor, batch.pk


def _guarded(body: Any, at_work: BatchState, batch_id: str, progress: Progress) -> dict[str, Any]:
    """Run a body; a refusal ends the run with its words on the batch instead of failing the job three times.

    A run that was killed after its last commit finds its batch opened or closed: then there is nothing left to do.
    """
    mine = ImportBatch.objects.everywhere("a job names its batch").filter(pk=batch_id, job=progress.run.pk)
    if not mine.filter(state=at_work).exists():
        return {"over": True}
    try:
        actor, key = _on_behalf(batch_id, progress)
        counts: dict[str, Any] = body(actor=actor, batch_id=key, progress=progress)
    except Refused as refused:
        stop_run(UUID(batch_id), refused, timezone.now())
        return {"refused": refused.id}
    return counts


@job("roster.check_batch", lane="quick", attempts=5)
def check_batch(*, batch_id: str, progress: Progress) -> dict[str, Any]:
    """Read the sheet of a batch, check and classify every row."""
    return _guarded(run_check, BatchState.CHECKING, batch_id, progress)


@job("roster.apply_batch", lane="bulk", attempts=5)
def apply_batch(*, batch_id: str, progress: Progress) -> dict[str, Any]:
    """Write the decided rows of a batch."""
    return _guarded(run_apply, BatchState.APPLYING, batch_id, progress)


@job("roster.undo_batch", lane="bulk", attempts=5)
def undo_batch(*, batch_id: str, progress: Progress) -> dict[str, Any]:
    """Take a batch back."""
    return _guarded(run_undo, BatchState.UNDOING, batch_id, progress)


@scheduled("roster.close_expired", every=EXPIRY_EVERY)
def close_expired_batches(*, progress: Progress) -> dict[str, Any]:
    """Close batches that nobody finished for 14 days; erase what the 7 days of undo needed."""
    return {"closed": close_expired(timezone.now())}


@scheduled("roster.stop_given_up", every=STOPPED_EVERY)
def stop_given_up_batches(*, progress: Progress) -> dict[str, Any]:
    """Give the batches back to their administrators whose job failed or was quarantined."""
    return {"stopped": stop_given_up(timezone.now())}


@scheduled("roster.sweep_files", every=SWEEP_EVERY)
def sweep_stored_files(*, progress: Progress) -> dict[str, Any]:
    """Remove the files that a process left behind which was killed between two steps."""
    return {"removed": sweep_files(timezone.now())}
