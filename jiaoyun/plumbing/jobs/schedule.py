"""The schedule: recurring jobs are enqueued by whichever worker looks first once they are due."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models.functions import Now

from jiaoyun.plumbing.jobs.lease import from_now
from jiaoyun.plumbing.jobs.queue import enqueue
from jiaoyun.plumbing.jobs.registry import JOBS, Job
from jiaoyun.plumbing.models import Schedule


def prepare_schedule() -> None:
    """Give every recurring job its row, and take away the rows of those that no room declares any more."""
    wanted = {declared.name for declared in _recurring()}
    known = set(Schedule.objects.values_list("name", flat=True))
    Schedule.objects.bulk_create(
        [Schedule(name=name, next_at=Now()) for name in sorted(wanted - known)], ignore_conflicts=True
    )
    Schedule.objects.filter(name__in=known - wanted).delete()


def enqueue_due() -> int:
    """Enqueue the recurring jobs that are due; returns how many. One that still waits or runs is not doubled."""
    due = Schedule.objects.filter(next_at__lte=Now())
    if not due.exists():
        return 0
    with transaction.atomic():
        rows = [row for row in due.select_for_update(skip_locked=True) if row.name in JOBS]
        for row in rows:
            declared = JOBS[row.name]
            if declared.every is None:
                continue
            Schedule.objects.filter(pk=row.pk).update(next_at=from_now(declared.every))
            enqueue(row.name, subject=("schedule", row.name), by=None, unique_key=f"schedule:{row.name}")
    return len(rows)


def mark_done(name: str) -> None:
    """Note that a recurring job went well."""
    Schedule.objects.filter(pk=name).update(last_done_at=Now())


def _recurring() -> Iterable[Job]:
    return (declared for declared in JOBS.values() if declared.every is not None)
