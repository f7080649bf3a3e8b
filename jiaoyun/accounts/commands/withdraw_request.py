"""Withdrawing one's own request before it is decided (product.md R2)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from jiaoyun.accounts.models import RequestState
from jiaoyun.accounts.requests.events import REQUEST_WITHDRAWN
from jiaoyun.accounts.requests.own import own_request, still_open
from jiaoyun.accounts.requests.writing import decide_request
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """Which request, of which school."""

    request_id: UUID
    account_id: UUID
    organization_id: int


@command(power=None, event=REQUEST_WITHDRAWN)
def withdraw_request(*, actor: Actor, request_id: UUID, now: datetime) -> Withdrawn:
    """Take the request back; the pending identity ends. Refuses accounts.request.not_open."""
    row = still_open(own_request(actor, request_id, lock=True))
    decide_request(row, RequestState.WITHDRAWN, by=actor.account, how="applicant", now=now)
    return Withdrawn(row.id, row.account_id, row.organization_id)
