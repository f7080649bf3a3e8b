"""A throw-away PostgreSQL server for tests: `python -m tests.postgres -- pytest …` runs the command against it.

The server lies in a new folder of its own, speaks only through a socket there, and does not wait for the disk.
JIAOYUN_TEST_POSTGRES=1 tells the tests that this lane is PostgreSQL's, so that a missing server can never turn it
silently into a second SQLite lane (tests/whole/test_lanes.py).
"""

import os
import sys

from script.postgres import PostgresMissing, main


def run(command: list[str]) -> int:
    """Run `command` with the DATABASE_URL of a new server; its exit code. Raises PostgresMissing where none is."""
    os.environ["JIAOYUN_TEST_POSTGRES"] = "1"
    return main(["run", "--", *command])


if __name__ == "__main__":
    try:
        sys.exit(run(sys.argv[2:] if sys.argv[1:2] == ["--"] else sys.argv[1:]))
    except PostgresMissing as missing:
        sys.exit(str(missing))
