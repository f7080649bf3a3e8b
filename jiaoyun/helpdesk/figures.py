"""Figures of the help desk in a region: by kind, by entry of the help centre, how fast, and how many needed nobody."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Any

from django.db.models import Count, F, Sum
from django.utils import timezone

from jiaoyun.helpdesk.help_centre.current import library
from jiaoyun.helpdesk.kinds import kind_of
from jiaoyun.helpdesk.models import ClosedWhy, SelfHelp, Ticket
from jiaoyun.plumbing.powers import Place

DAYS = 90
#: The median is that of the latest so many that were cured.
_SAMPLE = 5000


@dataclass(frozen=True, slots=True)
class KindFigures:
    """One kind in the last 90 days. `hours`: the median from raised to cured or answered, None where none was."""

    label: str
    raised: int
    open: int
    cured: int
    answered: int
    solved: int
    hours: float | None


@dataclass(frozen=True, slots=True)
class EntryFigures:
    """How many tickets an entry of the help centre did not spare; `key` is empty where it is shown no more."""

    key: str
    question: str
    tickets: int


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures. `helped`: followed a way out and did not come back; `share`: of those and the raised, in percent.

    `helped` is counted for the whole platform: a visitor who helps himself says nowhere where he belongs.
    """

    since: datetime
    kinds: list[KindFigures]
    entries: list[EntryFigures]
    helped: int
    raised: int
    share: int | None


def figures_of(place: Place, now: datetime) -> Figures:
    """The figures of everything below the place, by four queries."""
    since = now - timedelta(days=DAYS)
    rows = Ticket.objects.everywhere("counts of a region").filter(
        home__path__startswith=place.path, raised_at__gte=since
    )
    by_kind, by_entry = Counter[tuple[str, str]](), Counter[str]()
    for kind, entry, why, count in rows.values_list("kind", "help_entry", "closed_why").annotate(n=Count("id")):
        by_kind[kind, why] += count
        by_entry[entry] += count
    hours = _hours(rows)
    kinds = [_kind(kind, by_kind, hours.get(kind)) for kind in {kind for kind, _ in by_kind}]
    kinds.sort(key=lambda one: (-one.raised, one.label))
    del by_entry[""]
    helped = _helped(since)
    everywhere = Ticket.objects.everywhere("a count of the platform").filter(raised_at__gte=since).count()
    share = round(100 * helped / (helped + everywhere)) if helped + everywhere else None
    entries = sorted(by_entry.items(), key=lambda one: (-one[1], one[0]))
    return Figures(since, kinds, _entries(entries), helped, everywhere, share)


def _entries(counted: list[tuple[str, int]]) -> list[EntryFigures]:
    shown = library().entries
    return [
        EntryFigures(key, shown[key].question, count)
        if key in shown
        else EntryFigures("", f"已收起的条目（{key}）", count)
        for key, count in counted
    ]


def _kind(kind: str, counted: Counter[tuple[str, str]], hours: float | None) -> KindFigures:
    """One kind of what was counted by kind and by why it was closed; an open ticket has no such reason."""
    return KindFigures(
        label=kind_of(kind).label,
        raised=sum(count for (one, _), count in counted.items() if one == kind),
        open=counted[kind, ""],
        cured=counted[kind, ClosedWhy.CURED],
        answered=counted[kind, ClosedWhy.ANSWERED],
        solved=counted[kind, ClosedWhy.SOLVED],
        hours=hours,
    )


def _hours(rows: Any) -> dict[str, float]:
    ended = rows.filter(closed_why__in=(ClosedWhy.CURED, ClosedWhy.ANSWERED)).order_by("-closed_at")
    took: dict[str, list[float]] = {}
    for kind, raised, closed in ended.values_list("kind", "raised_at", "closed_at")[:_SAMPLE]:
        took.setdefault(kind, []).append((closed - raised).total_seconds() / 3600)
    return {kind: round(median(hours), 1) for kind, hours in took.items()}


def _helped(since: datetime) -> int:
    rows = SelfHelp.objects.everywhere("counts of the platform").filter(day__gte=timezone.localdate(since))
    return int(rows.aggregate(n=Sum(F("followed") - F("returned")))["n"] or 0)
