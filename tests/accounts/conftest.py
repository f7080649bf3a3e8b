"""The clock of the tests about accounts."""

from collections.abc import Iterator

import pytest
import time_machine
from django.utils import timezone


@pytest.fixture(autouse=True)
def early_in_the_hour() -> Iterator[None]:
    """The clock goes on from a minute past this hour: failures are counted in windows at multiples of their length,
    and a test in which one of them ends would find fewer than it made."""
    with time_machine.travel(timezone.now().replace(minute=1, second=1, microsecond=0), tick=True):
        yield
