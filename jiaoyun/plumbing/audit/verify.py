"""Verifying the chain: finds every changed, removed, swapped or slipped-in row and a cut tail, and names it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from jiaoyun.plumbing.audit.chain import GENESIS, MARK_BYTES, Marker, Range, ids_in
from jiaoyun.plumbing.audit.heads import heads_file, read_heads
from jiaoyun.plumbing.models import AuditEvent, AuditSeal

# The worker seals every few seconds; what waits longer is waiting for a worker that does not run.
SEALED_WITHIN = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it was sealed. `what` is a code, `number` the event's id or the seal's sequence."""

    what: str
    number: int

    @property
    def sentence(self) -> str:
        """The finding in words, for the person who runs the server."""
        return SENTENCES[self.what].format(self.number)


SENTENCES = {
    "event_changed": "event {} was changed since it was sealed",
    "event_removed": "event {} was sealed and is no longer there",
    "event_inserted": "event {} was put between sealed events",
    "event_waiting": "event {} is not sealed yet: is the worker running?",
    "seal_changed": "seal {} was changed",
    "seal_removed": "seal {} is missing",
    "seal_out_of_order": "seal {} does not continue the one before it",
    "tail_cut": "seal {} is in the heads file only: the end of the audit was cut, or an older state was restored",
    "head_differs": "seal {} is not the one whose head was written to the heads file",
    "heads_missing": "{} seals but no heads file: a cut tail could not be seen",
}


def verify_audit(now: datetime) -> Iterator[Finding]:
    """Walk the whole chain against the rows and the heads file, and yield what does not fit."""
    marker, covered = Marker(), Coverage()
    previous, expected = GENESIS, 1
    digests: dict[int, str] = {}
    last: AuditSeal | None = None
    for seal in AuditSeal.objects.order_by("sequence").iterator(chunk_size=50):
        yield from (Finding("seal_removed", number) for number in range(expected, seal.sequence))
        if seal.sequence == expected and bytes(seal.previous) != previous:
            yield Finding("seal_out_of_order", seal.sequence)
        if marker.link(seal) != bytes(seal.digest) or len(bytes(seal.marks)) != seal.count * MARK_BYTES:
            yield Finding("seal_changed", seal.sequence)
        yield from _events_of(seal, marker)
        covered.add(seal.ranges)
        digests[seal.sequence] = bytes(seal.digest).hex()
        previous, expected, last = bytes(seal.digest), seal.sequence + 1, seal
    yield from _slipped_in(covered, last)
    yield from _waiting(last, now)
    yield from _heads(digests)


class Coverage:
    """Which ids are sealed, as few intervals: neighbours are joined as they come."""

    def __init__(self) -> None:
        self._ranges: list[Range] = []

    def add(self, ranges: list[Range]) -> None:
        """Add a seal's ranges."""
        for first, end in ranges:
            if self._ranges and self._ranges[-1][1] == first - 1:
                self._ranges[-1][1] = end
            else:
                self._ranges.append([first, end])

    def holes(self) -> Iterator[Range]:
        """The id ranges below the highest sealed id that no seal covers."""
        expected = 1
        for first, end in sorted(self._ranges):
            if first > expected:
                yield [expected, first - 1]
            expected = max(expected, end + 1)


def _events_of(seal: AuditSeal, marker: Marker) -> Iterator[Finding]:
    ids, marks = ids_in(seal.ranges), bytes(seal.marks)
    # By ranges and not by list: SQLite takes a limited number of parameters.
    rows: dict[int, AuditEvent] = {}
    for first, end in seal.ranges:
        rows.update({event.id: event for event in AuditEvent.objects.filter(id__range=(first, end))})
    for position, number in enumerate(ids):
        event = rows.get(number)
        if event is None:
            yield Finding("event_removed", number)
        elif marker.mark(event) != marks[position * MARK_BYTES : (position + 1) * MARK_BYTES]:
            yield Finding("event_changed", number)


def _slipped_in(covered: Coverage, last: AuditSeal | None) -> Iterator[Finding]:
    open_gaps = last.gaps if last else []
    for first, end in covered.holes():
        for number in AuditEvent.objects.filter(id__range=(first, end)).order_by("id").values_list("id", flat=True):
            # A late commit that the sealer still looks for is no finding.
            if not any(gap[0] <= number <= gap[1] for gap in open_gaps):
                yield Finding("event_inserted", number)


def _waiting(last: AuditSeal | None, now: datetime) -> Iterator[Finding]:
    beyond = AuditEvent.objects.filter(id__gt=last.highest if last else 0, at__lt=now - SEALED_WITHIN)
    first = beyond.order_by("id").values_list("id", flat=True).first()
    if first is not None:
        yield Finding("event_waiting", first)


def _heads(digests: dict[int, str]) -> Iterator[Finding]:
    if not heads_file().exists():
        if digests:
            yield Finding("heads_missing", len(digests))
        return
    for head in read_heads():
        if head.sequence not in digests:
            yield Finding("tail_cut" if head.sequence > max(digests, default=0) else "seal_removed", head.sequence)
        elif digests[head.sequence] != head.digest:
            yield Finding("head_differs", head.sequence)
