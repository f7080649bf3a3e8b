"""What the reading children take, each measured by itself and never by the high-water mark of all children.

`RUSAGE_CHILDREN` remembers the largest child that the test process ever had (a browser, a database server), and a
child's own `ru_maxrss` begins with the size of its parent. `VmHWM` of the child is its own.
"""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from subprocess import Popen
from typing import Any
from unittest.mock import patch

from jiaoyun.plumbing.sheets import process
from jiaoyun.plumbing.sheets.limits import CHILD_BYTES, SECONDS

#: Seconds between two looks at a child that runs: what it grows by in its very last moment may be missed.
_PAUSE = 0.002
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Taken:
    """The most that one child has taken of memory (bytes resident) and of the processor (seconds), and how many."""

    peak: int = 0
    seconds: float = 0.0
    children: int = 0

    def look(self, pid: int) -> bool:
        """Read the child's figures; whether it still runs. One that has ended keeps its seconds until it is reaped."""
        try:
            stat = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            self.seconds = max(self.seconds, (int(stat[11]) + int(stat[12])) / _TICKS)
            lines = Path(f"/proc/{pid}/status").read_text().splitlines()
        except (FileNotFoundError, ProcessLookupError):
            return False
        marks = [int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM:")]
        self.peak = max([self.peak, *marks])
        return bool(marks)


@contextmanager
def children_watched() -> Iterator[Taken]:
    """Watches every child that reads a sheet inside. Spares started before are left aside."""
    taken = Taken()
    start, end = process.start, process.end

    def started(*arguments: Any) -> Popen[bytes]:
        child = start(*arguments)
        taken.children += 1
        # Once here, so that no child ends unseen.
        taken.look(child.pid)
        threading.Thread(target=_follow, args=(taken, child.pid), daemon=True).start()
        return child

    def ended(child: Popen[bytes]) -> None:
        if child.returncode is None:
            taken.look(child.pid)
        end(child)

    with (
        patch.object(process, "start", started),
        patch.object(process, "end", ended),
        patch.object(process.spares, "hand_over", lambda *_: None),
    ):
        yield taken


def hold_bounded(taken: Taken, *which: object) -> None:
    """No child took more of memory or of the processor than one is given, and each was seen."""
    assert bool(taken.peak) == bool(taken.children), which
    assert taken.peak < CHILD_BYTES, which
    # What the system counts may run over by the tick in which it ends the child.
    assert taken.seconds <= SECONDS + 0.1, which


def _follow(taken: Taken, pid: int) -> None:
    pause = threading.Event()
    while taken.look(pid):
        pause.wait(_PAUSE)
