"""Counts of a throttle begin again at fixed moments: a test that counts through pages must not run over one."""

import time

from jiaoyun.plumbing.throttle import Budget

#: Longer than any test knocks until a door closes.
_NEEDED = 30.0


def wait_for_room(budget: Budget) -> None:
    """Wait until the budget's window has half a minute left; nearly always that is now."""
    left = budget.window_seconds - time.time() % budget.window_seconds
    if left < _NEEDED:
        time.sleep(left + 0.1)
