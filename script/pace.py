"""How fast this machine is: what a run took means little without it. A budget is for the machine of the goals."""

import os
import time
from concurrent.futures import ThreadPoolExecutor

from argon2 import PasswordHasher

#: Verifications a second on the two cores on which the goals were measured (t = 2, m = 19 MiB, p = 1).
REFERENCE = 90
_SECONDS = 1.5


def verifications() -> float:
    """Argon2 verifications a second on all cores, tried for a second and a half. The hash lets other threads run."""
    hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
    kept = hasher.hash("a password of nobody")
    cores = len(os.sched_getaffinity(0))
    until = time.monotonic() + _SECONDS

    def work(_: int) -> int:
        done = 0
        while time.monotonic() < until:
            hasher.verify(kept, "a password of nobody")
            done += 1
        return done

    with ThreadPoolExecutor(cores) as pool:
        return sum(pool.map(work, range(cores))) / _SECONDS


def said(rate: float) -> str:
    """The line of a report."""
    return f"{'pace':<17}{rate:7.1f} verifications a second, {rate / REFERENCE:.0%} of the machine of the budget"
