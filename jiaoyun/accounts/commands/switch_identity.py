"""身份切换: working as another of one's own identities."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from jiaoyun.accounts.events import IDENTITY_SWITCHED
from jiaoyun.accounts.models import Account
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command
from jiaoyun.plumbing.refusals import Refused


@dataclass(frozen=True, slots=True)
class Switched:
    """From which identity to which."""

    account_id: UUID
    from_identity: UUID | None
    to_identity: UUID


@command(power=None, event=IDENTITY_SWITCHED)
def switch_identity(*, actor: Actor, identity_id: UUID, now: datetime) -> Switched:
    """Take up one of the actor's own identities and remember it for the next log-in.

    The actor carries the identities in force; any other id refuses accounts.identity.ended.
    """
    own = {grant.identity_id for grant in (*actor.others, *((actor.grant,) if actor.grant else ()))}
    if identity_id not in own:
        raise Refused("accounts.identity.ended")
    Account.objects.of_account(actor.account).update(last_identity=identity_id)
    return Switched(actor.account, actor.grant.identity_id if actor.grant else None, identity_id)
