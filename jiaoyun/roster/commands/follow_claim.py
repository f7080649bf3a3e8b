"""Reminding the school of a pupil's claim once a day, and withdrawing it, by who holds its phone (product.md R0)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.roster.models import ClaimState, StudentClaim
from jiaoyun.roster.registration.events import CLAIM_REMINDED, CLAIM_WITHDRAWN
from jiaoyun.roster.registration.following import claim_of, may_remind


@dataclass(frozen=True, slots=True)
class ClaimFollowed:
    """Which claim, for which pupil, at which school."""

    claim_id: UUID
    account_id: UUID
    school_id: int


@command(power=None, event=CLAIM_REMINDED)
def remind_claim(*, actor: Actor, phone: bytes, claim_id: UUID, now: datetime) -> ClaimFollowed:
    """Note the reminder; the reaction tells whoever confirms. `phone`: the digest of a number that was proved.

    Refuses roster.claim.reminded, .not_open; Http404 for a claim of another phone.
    """
    row = _open(phone, claim_id)
    if not may_remind(row, now):
        raise Refused("roster.claim.reminded")
    row.reminded_at = now
    row.save(update_fields=["reminded_at"])
    return ClaimFollowed(row.id, row.account_id, row.school_id)


@command(power=None, event=CLAIM_WITHDRAWN)
def withdraw_claim(*, actor: Actor, phone: bytes, claim_id: UUID, now: datetime) -> ClaimFollowed:
    """Take the claim back; the password that waited is gone. Refuses roster.claim.not_open; Http404 as above."""
    row = _open(phone, claim_id)
    row.state, row.password, row.decided_at = ClaimState.WITHDRAWN, "", now
    row.save(update_fields=["state", "password", "decided_at"])
    return ClaimFollowed(row.id, row.account_id, row.school_id)


def _open(phone: bytes, claim_id: UUID) -> StudentClaim:
    row = claim_of(phone, claim_id)
    if row.state != ClaimState.PENDING:
        raise Refused("roster.claim.not_open", state=ClaimState(row.state).label)
    return row
