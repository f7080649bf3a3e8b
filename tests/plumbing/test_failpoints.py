"""A failpoint kills the process at the named place and at no other."""

import signal
import subprocess
import sys

import pytest

PROGRAM = """
from jiaoyun.plumbing.failpoints import failpoint
for number in range(1, 6):
    failpoint("other")
    failpoint("chunk")
    print(number, flush=True)
"""


def _run(wanted: str | None) -> subprocess.CompletedProcess[str]:
    environment = {} if wanted is None else {"JIAOYUN_FAILPOINT": wanted}
    return subprocess.run(
        [sys.executable, "-c", PROGRAM], env=environment, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.parametrize(("wanted", "passed"), [("chunk:1", 0), ("chunk:3", 2), ("other:5", 4)])
def test_it_kills_at_the_named_pass(wanted: str, passed: int) -> None:
    ended = _run(wanted)
    assert ended.returncode == -signal.SIGKILL
    assert len(ended.stdout.split()) == passed


@pytest.mark.parametrize("wanted", [None, "elsewhere:1", "chunk:6"])
def test_it_does_nothing_otherwise(wanted: str | None) -> None:
    ended = _run(wanted)
    assert (ended.returncode, ended.stdout.split()) == (0, ["1", "2", "3", "4", "5"])
