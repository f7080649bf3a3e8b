"""The sealer: puts committed events into the chain, whatever the order in which they were committed.

On PostgreSQL an event takes its id when it is inserted and appears when its transaction commits, so a lower id may
appear after a higher one is sealed. Ids without a row are therefore kept in the seal as gaps and looked for again.
"""

from datetime import datetime, timedelta
from functools import reduce
from operator import or_

from django.db import transaction
from django.db.models import Q

from jiaoyun.plumbing.audit.chain import GENESIS, Marker, as_ranges
from jiaoyun.plumbing.audit.heads import append_head
from jiaoyun.plumbing.models import AuditEvent, AuditSeal

EVENTS_A_SEAL = 2000
# Longer than any transaction that records an event may live; a gap older than this was rolled back.
GAP_KEPT = timedelta(hours=1)
_GAPS_A_QUERY = 200

Gap = list[int]


def seal_pending(now: datetime) -> int:
    """Seal everything committed and not yet sealed; returns how many events. Safe to run in two places at once."""
    sealed = 0
    while True:
        seal = _seal_some(now)
        if seal is None:
            return sealed
        append_head(seal)
        sealed += seal.count


def latest_seal() -> AuditSeal | None:
    """The chain's last link."""
    return AuditSeal.objects.order_by("-sequence").first()


def _seal_some(now: datetime) -> AuditSeal | None:
    if not _unsealed(latest_seal(), 1):
        return None
    with transaction.atomic():
        # Two sealers would write the same sequence; the primary key lets one of them through.
        last = AuditSeal.objects.select_for_update().order_by("-sequence").first()
        events = _unsealed(last, EVENTS_A_SEAL)
        if not events:
            return None
        seal = _link(last, events, now)
        seal.save(force_insert=True)
    return seal


def _unsealed(last: AuditSeal | None, limit: int) -> list[AuditEvent]:
    """Late comers in the gaps first, then what is new, by id."""
    late: list[AuditEvent] = []
    gaps: list[Gap] = last.gaps if last else []
    for start in range(0, len(gaps), _GAPS_A_QUERY):
        in_gaps = [Q(id__range=(first, end)) for first, end, _ in gaps[start : start + _GAPS_A_QUERY]]
        late += AuditEvent.objects.filter(reduce(or_, in_gaps)).order_by("id")[: limit - len(late)]
        if len(late) >= limit:
            return late
    highest = last.highest if last else 0
    return late + list(AuditEvent.objects.filter(id__gt=highest).order_by("id")[: limit - len(late)])


def _link(last: AuditSeal | None, events: list[AuditEvent], now: datetime) -> AuditSeal:
    marker = Marker()
    ids = [event.id for event in events]
    highest = max([last.highest if last else 0, *ids])
    seal = AuditSeal(
        sequence=last.sequence + 1 if last else 1,
        at=now,
        count=len(events),
        ranges=as_ranges(ids),
        gaps=_open_gaps(last, set(ids), highest, int(now.timestamp())),
        highest=highest,
        marks=b"".join(map(marker.mark, events)),
        previous=bytes(last.digest) if last else GENESIS,
    )
    seal.digest = marker.link(seal)
    return seal


def _open_gaps(last: AuditSeal | None, ids: set[int], highest: int, now: int) -> list[Gap]:
    oldest = now - int(GAP_KEPT.total_seconds())
    candidates = [gap for gap in (last.gaps if last else []) if gap[2] >= oldest]
    candidates.append([last.highest + 1 if last else 1, highest, now])
    return [piece for gap in candidates for piece in _without(gap, ids)]


def _without(gap: Gap, ids: set[int]) -> list[Gap]:
    """What is left of a gap when these ids are taken out."""
    first, end, since = gap
    pieces, start = [], first
    for taken in sorted(number for number in ids if first <= number <= end):
        if taken > start:
            pieces.append([start, taken - 1, since])
        start = taken + 1
    if start <= end:
        pieces.append([start, end, since])
    return pieces
