"""The stage of the whole-house tests, and the count of the permission matrix at the end of the run."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.db import transaction

from tests.whole.matrix.stage import Stage, build_stage


@pytest.fixture(scope="module")
def _built(django_db_setup: None, django_db_blocker: Any) -> Iterator[Stage]:
    """The stage in a transaction round all tests of the file, each of which takes back what it did within it: to build
    it takes longer than most of them. A file that asks for it can have no other world."""
    with django_db_blocker.unblock():
        whole = transaction.atomic()
        # As Django's own TestCase says it: commands, which begin a transaction of their own, may run inside.
        whole._from_testcase = True
        with whole:
            yield build_stage()
            transaction.set_rollback(True)


@pytest.fixture
def stage(_built: Stage, db: None) -> Stage:
    """The cast, three schools and the work on their desks (tests/whole/matrix/stage.py); nobody is logged in yet."""
    return replace(_built, world=replace(_built.world, _clients={}))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """How many cells of the permission matrix were tried, in whichever process."""
    counted: dict[str, int] = {}
    reports = [report for kind in ("passed", "failed") for report in terminalreporter.stats.get(kind, ())]
    for report in reports:
        for name, value in report.user_properties if report.when == "call" else ():
            if name.startswith("matrix "):
                counted[name.removeprefix("matrix ")] = counted.get(name.removeprefix("matrix "), 0) + value
    if counted:
        terminalreporter.write_line("matrix: " + ", ".join(f"{value} {name}" for name, value in counted.items()))
