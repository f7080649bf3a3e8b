"""The worker's parent process: a child for each lane, a new child for each that died, and an end in order."""

import logging
import os
import secrets
import signal
import socket
import time
from types import FrameType

from django.db import connections

from jiaoyun.plumbing import failpoints
from jiaoyun.plumbing.jobs.worker import LaneWorker

log = logging.getLogger("jiaoyun.jobs")

_PAUSE_AFTER_KILL_SECONDS = 0.2
# A child that ended in an error of ours would end so again: not in a tight loop.
_PAUSE_AFTER_ERROR_SECONDS = 3.0


class Supervisor:
    """Forks one child a lane. A child that is killed is replaced at once, and its job goes to its successor."""

    def __init__(self, lanes: list[str]) -> None:
        self._lanes = lanes
        self._children: dict[int, tuple[str, str]] = {}
        self._stopping = False

    def run(self) -> None:
        """Serve until SIGTERM or SIGINT; then the children end their job's step, and this returns."""
        signal.signal(signal.SIGTERM, self._stop)
        signal.signal(signal.SIGINT, self._stop)
        for lane in self._lanes:
            self._start(lane)
        while self._children:
            try:
                pid, status = os.waitpid(-1, 0)
            except InterruptedError:
                continue
            lane, name = self._children.pop(pid)
            if not self._stopping:
                log.warning("worker %s ended (status %s) and is replaced", name, status)
                # A fault is injected once: the successor must be able to finish.
                os.environ.pop(failpoints.VARIABLE, None)
                time.sleep(_PAUSE_AFTER_KILL_SECONDS if os.WIFSIGNALED(status) else _PAUSE_AFTER_ERROR_SECONDS)
                self._start(lane, dead_predecessor=name)

    def _start(self, lane: str, dead_predecessor: str | None = None) -> None:
        _leave_database()
        name = f"{socket.gethostname()[:40]}:{lane}:{secrets.token_hex(6)}"
        parent = os.getpid()
        pid = os.fork()
        if pid:
            self._children[pid] = (lane, name)
            # The signal may have come between the loop's question and the fork.
            if self._stopping:
                os.kill(pid, signal.SIGTERM)
            return
        code = 1
        try:
            LaneWorker(lane, name, parent=parent).serve(dead_predecessor)
            code = 0
        except Exception as error:
            log.error("worker %s: %s", name, type(error).__name__)
        finally:
            os._exit(code)

    def _stop(self, number: int, frame: FrameType | None) -> None:
        self._stopping = True
        for pid in list(self._children):
            os.kill(pid, signal.SIGTERM)


def _leave_database() -> None:
    """Close what must not be shared over a fork: the connections, and the pool whose threads no child would have."""
    for connection in connections.all(initialized_only=True):
        connection.close()
        if hasattr(connection, "close_pool"):
            connection.close_pool()
