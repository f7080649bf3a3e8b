"""One JSON object a line: how the benchmark speaks to the processes that it measures, and how it sees their memory."""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

_SAMPLE_SECONDS = 0.005
_MIB = 1024 * 1024
_PAGE, _TICKS = os.sysconf("SC_PAGE_SIZE"), os.sysconf("SC_CLK_TCK")
#: The variable that names the process of the database server.
POSTMASTER = "JIAOYUN_BENCH_POSTMASTER"


def serve(operations: Mapping[str, Callable[..., Any]]) -> None:
    """Say that one is ready, then answer the questions on standard input; an error ends the process, which is seen."""
    sys.stdout.write("{}\n")
    sys.stdout.flush()
    for line in sys.stdin:
        asked = json.loads(line)
        answer = operations[asked.pop("do")](**asked)
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


class Watched(NamedTuple):
    """An answer, the peak of memory in MiB, and milliseconds of processor time, the database server's included."""

    answer: Any
    memory: float
    cpu: float


class Talker:
    """A process that serves; a context. `peak` watches its memory and that of its children."""

    def __init__(self, module: str, environment: Mapping[str, str]) -> None:
        command = [sys.executable, "-m", module]
        pipe = subprocess.PIPE
        self._database = int(environment[POSTMASTER])
        self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, env=dict(environment), text=True)

    def __enter__(self) -> Self:
        self._answer("to begin")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._process.stdin:
            self._process.stdin.close()
        self._process.wait(30)

    def ask(self, do: str, **values: Any) -> Any:
        """The answer of an operation. Raises RuntimeError where the process died; its words are on standard error."""
        if self._process.stdin is None:
            raise RuntimeError("the process has no pipes")
        self._process.stdin.write(json.dumps({"do": do, **values}) + "\n")
        self._process.stdin.flush()
        return self._answer(do)

    def _answer(self, do: str) -> Any:
        line = self._process.stdout.readline() if self._process.stdout else ""
        if not line:
            raise RuntimeError(f"{do} failed in {self._process.args}")
        return json.loads(line)

    def memory(self) -> int:
        """Bytes that the process and its children hold at this moment.

        A child that has not become a program of its own yet shares its parent's memory, and is not counted.
        """
        own = self._process.pid
        command = _command(own)
        return sum(_resident(pid) for pid in _family(own) if pid == own or _command(pid) != command)

    def ask_watched(self, do: str, **values: Any) -> "Watched":
        """The answer, with the most memory held meanwhile (sampled every 5 ms) and the processor time that it took."""
        over, most = threading.Event(), [self.memory()]
        before = self._processor()

        def watch() -> None:
            while not over.wait(_SAMPLE_SECONDS):
                most[0] = max(most[0], self.memory())

        watcher = threading.Thread(target=watch, daemon=True)
        watcher.start()
        try:
            answer = self.ask(do, **values)
        finally:
            over.set()
            watcher.join()
        return Watched(answer, most[0] / _MIB, (self._processor() - before) * 1000 / _TICKS)

    def _processor(self) -> int:
        """Ticks of the process, of its children, and of the whole database server."""
        return sum(_ticks(pid) for pid in (*_family(self._process.pid), *_family(self._database)))


def _family(pid: int) -> list[int]:
    found = [pid]
    for tasks in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = tasks.read_text().split()
        except OSError:
            continue
        for child in children:
            found.extend(_family(int(child)))
    return found


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def _ticks(pid: int) -> int:
    """Processor ticks of a process and of its children that have ended."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return sum(map(int, fields[11:15]))


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * _PAGE
    except (OSError, IndexError):
        # A child may end between being listed and being looked at.
        return 0


class Stages:
    """Milliseconds by stage, in the order in which they came."""

    def __init__(self) -> None:
        self.found: dict[str, float] = {}
        self._at = time.perf_counter()

    def restart(self) -> None:
        """Begin to count now."""
        self._at = time.perf_counter()

    def mark(self, stage: str) -> None:
        """What passed since the last mark belongs to this stage."""
        now = time.perf_counter()
        self.found[stage] = self.found.get(stage, 0.0) + (now - self._at) * 1000
        self._at = now
