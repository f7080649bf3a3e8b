"""The benchmark's command line: which sizes, then the report."""

import argparse
import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from bench.imports import report
from bench.imports.plan import Plan
from bench.imports.run import Bench, PeerRows
from bench.imports.server import FOLDER, populated


@dataclass(frozen=True, slots=True)
class Size:
    """One size of sheet: rows, how often, and the memory it may take in MiB."""

    rows: int
    times: int
    memory: float


@dataclass(frozen=True, slots=True)
class Extent:
    """How much is measured; the peers only at the first size."""

    people: int
    sizes: tuple[Size, ...]
    peers: PeerRows

    @property
    def plan(self) -> Plan:
        """The population."""
        return Plan(self.people, tuple(size.rows for size in self.sizes))


FULL = Extent(1_000_000, (Size(10_000, 3, 120), Size(100_000, 2, 300)), PeerRows(default=10_000, orm=1_000))
QUICK = Extent(20_000, (Size(2_000, 1, 120),), PeerRows(default=500, orm=100))


def main(arguments: list[str]) -> int:
    """Measure and print. Returns 0; goals that are not reached are printed as such."""
    parser = argparse.ArgumentParser(prog="script/bench import", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="20,000 people, 2,000 rows, once: does it run at all?")
    parser.add_argument("--profile", action="store_true", help="only say where the time goes, at the smaller size")
    parser.add_argument("--small", action="store_true", help="only the smaller size")
    given = parser.parse_args(arguments)
    extent = QUICK if given.quick else FULL
    began = time.monotonic()
    with _alone(), populated(extent.plan) as environment:
        bench = Bench(environment, extent.plan, FOLDER / "sheets")
        if given.profile:
            _profile(bench, extent)
        else:
            _measure(bench, extent, extent.sizes[:1] if given.small else extent.sizes)
    print(f"\nTook {time.monotonic() - began:.0f} s; {extent.people:,} people, PostgreSQL with fsync, medians.")
    return 0


def _measure(bench: Bench, extent: Extent, sizes: tuple[Size, ...]) -> None:
    new = {size: bench.new_rows(size.rows, size.times, _peers(extent, size)) for size in sizes}
    mixed = {size: bench.mixed(size.rows, size.times) for size in sizes}
    wanted: list[report.Goal] = []
    for size in sizes:
        report.print_new(new[size], _peers(extent, size))
        report.print_mixed(mixed[size])
        report.print_cost(f"{size.rows:,} new rows", new[size], _peers(extent, size))
        report.print_cost(f"{size.rows:,} mixed rows", mixed[size])
        wanted += report.goals(new[size], size.memory)
    if len(sizes) > 1:
        report.print_growth(new[sizes[0]], new[sizes[-1]])
    report.print_goals(wanted)


def _peers(extent: Extent, size: Size) -> PeerRows | None:
    return extent.peers if size is extent.sizes[0] else None


def _profile(bench: Bench, extent: Extent) -> None:
    for title, text in bench.profiles(extent.sizes[0].rows):
        print(f"\n=== {title}\n{text}")


@contextmanager
def _alone() -> Iterator[None]:
    """Two runs at once would share a server and spoil each other's figures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
