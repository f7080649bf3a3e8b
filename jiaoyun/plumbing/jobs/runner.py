"""Runs one claimed job and writes down how it ended. No message of an error is kept: it may hold personal values."""

import logging
import threading
import traceback
from contextlib import AbstractContextManager, nullcontext
from datetime import timedelta
from typing import Any

from django.db.models import F
from django.db.models.functions import Now

from jiaoyun.plumbing.jobs.heartbeat import Heartbeat
from jiaoyun.plumbing.jobs.lease import claim, from_now, give_back
from jiaoyun.plumbing.jobs.progress import LeaseLost, Progress, StopRequested
from jiaoyun.plumbing.jobs.registry import JOBS, Job, find_job
from jiaoyun.plumbing.jobs.schedule import mark_done
from jiaoyun.plumbing.models import JobRun, JobState, Lane
from jiaoyun.plumbing.refusals import Refused

log = logging.getLogger("jiaoyun.jobs")

_FRAMES_LOGGED = 6
_FIRST_WAIT_SECONDS = 5


def run_claimed(run: JobRun, *, stop: threading.Event | None = None, heartbeat: bool = True) -> None:
    """Run a claimed job to its end and record it: done, to be tried again, or failed.

    A Refused is an answer and fails the job at once with its id as the code; another error is tried again with a
    growing pause until the declared attempts are used up.
    """
    progress = Progress(run, stop)
    beating: AbstractContextManager[None] = Heartbeat(progress) if heartbeat else nullcontext()
    log.log(_loudness(run), "job %s %s: attempt %s", run.pk, run.name, run.attempts)
    try:
        declared = find_job(run.name)
        with beating:
            result = declared.body(**run.args, progress=progress)
    except StopRequested:
        give_back(run.pk, run.attempts)
        log.info("job %s %s: interrupted, waits again", run.pk, run.name)
    except LeaseLost:
        log.warning("job %s %s: another worker has it", run.pk, run.name)
    except Refused as refused:
        _end(run, state=JobState.FAILED, error_code=refused.id)
        log.info("job %s %s: refused %s", run.pk, run.name, refused.id)
    except Exception as error:
        log.error("job %s %s: %s at %s", run.pk, run.name, type(error).__name__, _where(error))
        _fail_or_retry(run, type(error).__name__)
    else:
        _succeed(run, declared, result)
        log.log(_loudness(run), "job %s %s: done", run.pk, run.name)


def _loudness(run: JobRun) -> int:
    """Recurring work that goes well is told to nobody: one piece every few seconds would hide all the rest."""
    declared = JOBS.get(run.name)
    recurs = declared is not None and declared.every is not None
    return logging.DEBUG if recurs and run.attempts <= 1 else logging.INFO


def run_pending(limit: int = 100) -> int:
    """Run what waits, both lanes, in this process; returns how many ran. For tests, the demo and small commands."""
    ran = 0
    while ran < limit:
        run = claim(Lane.QUICK, "in-process") or claim(Lane.BULK, "in-process")
        if run is None:
            break
        run_claimed(run, heartbeat=False)
        ran += 1
    return ran


def _succeed(run: JobRun, declared: Job, result: dict[str, Any] | None) -> None:
    if declared.every is not None:
        # Nobody follows a recurring job: when it went well, its schedule says so and the row goes.
        mark_done(run.name)
        _held(run).delete()
        return
    _end(run, state=JobState.DONE, result=result, error_code="")


def _fail_or_retry(run: JobRun, code: str) -> None:
    try:
        attempts = find_job(run.name).attempts
    except LookupError:
        attempts = 0
    if run.attempts >= attempts:
        _end(run, state=JobState.FAILED, error_code=code)
        return
    pause = timedelta(seconds=_FIRST_WAIT_SECONDS * 3 ** (run.attempts - 1))
    _held(run).update(state=JobState.WAITING, lease_until=None, worker="", error_code=code, run_after=from_now(pause))


def _end(run: JobRun, **values: Any) -> None:
    if values["state"] == JobState.DONE:
        values["done"] = F("total")
    _held(run).update(lease_until=None, finished_at=Now(), **values)


def _held(run: JobRun) -> Any:
    return JobRun.objects.filter(pk=run.pk, attempts=run.attempts, state=JobState.RUNNING)


def _where(error: BaseException) -> str:
    """The last frames of an error, files and lines without any value."""
    frames = traceback.extract_tb(error.__traceback__)[-_FRAMES_LOGGED:]
    return " < ".join(f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno}" for frame in reversed(frames))
