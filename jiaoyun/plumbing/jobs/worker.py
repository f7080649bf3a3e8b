"""The worker's loop for one lane, in a process of its own: claim, run, look again."""

import logging
import os
import signal
import threading
import time
from types import FrameType

from django.db import InterfaceError, OperationalError, connection

from jiaoyun.plumbing.jobs.lease import claim, reap
from jiaoyun.plumbing.jobs.registry import discover
from jiaoyun.plumbing.jobs.runner import run_claimed
from jiaoyun.plumbing.jobs.schedule import enqueue_due, prepare_schedule
from jiaoyun.plumbing.models import Lane
from jiaoyun.plumbing.sheets import spares

log = logging.getLogger("jiaoyun.jobs")

POLL_SECONDS = 0.25
_UPKEEP_SECONDS = 1.0
_AFTER_DATABASE_ERROR_SECONDS = 1.0


class LaneWorker:
    """Serves one lane until it is told to stop or its parent is gone. The quick lane also keeps the schedule."""

    def __init__(self, lane: str, name: str, *, parent: int | None = None) -> None:
        self.lane, self.name, self._parent = lane, name, parent
        self.stop = threading.Event()
        self._upkeep_at = 0.0

    def serve(self, dead_predecessor: str | None = None) -> None:
        """Loop. `dead_predecessor` names a worker whose process the parent saw end: its job is free at once."""
        signal.signal(signal.SIGTERM, self._stop_soon)
        signal.signal(signal.SIGINT, self._stop_soon)
        discover()
        log.info("worker %s: ready", self.name)
        while not self._is_over():
            try:
                if dead_predecessor:
                    reap(dead_predecessor)
                    dead_predecessor = None
                busy = self._turn()
            except (OperationalError, InterfaceError) as error:
                # The database restarts or SQLite is locked for long: the jobs are safe in it, so wait for it.
                log.warning("worker %s: the database does not answer (%s)", self.name, type(error).__name__)
                connection.close()
                busy = False
                self.stop.wait(_AFTER_DATABASE_ERROR_SECONDS)
            if not busy:
                # Nothing to do: have a reader ready for the next file.
                spares.prepare()
                self.stop.wait(POLL_SECONDS)
        log.info("worker %s: stopped", self.name)

    def _turn(self) -> bool:
        if time.monotonic() - self._upkeep_at >= _UPKEEP_SECONDS:
            self._upkeep()
        run = claim(self.lane, self.name)
        if run is None:
            return False
        run_claimed(run, stop=self.stop)
        return True

    def _upkeep(self) -> None:
        reap()
        if self.lane == Lane.QUICK:
            if not self._upkeep_at:
                prepare_schedule()
            enqueue_due()
        self._upkeep_at = time.monotonic()

    def _is_over(self) -> bool:
        orphaned = self._parent is not None and os.getppid() != self._parent
        return self.stop.is_set() or orphaned

    def _stop_soon(self, number: int, frame: FrameType | None) -> None:
        self.stop.set()
