"""What jobs there are: declared with @job in a room's jobs.py, found by importing these."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from importlib import import_module
from typing import Any

from django.utils.module_loading import autodiscover_modules

Body = Callable[..., dict[str, Any] | None]

# A killed worker is a fault of the machine three times; after that the job itself is suspected.
DEFAULT_ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class Job:
    """A kind of job: its name (room.verb_noun), its body, its lane, how often it is tried, and how often it recurs."""

    name: str
    body: Body
    lane: str
    attempts: int
    every: timedelta | None = None


JOBS: dict[str, Job] = {}


def job(name: str, *, lane: str = "quick", attempts: int = DEFAULT_ATTEMPTS) -> Callable[[Body], Body]:
    """Declare a job. The body takes its ids by keyword and `progress`, and returns counts and codes (or nothing)."""

    def declare(body: Body) -> Body:
        _register(Job(name, body, lane, attempts))
        return body

    return declare


def scheduled(name: str, *, every: timedelta, lane: str = "quick") -> Callable[[Body], Body]:
    """Declare a job that recurs: enqueued by the worker once `every` has passed, never twice at a time."""

    def declare(body: Body) -> Body:
        _register(Job(name, body, lane, DEFAULT_ATTEMPTS, every))
        return body

    return declare


def find_job(name: str) -> Job:
    """The job of this name. Raises LookupError where no room declares it."""
    if name not in JOBS:
        discover()
    if name not in JOBS:
        raise LookupError(f"no room declares the job {name}")
    return JOBS[name]


def discover() -> None:
    """Import every room's jobs.py; importing again costs nothing."""
    import_module("jiaoyun.plumbing.jobs.house")
    autodiscover_modules("jobs")


def _register(declared: Job) -> None:
    if declared.name in JOBS:
        raise ValueError(f"job {declared.name} is declared twice")
    if declared.lane not in ("quick", "bulk"):
        raise ValueError(f"job {declared.name}: there is no lane {declared.lane}")
    JOBS[declared.name] = declared
