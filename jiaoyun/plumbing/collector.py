"""When Python searches for reference cycles: seldom, and not at all while much is made that has none."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

#: New objects between two searches (Python's own: 700). Few cycles are left by a page, and what they hold waits until
#: then: with ten times as many, uploads left 66 MB in the web process instead of 27 (measured).
SELDOM = (5_000, 20, 20)


def search_seldom() -> None:
    """Set once in a process that has read its modules: what it now holds stays for good and is not looked through."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*SELDOM)


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
