"""Does several things at the same moment, each in a thread with a database connection of its own."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import connection

R = TypeVar("R")


def at_once(works: Sequence[Callable[[], R]]) -> list[R | BaseException]:
    """What each work returned, or the error it raised, in order; all of them start together."""
    start = threading.Barrier(len(works))

    def run(work: Callable[[], R]) -> R | BaseException:
        try:
            start.wait(timeout=30)
            return work()
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))
