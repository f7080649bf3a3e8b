"""Removing a passkey from an account."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from jiaoyun.accounts.models import Passkey
from jiaoyun.accounts.second_factor.events import PASSKEY_REMOVED
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command
from jiaoyun.plumbing.refusals import Refused


@dataclass(frozen=True, slots=True)
class PasskeyRemoved:
    """Whose, and which."""

    account_id: UUID
    passkey_id: UUID


@command(power=None, event=PASSKEY_REMOVED)
def remove_passkey(*, actor: Actor, passkey_id: UUID, now: datetime) -> PasskeyRemoved:
    """Remove one of the actor's own. Refuses accounts.factor.gone where it is not there (any more)."""
    if not Passkey.objects.of_account(actor.account).filter(id=passkey_id).delete()[0]:
        raise Refused("accounts.factor.gone")
    return PasskeyRemoved(actor.account, passkey_id)
