"""Named places where a test may kill the process: JIAOYUN_FAILPOINT="name:n" kills it at the n-th pass (kill -9)."""

import os
import signal

VARIABLE = "JIAOYUN_FAILPOINT"
_passes = 0


def failpoint(name: str) -> None:
    """Do nothing, unless this place is the one named in the environment and its time has come."""
    wanted = os.environ.get(VARIABLE)
    if wanted is None:
        return
    place, _, count = wanted.rpartition(":")
    if place != name:
        return
    global _passes
    _passes += 1
    if _passes >= int(count):
        os.kill(os.getpid(), signal.SIGKILL)
