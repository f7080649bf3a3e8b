"""Reminding whoever decides about one's own request, once a day (product.md R2)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from jiaoyun.accounts.requests.events import REQUEST_REMINDED
from jiaoyun.accounts.requests.own import REMIND_EVERY, own_request, still_open
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command
from jiaoyun.plumbing.refusals import Refused


@dataclass(frozen=True, slots=True)
class Reminded:
    """Which request, of which school."""

    request_id: UUID
    account_id: UUID
    organization_id: int


@command(power=None, event=REQUEST_REMINDED)
def remind_request(*, actor: Actor, request_id: UUID, now: datetime) -> Reminded:
    """Note the reminder; the reaction tells the school. Refuses accounts.request.not_open, .reminded."""
    row = still_open(own_request(actor, request_id, lock=True))
    if row.reminded_at is not None and now - row.reminded_at < REMIND_EVERY:
        at = timezone.localtime(row.reminded_at)
        raise Refused("accounts.request.reminded", when=f"{at.month}月{at.day}日 {at:%H:%M}")
    row.reminded_at = now
    row.save(update_fields=["reminded_at"])
    return Reminded(row.id, row.account_id, row.organization_id)
