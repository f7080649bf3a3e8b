"""Figures of the help desk in a region: by kind, by entry of the help centre, how fast, and how many needed nobody."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Any

from django.db.models import Count, F, Q, Sum
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
    """The figures of everything below the place, by six queries."""
    since = now - timedelta(days=DAYS)
    rows = Ticket.objects.everywhere("counts of a region").filter(
        home__path__startswith=place.path, raised_at__gte=since
    )
    counted = rows.values("kind").annotate(
        raised=Count("id"),
        open=Count("id", filter=Q(closed_at__isnull=True)),
        cured=Count("id", filter=Q(closed_why=ClosedWhy.CURED)),
        answered=Count("id", filter=Q(closed_why=ClosedWhy.ANSWERED)),
        solved=Count("id", filter=Q(closed_why=ClosedWhy.SOLVED)),
    )
    hours = _hours(rows)
    kinds = [_kind(row, hours.get(row["kind"])) for row in counted.order_by("-raised", "kind")]
    entries = rows.exclude(help_entry="").values_list("help_entry").annotate(n=Count("id")).order_by("-n", "help_entry")
    helped = _helped(since)
    everywhere = Ticket.objects.everywhere("a count of the platform").filter(raised_at__gte=since).count()
    share = round(100 * helped / (helped + everywhere)) if helped + everywhere else None
    return Figures(since, kinds, _entries(entries), helped, everywhere, share)


def _entries(counted: Any) -> list[EntryFigures]:
    shown = library().entries
    return [
        EntryFigures(key, shown[key].question, count)
        if key in shown
        else EntryFigures("", f"已收起的条目（{key}）", count)
        for key, count in counted
    ]


def _kind(row: dict[str, Any], hours: float | None) -> KindFigures:
    label = kind_of(row["kind"]).label
    return KindFigures(label, row["raised"], row["open"], row["cured"], row["answered"], row["solved"], hours)


def _hours(rows: Any) -> dict[str, float]:
    ended = rows.filter(closed_why__in=(ClosedWhy.CURED, ClosedWhy.ANSWERED)).order_by("-closed_at")
    took: dict[str, list[float]] = {}
    for kind, raised, closed in ended.values_list("kind", "raised_at", "closed_at")[:_SAMPLE]:
        took.setdefault(kind, []).append((closed - raised).total_seconds() / 3600)
    return {kind: round(median(hours), 1) for kind, hours in took.items()}


def _helped(since: datetime) -> int:
    rows = SelfHelp.objects.everywhere("counts of the platform").filter(day__gte=timezone.localdate(since))
    return int(rows.aggregate(n=Sum(F("followed") - F("returned")))["n"] or 0)
