"""Starts and ends the program that reads one file."""

import os
import signal
import subprocess
import sys
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import IO

PIPE = 1 << 20
_CHILD = Path(__file__).with_name("child.py")


def start(data: IO[bytes] | int, arguments: tuple[str, ...]) -> subprocess.Popen[bytes]:
    """The child with `data` as its standard input: an isolated interpreter in a session of its own."""
    return subprocess.Popen(
        [sys.executable, "-I", "-S", str(_CHILD), _import_path(), *arguments],
        stdin=data,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={"LANG": "C.UTF-8"},
        start_new_session=True,
        bufsize=0,
        pipesize=PIPE,
    )


def end(child: subprocess.Popen[bytes]) -> None:
    """Make sure that the child is gone."""
    if child.poll() is None:
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()
    if child.stdout:
        child.stdout.close()


@cache
def _import_path() -> str:
    """Where the child finds what it imports: this source tree, and the folders of its two packages."""
    folders = [str(Path(__file__).parents[3])]
    for package in ("python_calamine", "orjson"):
        spec = find_spec(package)
        if spec is None or spec.origin is None:
            raise ModuleNotFoundError(package)
        folders.append(str(Path(spec.origin).parents[1]))
    return "\n".join(dict.fromkeys(folders))
