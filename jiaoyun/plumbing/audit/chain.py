"""The bytes of the chain: what exactly of an event is marked, and how marks become a link. docs/decisions/0004."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

import orjson

from jiaoyun.plumbing.digests import Digester
from jiaoyun.plumbing.models import AuditEvent, AuditSeal

MARK_BYTES = 16
GENESIS = bytes(32)

Range = list[int]


class Marker:
    """Computes marks of events and digests of links with the installation's key."""

    def __init__(self) -> None:
        self._events = Digester("plumbing.audit_event")
        self._links = Digester("plumbing.audit_seal")

    def mark(self, event: AuditEvent) -> bytes:
        """16 bytes that change when any column of the event does."""
        return self._events.digest_bytes(canonical_event(event))[:MARK_BYTES]

    def link(self, seal: AuditSeal) -> bytes:
        """The digest over everything that the seal says, the digest before it included."""
        head: dict[str, Any] = {
            "sequence": seal.sequence,
            "at": _moment(seal.at),
            "count": seal.count,
            "ranges": seal.ranges,
            "gaps": seal.gaps,
            "highest": seal.highest,
        }
        plain = orjson.dumps(head, option=orjson.OPT_SORT_KEYS)
        return self._links.digest_bytes(bytes(seal.previous) + plain + bytes(seal.marks))


def canonical_event(event: AuditEvent) -> bytes:
    """All columns of an event as sorted JSON, equal on both databases."""
    values = {
        "id": event.id,
        "at": _moment(event.at),
        "actor": str(event.actor_id) if event.actor_id else None,
        "identity": str(event.identity_id) if event.identity_id else None,
        "action": event.action,
        "subject": [event.subject_kind, event.subject_id],
        "place": event.place,
        "details": event.details,
        "request": event.request_id,
    }
    return orjson.dumps(values, option=orjson.OPT_SORT_KEYS)


def as_ranges(ids: Sequence[int]) -> list[Range]:
    """Ids in their order as [first, last] pairs of runs that grow by one."""
    ranges: list[Range] = []
    for number in ids:
        if ranges and ranges[-1][1] == number - 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    return ranges


def ids_in(ranges: Iterable[Range]) -> list[int]:
    """The ids that [first, last] pairs stand for, in their order."""
    return [number for first, last in ranges for number in range(first, last + 1)]


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")
