"""How often each entry is read and found useful: counts a day, so that 最近问得最多的 means the last month."""

from datetime import date, datetime, timedelta

from django.db.models import F, Sum
from django.utils import timezone

from jiaoyun.helpdesk.models import HelpTally
from jiaoyun.plumbing.throttle import Budget, spend

_RECENT = timedelta(days=30)
_READ = Budget("helpdesk.help_read", 1, 600)
_WHY = "how often an entry was read says nothing of who read it"
_COUNTS = ("reads", "useful", "not_useful")


def count_read(key: str, network: str, *, now: datetime) -> None:
    """Count one more read, once a network in ten minutes."""
    if spend(_READ, f"{key} {network}", now=now).allowed:
        add(key, "reads", now=now)


def add(key: str, what: str, *, now: datetime) -> None:
    """Add one to `reads`, `useful` or `not_useful` of today."""
    if what not in _COUNTS:
        raise ValueError(f"{what} is not counted")
    day = timezone.localdate(now)
    rows = HelpTally.objects.everywhere(_WHY).filter(entry_key=key, day=day)
    if rows.update(**{what: F(what) + 1}):
        return
    # The day's first: whoever else makes the row at the same moment, both add to it.
    HelpTally.objects.bulk_create([HelpTally(entry_key=key, day=day)], ignore_conflicts=True)
    rows.update(**{what: F(what) + 1})


def recent_reads(today: date) -> dict[str, int]:
    """Key → reads of the last 30 days."""
    rows = HelpTally.objects.everywhere(_WHY).filter(day__gt=today - _RECENT)
    return dict(rows.values_list("entry_key").annotate(total=Sum("reads")))


def figures(today: date) -> dict[str, tuple[int, int, int]]:
    """Key → reads, useful, not useful of the last 30 days."""
    rows = HelpTally.objects.everywhere(_WHY).filter(day__gt=today - _RECENT)
    summed = rows.values_list("entry_key").annotate(*(Sum(name) for name in _COUNTS))
    return {key: (reads, useful, not_useful) for key, reads, useful, not_useful in summed}
