"""Takes the measurements: product and floor in turn, so that a busy moment of the machine meets both."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from statistics import median
from typing import Any

from bench.imports import files
from bench.imports.plan import Plan
from bench.imports.talk import Talker, Watched

_WARM_ROWS = 60
_MIB = 1024 * 1024


@dataclass
class Measured:
    """What was seen at one size: milliseconds by what was done, of the clock and of the processors (the database's
    too), MiB above the idle process, statements by job."""

    rows: int
    samples: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    processor: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    memory: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    statements: dict[str, int] = field(default_factory=dict)
    stages: dict[str, dict[str, float]] = field(default_factory=dict)
    classes: dict[str, dict[str, int]] = field(default_factory=dict)

    def ms(self, *names: str) -> float:
        """The median of one, or the sum of the medians of several."""
        return sum(median(self.samples[name]) for name in names)

    def cpu(self, *names: str) -> float:
        """The same in milliseconds of processor time."""
        return sum(median(self.processor[name]) for name in names)

    def add(self, name: str, watched: Watched, idle: float, scale: float = 1.0) -> None:
        """Take note of one measurement; its time is scaled up where it was one of fewer rows.

        `idle`: what the process held before the first measured work, in MiB.
        """
        self.samples[name].append(watched.answer["ms"] * scale)
        self.processor[name].append(watched.cpu * scale)
        self.memory[name] = max(self.memory[name], watched.memory - idle)
        self.statements[name] = watched.answer["statements"]


@dataclass(frozen=True, slots=True)
class PeerRows:
    """How many rows the slow peers get; what they take is scaled up from these."""

    default: int
    orm: int


class Bench:
    """One run on a copy of the population: hands out schools and sheets, and speaks to the processes."""

    def __init__(self, environment: Mapping[str, str], plan: Plan, folder: Path) -> None:
        self.environment, self.plan, self.folder = environment, plan, folder
        self._schools, self._sheets = count(1), count(1)

    def school(self) -> int:
        """An ordinary school that nothing was imported into yet."""
        return self.plan.ordinary_school(next(self._schools))

    def sheet(self, rows: int) -> str:
        """A sheet of people whom no other sheet of the run has."""
        return str(files.new_file(self.folder, rows, next(self._sheets)))

    def new_rows(self, rows: int, times: int, peers: PeerRows | None = None) -> Measured:
        """Sheets of new people, checked and written, and the same sheets once more; all contenders in turn."""
        found = Measured(rows)
        with self.product() as product, self.talker("floor") as floor, self.talker("peers") as others:
            floor.ask("run", path=self.sheet(_WARM_ROWS), school=self.school(), write=True)
            others.ask("import_export", path=self.sheet(_WARM_ROWS), mode="bulk")
            idle, idle_peers = floor.memory() / _MIB, others.memory() / _MIB
            for _ in range(times):
                self._product_new(product, found)
                path, school = self.sheet(rows), self.school()
                for name, write in (("floor check", False), ("floor", True), ("floor unchanged", False)):
                    watched = floor.ask_watched("run", path=path, school=school, write=write)
                    found.add(name, watched, idle)
                    found.stages[name] = watched.answer["stages"]
                if peers:
                    path = self.sheet(rows)
                    for mode in ("bulk", "bulk unchanged"):
                        found.add(mode, others.ask_watched("import_export", path=path, mode=mode), idle_peers)
            if peers:
                self._slow_peers(others, peers, found, idle_peers)
        return found

    def _slow_peers(self, others: Talker, peers: PeerRows, found: Measured, idle: float) -> None:
        watched = others.ask_watched("import_export", path=self.sheet(peers.default), mode="default")
        found.add("default", watched, idle, found.rows / peers.default)
        path, school = self.sheet(peers.orm), self.school()
        for name in ("orm", "orm unchanged"):
            watched = others.ask_watched("row_by_row", path=path, school=school, rows=peers.orm)
            found.add(name, watched, idle, found.rows / peers.orm)

    def _product_new(self, product: "Product", found: Measured) -> None:
        path, school = self.sheet(found.rows), self.school()
        batch = product.upload(path, school, found)
        product.work("check", found)
        product.counts(batch, "new", found)
        product.web.ask("confirm", batch=batch)
        product.work("apply", found)
        again = product.upload(path, school, found)
        product.work("check unchanged", found)
        product.counts(again, "unchanged", found)
        product.web.ask("close", batch=again)

    def mixed(self, rows: int, times: int) -> Measured:
        """The mixed sheet: checked, the clashes settled, written, undone; the product alone."""
        found = Measured(rows)
        school, path = self.plan.mixed_school(rows).school_id, str(files.mixed_file(self.folder, self.plan, rows))
        with self.product() as product:
            for _ in range(times):
                batch = product.upload(path, school, found)
                product.work("check", found)
                product.counts(batch, "mixed", found)
                product.web.ask("settle", batch=batch)
                product.web.ask("confirm", batch=batch)
                product.work("apply", found)
                product.web.ask("close", batch=batch)
                product.web.ask("undo", batch=batch)
                product.work("undo", found)
        return found

    def profiles(self, rows: int) -> Iterator[tuple[str, str]]:
        """Job → its profile by function and statement, for a new, an unchanged and the mixed sheet."""
        found = Measured(rows)
        with self.product() as product:
            path, school = self.sheet(rows), self.school()
            batch = product.upload(path, school, found)
            yield "check, all new", product.work("check", found, profile=True)
            product.web.ask("confirm", batch=batch)
            yield "apply, all new", product.work("apply", found, profile=True)
            again = product.upload(path, school, found)
            yield "check, nothing changed", product.work("check", found, profile=True)
            product.web.ask("close", batch=again)
            mixed = str(files.mixed_file(self.folder, self.plan, rows))
            batch = product.upload(mixed, self.plan.mixed_school(rows).school_id, found)
            yield "check, mixed", product.work("check", found, profile=True)
            product.web.ask("settle", batch=batch)
            product.web.ask("confirm", batch=batch)
            yield "apply, mixed", product.work("apply", found, profile=True)

    def talker(self, module: str) -> Talker:
        """A process of the benchmark."""
        return Talker(f"bench.imports.{module}", self.environment)

    @contextmanager
    def product(self) -> "Iterator[Product]":
        """A web process and a worker that have imported one small sheet; what an idle worker holds is noted before."""
        with self.talker("worker") as web, self.talker("worker") as worker:
            product = Product(self, web, worker, worker.memory() / _MIB)
            warm = Measured(_WARM_ROWS)
            batch = product.upload(self.sheet(_WARM_ROWS), self.school(), warm)
            product.work("check", warm)
            web.ask("confirm", batch=batch)
            product.work("apply", warm)
            yield product


@dataclass
class Product:
    """The product's two processes; `idle` is what the worker held before its first job, in MiB."""

    bench: Bench
    web: Talker
    worker: Talker
    idle: float

    def upload(self, path: str, school: int, found: Measured) -> str:
        """Upload a sheet; the key of its batch."""
        answer = self.web.ask("upload", path=path, school=school)
        found.samples["upload"].append(answer["ms"])
        return str(answer["batch"])

    def work(self, name: str, found: Measured, *, profile: bool = False) -> str:
        """Run the job that waits, watched; its profile if wanted."""
        watched = self.worker.ask_watched("work", profile=profile)
        found.add(name, watched, self.idle)
        return str(watched.answer["profile"])

    def counts(self, batch: str, name: str, found: Measured) -> dict[str, Any]:
        """Class → rows, kept for the report."""
        found.classes[name] = self.web.ask("counts", batch=batch)
        return found.classes[name]
