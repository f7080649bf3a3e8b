"""Pauses Python's search for reference cycles while much is made that has none."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """No search for cycles inside. For a bounded piece of work that makes many small objects and drops them together:

    a block of an import makes half a million, and looking them through took a sixth of its check (measured). What is
    dropped is freed at once as always; only cycles wait for the end.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
