"""The program that reads one stranger's file: bytes on standard input, JSON lines on standard output, then it ends.

Started by `sheets.process` as an isolated interpreter without site packages or environment. It gives up memory, time,
files and core dumps before it looks at the first byte. Arguments: the import path, then `peek TOP` or
`rows SHEET AFTER`; or `spare`: started ahead, it waits on its standard input, a socket, for the file and the rest of
the arguments. It reads one file all the same.
"""

import gc
import os
import resource
import socket
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from jiaoyun.plumbing.sheets.inside.book import Book


def main(arguments: list[str]) -> None:
    """Read the file and write the answer. Whatever goes wrong becomes the code of a fault on the last line."""
    sys.path.extend(arguments[0].split("\n"))
    from jiaoyun.plumbing.sheets.inside.refused import Refused
    from jiaoyun.plumbing.sheets.inside.wire import send

    _bound()
    todo = arguments[1:]
    if todo == ["spare"]:
        todo = _waited_for()
        if not todo:
            return
    # A life of seconds without reference cycles worth finding: a tenth of the time saved.
    gc.disable()
    try:
        _answer(todo)
        last: dict[str, object] = {"end": True}
    except Refused as refused:
        last = {"fault": refused.code, "values": refused.values}
    except MemoryError:
        last = {"fault": "bomb", "values": {"reason": "memory"}}
    except BaseException as fault:
        # A panic of the parser is no Exception. The type names the cause for the log; its text could quote a cell.
        last = {"fault": "damaged", "values": {"reason": type(fault).__name__}}
    send(last)


def _bound() -> None:
    from jiaoyun.plumbing.sheets.limits import CHILD_BYTES, SECONDS, UNPACKED_BYTES

    for kind, most in (
        (resource.RLIMIT_AS, CHILD_BYTES),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, 2 * UNPACKED_BYTES),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 64),
    ):
        resource.setrlimit(kind, (most, most))


def _waited_for() -> list[str]:
    """What is to be done, with the file put in the place of the standard input; empty when the parent is gone."""
    from jiaoyun.plumbing.sheets.inside import excel, kind, text, wire  # noqa: F401 - loaded while there is time

    with socket.socket(fileno=os.dup(0)) as parent:
        message, files, _, _ = socket.recv_fds(parent, 1024, 1)
    if not message or not files:
        return []
    os.dup2(files[0], 0)
    os.close(files[0])
    return message.decode().split(" ")


def _open(data: bytes) -> "Book":
    """The reader that fits the content. Readers are imported when needed: each costs some milliseconds."""
    from jiaoyun.plumbing.sheets.inside import kind

    found = kind.sniff(data)
    if found == "csv":
        from jiaoyun.plumbing.sheets.inside.text import Separated

        return Separated(data)
    if found == "html":
        from jiaoyun.plumbing.sheets.inside.html_table import WebPage

        return WebPage(data)
    from jiaoyun.plumbing.sheets.inside.excel import Old, Packed

    if found == "zip":
        return Packed(data)
    kind.check_ole(data)
    return Old(data)


def _answer(arguments: list[str]) -> None:
    from jiaoyun.plumbing.sheets.inside import wire

    book = _open(sys.stdin.buffer.read())
    if arguments[0] == "peek":
        wire.send_outlines(book.kind, book.outlines(int(arguments[1])))
    else:
        wire.send_rows(book.rows(int(arguments[1])), after=int(arguments[2]))


if __name__ == "__main__":
    main(sys.argv[1:])
