"""The heartbeat: renews the lease from a thread of its own while a body is busy with something long."""

import logging
import threading
from types import TracebackType

from django.db import OperationalError, connection

from jiaoyun.plumbing.jobs.lease import heartbeat_seconds, renew
from jiaoyun.plumbing.jobs.progress import Progress

log = logging.getLogger("jiaoyun.jobs")


class Heartbeat:
    """A context: while inside, the lease of this run is renewed; `progress.lost` is set when it cannot be."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._beat, name="heartbeat", daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._end.set()
        self._thread.join()

    def _beat(self) -> None:
        run = self._progress.run
        try:
            while not self._end.wait(heartbeat_seconds()):
                try:
                    if not renew(run.pk, self._progress.attempt):
                        self._progress.lost.set()
                        return
                except OperationalError:
                    # The database is busy or away for a moment; the fence decides if it stays so.
                    log.warning("job %s %s: a heartbeat was missed", run.pk, run.name)
                    connection.close()
        finally:
            connection.close()
