"""待办: what waits for me. Rooms register sources; each answers for the identity in use at its own place."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.powers import Place


@dataclass(frozen=True, slots=True)
class Task:
    """One thing that waits: what, more of it, where it is done, how many, since when, until when."""

    title: str
    detail: str
    address: str
    count: int
    since: datetime | None = None
    due: datetime | None = None


Source = Callable[[Actor, Place], Iterable[Task]]
SOURCES: list[Source] = []


def declare_tasks(source: Source) -> Source:
    """Register a source. It must cost one query at most, and none for roles it has nothing for."""
    if source not in SOURCES:
        SOURCES.append(source)
    return source


def tasks_of(actor: Actor, place: Place) -> list[Task]:
    """Everything that waits for the identity in use: with a deadline first, the nearest before, then the oldest."""
    found = [task for source in SOURCES for task in source(actor, place)]
    return sorted(found, key=lambda task: (task.due is None, _stamp(task.due), _stamp(task.since)))


def _stamp(moment: datetime | None) -> float:
    return moment.timestamp() if moment else 0.0
