"""What a job's body holds in its hands: the place to say how far it is, and the proof that the job is still its own."""

import threading
import time

from django.db.models.functions import Now

from jiaoyun.plumbing.jobs.lease import from_now, lease_length, renew
from jiaoyun.plumbing.models import JobRun, JobState

_SECONDS_BETWEEN_WRITES = 0.25


class JobInterrupted(BaseException):
    """The body must end here. Not an Exception, so that no `except Exception` of a body keeps it alive."""


class LeaseLost(JobInterrupted):
    """Another worker has this job by now; what this one would still write must not be committed."""


class StopRequested(JobInterrupted):
    """The server is being stopped: the job waits again and goes on after the start."""


class Progress:
    """How far a run is. Made by the runner; a body calls `report` between its transactions and `hold` inside."""

    def __init__(self, run: JobRun, stop: threading.Event | None = None) -> None:
        self.run = run
        self.attempt = run.attempts
        self.lost = threading.Event()
        self._stop = stop or threading.Event()
        self._written_at = 0.0

    def report(self, done: int, total: int, message: str = "") -> None:
        """Say how far the job is; `message` is Chinese for the page that follows it, and names no person.

        Renews the lease, at most four writes a second (the last step is always written). Raises LeaseLost when
        another worker has the job, StopRequested when the server is being stopped.
        """
        self._raise_if_over()
        if done < total and time.monotonic() - self._written_at < _SECONDS_BETWEEN_WRITES:
            return
        self._written_at = time.monotonic()
        self._write(done=done, total=total, message=message)

    def hold(self) -> None:
        """Inside a transaction of the body: prove that the job is still ours, and keep it until the commit.

        The row stays locked till then, so no other worker can take the job up between the check and the commit.
        Raises LeaseLost.
        """
        if not renew(self.run.pk, self.attempt):
            self.lost.set()
            raise LeaseLost(self.run.name)

    def _raise_if_over(self) -> None:
        if self.lost.is_set():
            raise LeaseLost(self.run.name)
        if self._stop.is_set():
            raise StopRequested(self.run.name)

    def _write(self, **values: int | str) -> None:
        held = JobRun.objects.filter(pk=self.run.pk, attempts=self.attempt, state=JobState.RUNNING)
        if not held.update(lease_until=from_now(lease_length()), heartbeat_at=Now(), **values):
            self.lost.set()
            raise LeaseLost(self.run.name)
