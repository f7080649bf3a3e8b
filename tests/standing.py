"""A world that stands while the tests of a file or a folder run, where to build it takes longer than most of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction


@contextmanager
def standing(django_db_blocker: Any) -> Iterator[None]:
    """A transaction round all tests of a file or a folder, for a fixture of that scope: what is built inside stays
    until they are done, and each test takes back what it did within. They can have no other world beside it."""
    with django_db_blocker.unblock():
        whole = transaction.atomic()
        # As Django's own TestCase says it: commands, which begin a transaction of their own, may run inside.
        whole._from_testcase = True
        with whole:
            yield
            transaction.set_rollback(True)
