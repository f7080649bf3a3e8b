"""Starts the product's own processes on the test's database, and kills them with signal 9."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
LEASE_SECONDS = "2"


class Machine:
    """One computer: a data folder, a database, and the processes that run on it."""

    def __init__(self, data: Path, database: str) -> None:
        self.data = data
        kept = {name: value for name, value in os.environ.items() if not name.startswith("JIAOYUN_")}
        self.environment = {
            **kept,
            "DJANGO_SETTINGS_MODULE": "tests.faults.settings",
            "JIAOYUN_DATA": str(data),
            "JIAOYUN_TEST_DATABASE": database,
            "JIAOYUN_LEASE_SECONDS": LEASE_SECONDS,
            "JIAOYUN_LOG_LEVEL": "ERROR",
            "JIAOYUN_PLAIN_STATIC": "1",
        }
        self.processes: list[subprocess.Popen[bytes]] = []

    def run(self, *command: str, **environment: str) -> "subprocess.Popen[bytes]":
        """Start a program in a process group of its own."""
        process = subprocess.Popen(
            [sys.executable, *command], cwd=ROOT, env={**self.environment, **environment}, start_new_session=True
        )
        self.processes.append(process)
        return process

    def worker(self, block: int) -> "subprocess.Popen[bytes]":
        """`manage.py worker` with blocks of so many rows."""
        return self.run("manage.py", "worker", JIAOYUN_IMPORT_BLOCK=str(block))

    def end(self) -> None:
        """Kill whatever still runs."""
        for process in self.processes:
            kill_group(process)


def kill_group(process: "subprocess.Popen[bytes]") -> None:
    """kill -9 for a process and everything it started."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def kill_children(process: "subprocess.Popen[bytes]") -> int:
    """kill -9 for the children alone; how many there were."""
    listed = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    children = [int(text) for text in listed.read_text().split()] if listed.exists() else []
    for child in children:
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
    return len(children)


def until(what: Callable[[], bool], seconds: float = 60) -> None:
    """Wait for it; fail when it does not come."""
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)


def leave_database() -> None:
    """Before a fork: a connection, or the threads of a pool, must not be shared."""
    connection.close()
    if connection.vendor == "postgresql":
        connection.close_pool()  # type: ignore[attr-defined]


def die_in_child(work: Callable[[], object]) -> int:
    """Do the work in a forked process and return the signal that ended it; 0 where it came to its end."""
    leave_database()
    child = os.fork()
    if child:
        _, status = os.waitpid(child, 0)
        assert not os.WIFEXITED(status) or os.WEXITSTATUS(status) == 0, "the work failed"
        return os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
    code = 1
    try:
        work()
        code = 0
    finally:
        os._exit(code)
