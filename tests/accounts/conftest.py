"""The clock of the tests about accounts."""

import time
from collections.abc import Iterator

import pytest
import time_machine

#: Longer than a test takes, and little beside what a file of tests worked out when it was read.
_SECONDS = 20


@pytest.fixture(autouse=True)
def no_window_ends_meanwhile() -> Iterator[None]:
    """Failures are counted in windows of whole minutes, and a test in which one ends would find fewer than it made:
    the clock of a test that begins late in a minute goes on from the next one."""
    left = 60 - time.time() % 60
    if left > _SECONDS:
        yield
        return
    with time_machine.travel(time.time() + left, tick=True):
        yield
