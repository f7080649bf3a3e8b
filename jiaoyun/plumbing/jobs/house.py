"""The house's own recurring jobs: the audit's seal, and the sweeping of what is over."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from jiaoyun.plumbing.audit.sealer import seal_pending
from jiaoyun.plumbing.jobs.progress import Progress
from jiaoyun.plumbing.jobs.registry import scheduled
from jiaoyun.plumbing.models import JobRun, OnceKey
from jiaoyun.plumbing.models.job_run import JobState
from jiaoyun.plumbing.sending import jobs as sending_jobs
from jiaoyun.plumbing.throttle import sweep_counts

__all__ = ["seal_audit", "sending_jobs", "sweep"]

FORMS_KEPT = timedelta(days=2)
JOBS_KEPT = timedelta(days=90)


@scheduled("plumbing.seal_audit", every=timedelta(seconds=4))
def seal_audit(*, progress: Progress) -> dict[str, Any]:
    """Put what happened since into the chain."""
    return {"events": seal_pending(timezone.now())}


@scheduled("plumbing.sweep", every=timedelta(hours=1))
def sweep(*, progress: Progress) -> dict[str, Any]:
    """Delete counters whose window is over, keys of forms sent long ago, jobs that ended long ago."""
    now = timezone.now()
    counts = sweep_counts(now)
    keys, _ = OnceKey.objects.filter(created_at__lt=now - FORMS_KEPT).delete()
    ended = JobRun.objects.filter(state__in=(JobState.DONE, JobState.FAILED, JobState.QUARANTINED))
    runs, _ = ended.filter(finished_at__lt=now - JOBS_KEPT).delete()
    return {"counts": counts, "keys": keys, "runs": runs}
