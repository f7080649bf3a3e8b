"""The breaker: a gateway that failed again and again is said to be down at once, and tried again a while later.

The failures are counted in the database, so that all web processes and workers know of them.
"""

from datetime import datetime

from jiaoyun.plumbing.throttle import Budget, forgive, spend, spent

#: Five failures within a minute: until that minute is over nobody waits for the gateway any more.
FAILURES = Budget("sending.failures", 5, 60)


def is_open(gateway: str, *, now: datetime) -> bool:
    """Whether the gateway is resting."""
    return not spent(FAILURES, gateway, now=now).allowed


def note(gateway: str, *, down: bool, now: datetime) -> None:
    """Count a failure; a success after failures begins the count anew."""
    if down:
        spend(FAILURES, gateway, now=now)
    elif spent(FAILURES, gateway, now=now).count:
        forgive(FAILURES, gateway)
