"""What the smaller benchmarks stand on: a PostgreSQL of their own, the product set up on it, and a stopwatch."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

_INSIDE = "JIAOYUN_BENCH_INSIDE"


class Timed(NamedTuple):
    """The median of milliseconds, and the queries of one call."""

    ms: float
    queries: int


def run_on_postgres(module: str, arguments: Sequence[str], work: Callable[[], int], log_level: str = "ERROR") -> int:
    """Start `module` again on a private PostgreSQL with an empty data folder; there, set up and do `work`."""
    if _INSIDE in os.environ:
        _set_up()
        return work()
    with tempfile.TemporaryDirectory() as data:
        inside = {_INSIDE: "1", "JIAOYUN_DATA": data, "JIAOYUN_PLAIN_STATIC": "1"}
        environment = {**os.environ, **inside, "JIAOYUN_LOG_LEVEL": log_level, "JIAOYUN_HOSTS": "testserver"}
        command = [sys.executable, "-m", module, *arguments]
        return subprocess.call([sys.executable, "-m", "tests.postgres", "--", *command], env=environment)


def _set_up() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from jiaoyun.plumbing.keys import make_keys

    make_keys(Path(os.environ["JIAOYUN_DATA"]) / "keys.json")
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def number_after(name: str, arguments: Sequence[str], usual: int) -> int:
    """The number behind an option such as --rows."""
    return int(arguments[list(arguments).index(name) + 1]) if name in arguments else usual


def timed(call: Callable[[], Any], tries: int, status: int = 200) -> Timed:
    """Call once to warm up, once to count, then `tries` times. Raises SystemExit for another status."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    # A session that was quiet for minutes is written anew: that is no page's cost.
    call()
    with CaptureQueriesContext(connection) as captured:
        answer = call()
    # Now: the next request forgets them.
    queries = len(captured)
    if answer.status_code != status:
        raise SystemExit(f"the page answered {answer.status_code}")
    took = []
    for _ in range(tries):
        began = time.perf_counter()
        call()
        took.append(1000 * (time.perf_counter() - began))
    return Timed(statistics.median(took), queries)


def compared(small: dict[str, Timed], large: dict[str, Timed], titles: tuple[str, str], goal: float) -> int:
    """Print both sizes beside each other; how many pages miss the goal: the ratio, and the same queries."""
    print(f"{'page':30}{titles[0]:>16}{titles[1]:>18}{'ratio':>8}{'queries':>9}")
    missed = 0
    for name, few in small.items():
        many = large[name]
        ratio = many.ms / few.ms
        missed += ratio > goal or many.queries > few.queries
        print(f"{name:30}{few.ms:14.1f}ms{many.ms:16.1f}ms{ratio:8.2f}{few.queries:5}/{many.queries}")
    print(f"goal: ratio ≤ {goal}, same queries: {'reached' if not missed else f'NOT REACHED by {missed}'}")
    return missed
