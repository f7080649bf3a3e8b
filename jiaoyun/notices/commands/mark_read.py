"""Marking notices as read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from jiaoyun.notices.events import NOTICES_READ
from jiaoyun.notices.queries import addressed_to
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command


@dataclass(frozen=True, slots=True)
class MarkedRead:
    """How many were new until now."""

    account_id: UUID
    count: int


@command(power=None, event=NOTICES_READ)
def mark_read(*, actor: Actor, notices: Sequence[UUID] | None, now: datetime) -> MarkedRead:
    """Mark these notices as read, or all where None is given; those of others are not touched."""
    rows = addressed_to(actor).filter(read_at__isnull=True)
    if notices is not None:
        rows = rows.filter(id__in=list(notices))
    return MarkedRead(actor.account, rows.update(read_at=now, read_by=actor.account))
