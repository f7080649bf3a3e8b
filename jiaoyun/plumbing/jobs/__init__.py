"""Jobs: work that outlives a request. Declared with @job, wanted with enqueue(), followed through JobRun.

The rule of a job's body: it may be run again from the start after a kill at any moment, so it works in bounded
transactions that each say `progress.hold()` first, and finds out itself what is left. docs/decisions/0003-jobs.md.
"""

from jiaoyun.plumbing.jobs.progress import JobInterrupted, LeaseLost, Progress, StopRequested
from jiaoyun.plumbing.jobs.queue import enqueue
from jiaoyun.plumbing.jobs.registry import Job, job, scheduled
from jiaoyun.plumbing.jobs.runner import run_pending

__all__ = [
    "Job",
    "JobInterrupted",
    "LeaseLost",
    "Progress",
    "StopRequested",
    "enqueue",
    "job",
    "run_pending",
    "scheduled",
]
