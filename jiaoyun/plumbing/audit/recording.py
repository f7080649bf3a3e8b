"""Writing the audit: inserts only, in the caller's transaction. If the audit cannot be written, nothing happens."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from jiaoyun.plumbing.bulk import insert_rows
from jiaoyun.plumbing.models import AuditEvent

_COLUMNS = (
    "at",
    "actor_id",
    "identity_id",
    "action",
    "subject_kind",
    "subject_id",
    "place",
    "details",
    "request_id",
)


@dataclass(frozen=True, slots=True)
class Happening:
    """One event to be recorded. `subject` is (kind, id); `details` holds ids, codes and counts only."""

    action: str
    actor_id: UUID | None
    identity_id: UUID | None
    subject: tuple[str, str]
    place: str
    details: dict[str, Any]
    request_id: str
    at: datetime


def record(
    *,
    action: str,
    actor_id: UUID | None,
    identity_id: UUID | None,
    subject: tuple[str, str],
    place: str,
    details: dict[str, Any],
    request_id: str,
    at: datetime,
) -> AuditEvent:
    """Record one event with one INSERT; it stands or falls with the caller's transaction."""
    one = Happening(action, actor_id, identity_id, subject, place, details, request_id, at)
    return AuditEvent.objects.create(**dict(zip(_COLUMNS, _values(one), strict=True)))


def record_many(happenings: Iterable[Happening]) -> int:
    """Record many events in bulk; returns how many. They stand or fall with the caller's transaction."""
    return insert_rows(AuditEvent, _COLUMNS, map(_values, happenings))


def _values(one: Happening) -> tuple[Any, ...]:
    return (
        one.at,
        one.actor_id,
        one.identity_id,
        one.action,
        *one.subject,
        one.place,
        one.details,
        one.request_id,
    )
