"""Leases: who may work at a job until when. All times are the database's, so that clocks of machines may differ.

The fence is `attempts`: it grows with every claim, and each statement here names the number it was given.
"""

import os
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import DateTimeField, ExpressionWrapper, F, Q
from django.db.models.functions import Now

from jiaoyun.plumbing.jobs.registry import DEFAULT_ATTEMPTS, find_job
from jiaoyun.plumbing.models import JobRun, JobState


def lease_length() -> timedelta:
    """How long a worker that says nothing keeps its job."""
    return timedelta(seconds=float(os.environ.get("JIAOYUN_LEASE_SECONDS", "20")))


def heartbeat_seconds() -> float:
    """How often a worker renews its lease: four times in its length."""
    return lease_length().total_seconds() / 4


def from_now(span: timedelta) -> ExpressionWrapper:
    """The database's time plus a span."""
    return ExpressionWrapper(Now() + span, output_field=DateTimeField())


def claim(lane: str, worker: str) -> JobRun | None:
    """Take the next job of the lane, or None. Two workers never get the same one."""
    due = JobRun.objects.filter(lane=lane, state=JobState.WAITING).filter(Q(run_after=None) | Q(run_after__lte=Now()))
    # An idle worker must not take SQLite's only write lock each time it looks.
    if not due.exists():
        return None
    with transaction.atomic():
        run = due.select_for_update(skip_locked=True).order_by("id").first()
        if run is None:
            return None
        JobRun.objects.filter(pk=run.pk).update(
            state=JobState.RUNNING,
            attempts=F("attempts") + 1,
            worker=worker,
            lease_until=from_now(lease_length()),
            heartbeat_at=Now(),
            started_at=Now(),
        )
        run.refresh_from_db()
    return run


def renew(run_id: UUID, attempt: int) -> bool:
    """Renew the lease; False where another worker has the job by now."""
    held = JobRun.objects.filter(pk=run_id, attempts=attempt, state=JobState.RUNNING)
    return bool(held.update(lease_until=from_now(lease_length()), heartbeat_at=Now()))


def give_back(run_id: UUID, attempt: int) -> None:
    """Put a job back that this worker stops working at; the interrupted try does not count."""
    held = JobRun.objects.filter(pk=run_id, attempts=attempt, state=JobState.RUNNING)
    held.update(state=JobState.WAITING, attempts=F("attempts") - 1, lease_until=None, worker="")


def reap(dead_worker: str | None = None) -> int:
    """Take back the jobs whose lease ran out, or whose worker is known to be dead; quarantine those tried enough.

    A row that a living worker holds locked within a transaction is left alone. Returns how many were taken back.
    """
    lost = JobRun.objects.filter(state=JobState.RUNNING)
    lost = lost.filter(worker=dead_worker) if dead_worker else lost.filter(lease_until__lt=Now())
    if not lost.exists():
        return 0
    with transaction.atomic():
        rows = list(lost.select_for_update(skip_locked=True).only("id", "name", "attempts"))
        for run in rows:
            _take_back(run)
    return len(rows)


def _take_back(run: JobRun) -> None:
    spent = run.attempts >= _attempts_of(run.name)
    ended = {"state": JobState.QUARANTINED, "error_code": "worker_died", "finished_at": Now()}
    again = {"state": JobState.WAITING, "run_after": None}
    JobRun.objects.filter(pk=run.pk).update(lease_until=None, worker="", **(ended if spent else again))


def _attempts_of(name: str) -> int:
    try:
        return find_job(name).attempts
    except LookupError:
        # A room that was taken out may have left a row behind.
        return DEFAULT_ATTEMPTS
