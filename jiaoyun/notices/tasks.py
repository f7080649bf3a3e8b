"""待办: what waits for me. Rooms register sources; each answers for the identity in use at its own place.

What a source only counts is counted together with what the others count, by one query.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.counting import Sum, summed
from jiaoyun.plumbing.powers import Place
from jiaoyun.plumbing.prepared import Question


@dataclass(frozen=True, slots=True)
class Task:
    """One thing that waits: what, more of it, where it is done, how many, since when, until when."""

    title: str
    detail: str
    address: str
    count: int
    since: datetime | None = None
    due: datetime | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """A task that says how many wait. `rows` asks for two moments a row, since when and by when (or NULL); `task` makes
    of their sum what is shown, and is not asked where there are none."""

    rows: Question
    task: Callable[[Sum], Task]


Source = Callable[[Actor, Place], Iterable[Task | Counted]]
SOURCES: list[Source] = []


def declare_tasks(source: Source) -> Source:
    """Register a source. It must cost one query at most, none for what it only counts (Counted), and none for roles it
    has nothing for."""
    if source not in SOURCES:
        SOURCES.append(source)
    return source


def tasks_of(actor: Actor, place: Place) -> list[Task]:
    """Everything that waits for the identity in use: with a deadline first, the nearest before, then the oldest."""
    said = [one for source in SOURCES for one in source(actor, place)]
    found = [one for one in said if isinstance(one, Task)]
    asked = [one for one in said if isinstance(one, Counted)]
    sums = summed([one.rows for one in asked])
    found += [one.task(total) for one, total in zip(asked, sums, strict=True) if total.count]
    return sorted(found, key=lambda task: (task.due is None, _stamp(task.due), _stamp(task.since)))


def _stamp(moment: datetime | None) -> float:
    return moment.timestamp() if moment else 0.0
