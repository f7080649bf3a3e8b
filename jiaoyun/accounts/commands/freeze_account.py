"""冻结: a school stops an account, with a reason; who did it is kept, so that the way back is known (product.md L5)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from jiaoyun.accounts.models import Account, AccountState
from jiaoyun.accounts.people.access import access_person
from jiaoyun.accounts.people.events import ACCOUNT_FROZEN
from jiaoyun.accounts.people.powers import ACCOUNT_FREEZE
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command
from jiaoyun.plumbing.powers import Place
from jiaoyun.plumbing.refusals import Refused

LONGEST_REASON = 200


@dataclass(frozen=True, slots=True)
class AccountFrozen:
    """Whose account, and the organization that froze it."""

    account_id: UUID
    organization_id: int


@command(power=ACCOUNT_FREEZE, event=ACCOUNT_FROZEN)
def freeze_account(*, actor: Actor, place: Place, account_id: UUID, reason: str, now: datetime) -> AccountFrozen:
    """Freeze an active account of this place: its sessions end, nothing else is changed.

    Refuses accounts.person.reason_missing, accounts.person.not_active, accounts.person.beyond; Http404 for whoever
    does not belong to the place.
    """
    account: Account = access_person(actor, place, account_id, ACCOUNT_FREEZE)
    if not reason.strip():
        raise Refused("accounts.person.reason_missing")
    if account.state != AccountState.ACTIVE:
        raise Refused("accounts.person.not_active", state=AccountState(account.state).label)
    grant = actor.grant
    account.state, account.state_reason, account.state_at = AccountState.FROZEN, reason.strip()[:LONGEST_REASON], now
    account.state_by = actor.account
    account.state_role = grant.role.value if grant else ""
    account.state_organization_id = grant.organization_id if grant else None
    account.session_epoch += 1
    account.version += 1
    account.save()
    return AccountFrozen(account.id, place.organization_id)
