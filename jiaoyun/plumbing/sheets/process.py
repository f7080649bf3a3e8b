"""The child process seen from outside: started, listened to, and always ended."""

import os
import select
import signal
import subprocess
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import IO, Any

import orjson

from jiaoyun.plumbing.sheets import spares
from jiaoyun.plumbing.sheets.faults import SheetFault
from jiaoyun.plumbing.sheets.launch import PIPE, end, start
from jiaoyun.plumbing.sheets.limits import CELL_CHARS, COLUMNS, FILE_BYTES, ROWS, SECONDS

#: A file on disk, its bytes, or an open binary stream (of a file that is kept sealed).
Source = Path | bytes | IO[bytes]

#: One block: a million characters and one row of the widest kind, as UTF-8 with escapes.
_LONGEST_LINE = 64 * 1024 * 1024
_MOST = {
    "too_large": FILE_BYTES // 1024 // 1024,
    "too_many_rows": ROWS,
    "too_many_columns": COLUMNS,
    "too_long_cell": CELL_CHARS,
}
#: What the system says of a child that died: out of processor time, or out of memory (an allocation failed).
_DEATHS = {signal.SIGXCPU: "timeout", signal.SIGKILL: "timeout", signal.SIGABRT: "bomb", signal.SIGSEGV: "bomb"}


def ask_child(source: Source, *arguments: str, seconds: float = SECONDS) -> Generator[dict[str, Any], None, None]:
    """The child's messages for one file, without the last. Raises SheetFault.

    Waits at most `seconds` in all for the child; the time that the caller takes between two messages does not count.
    The child is gone when the iterator is closed or fails.
    """
    with _input(source) as data, _started(data, arguments) as child:
        for line in _lines(child, seconds):
            message = orjson.loads(line)
            if "end" in message:
                return
            if "fault" in message:
                raise fault_of(message["fault"], message["values"])
            yield message
        raise fault_of(_DEATHS.get(signal.Signals(-_end(child)), "damaged") if _end(child) < 0 else "damaged", {})


def fault_of(code: str, values: dict[str, object]) -> SheetFault:
    """A fault with the bound that it speaks of."""
    if code == "too_large":
        values = {"megabytes": _MOST[code], **values}
    elif code in _MOST:
        values = {"most": _MOST[code], **values}
    return SheetFault(code, **values)


@contextmanager
def _input(source: Source) -> Iterator[IO[bytes]]:
    if isinstance(source, Path):
        with source.open("rb") as file:
            _check_size(os.fstat(file.fileno()).st_size)
            yield file
        return
    # In memory, and bounded like every upload: what is sealed on the disk does not lie beside it in plain.
    with os.fdopen(os.memfd_create("sheet"), "w+b") as file:
        if isinstance(source, bytes):
            _check_size(len(source))
            file.write(source)
        else:
            size = 0
            while chunk := source.read(PIPE):
                size += len(chunk)
                _check_size(size)
                file.write(chunk)
        file.seek(0)
        yield file


def _check_size(size: int) -> None:
    if size > FILE_BYTES:
        raise fault_of("too_large", {})


@contextmanager
def _started(data: IO[bytes], arguments: tuple[str, ...]) -> Iterator[subprocess.Popen[bytes]]:
    child = spares.hand_over(data, arguments) or start(data, arguments)
    try:
        yield child
    finally:
        end(child)


def _lines(child: subprocess.Popen[bytes], seconds: float) -> Iterator[bytes]:
    if child.stdout is None:
        raise ValueError("the child has no output")
    output = child.stdout.fileno()
    poll = select.poll()
    poll.register(output, select.POLLIN | select.POLLHUP)
    held: list[bytes] = []
    left, size = seconds, 0
    while True:
        began = monotonic()
        if not poll.poll(max(left, 0) * 1000):
            raise fault_of("timeout", {})
        left -= monotonic() - began
        chunk = os.read(output, PIPE)
        if not chunk:
            return
        *complete, rest = chunk.split(b"\n")
        if complete:
            complete[0] = b"".join([*held, complete[0]])
            held, size = [], 0
            yield from complete
        held.append(rest)
        size += len(rest)
        if size > _LONGEST_LINE:
            raise fault_of("damaged", {"reason": "line"})


def _end(child: subprocess.Popen[bytes]) -> int:
    """How the child ended. It has closed its output, so it is ending or already gone."""
    try:
        return child.wait(SECONDS)
    except subprocess.TimeoutExpired:
        raise fault_of("timeout", {}) from None
