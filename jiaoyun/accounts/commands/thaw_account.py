"""解冻: by the level that froze the account, or one above (product.md L5). The cure of the thawing ticket."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from jiaoyun.accounts.authority import rank_of
from jiaoyun.accounts.models import Account, AccountState
from jiaoyun.accounts.people.access import access_person
from jiaoyun.accounts.people.events import ACCOUNT_THAWED
from jiaoyun.accounts.people.powers import ACCOUNT_THAW
from jiaoyun.plumbing.actor import ROLE_LABELS, Actor, Role
from jiaoyun.plumbing.commands import command
from jiaoyun.plumbing.powers import Place
from jiaoyun.plumbing.refusals import Refused


@dataclass(frozen=True, slots=True)
class AccountThawed:
    """Whose account, and the place it belongs to."""

    account_id: UUID
    organization_id: int


@command(power=ACCOUNT_THAW, event=ACCOUNT_THAWED)
def thaw_account(*, actor: Actor, place: Place, account_id: UUID, now: datetime) -> AccountThawed:
    """Make a frozen account usable again; password and numbers are as they were.

    Refuses accounts.person.not_frozen (somebody was faster), accounts.thaw.above where a higher level froze it,
    accounts.person.beyond; Http404 for whoever does not belong to the place.
    """
    account: Account = access_person(actor, place, account_id, ACCOUNT_THAW)
    if account.state != AccountState.FROZEN:
        raise Refused("accounts.person.not_frozen")
    by = Role(account.state_role) if account.state_role in ROLE_LABELS else None
    if by is not None and actor.grant is not None and rank_of(actor.grant.role) < rank_of(by):
        raise Refused("accounts.thaw.above", who=by.label, fixer_place=place.name)
    account.state, account.state_reason, account.state_role = AccountState.ACTIVE, "", ""
    account.state_by, account.state_organization_id, account.state_at = None, None, now
    account.version += 1
    account.save()
    return AccountThawed(account.id, place.organization_id)
