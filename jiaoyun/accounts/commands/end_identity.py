"""Laying down an identity of one's own, where that needs nobody else."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from jiaoyun.accounts.models import Identity, IdentityState
from jiaoyun.accounts.personal.events import IDENTITY_ENDED
from jiaoyun.accounts.personal.identities import MAY_END
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command
from jiaoyun.plumbing.refusals import Refused


@dataclass(frozen=True, slots=True)
class IdentityEnded:
    """Which, at which organization."""

    account_id: UUID
    identity_id: UUID
    organization_id: int


@command(power=None, event=IDENTITY_ENDED)
def end_identity(*, actor: Actor, identity_id: UUID, now: datetime) -> IdentityEnded:
    """End one of the actor's own identities.

    Refuses accounts.identity.ended where it is none of the actor's in force, accounts.identity.school_ends_it.
    """
    rows = Identity.objects.of_account(actor.account).filter(id=identity_id, state=IdentityState.ACTIVE)
    row: Identity | None = rows.select_for_update().first()
    if row is None:
        raise Refused("accounts.identity.ended")
    if row.role not in MAY_END:
        raise Refused("accounts.identity.school_ends_it")
    row.state, row.until = IdentityState.ENDED, now
    row.save(update_fields=["state", "until"])
    return IdentityEnded(actor.account, row.id, row.organization_id)
