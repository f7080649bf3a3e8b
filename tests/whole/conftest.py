"""The stage of the whole-house tests, and the count of the permission matrix at the end of the run."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from tests.standing import standing
from tests.whole.matrix.stage import Stage, build_stage


@pytest.fixture(scope="module")
def _built(django_db_setup: None, django_db_blocker: Any) -> Iterator[Stage]:
    """The stage, standing for all tests of the file."""
    with standing(django_db_blocker):
        yield build_stage()


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
