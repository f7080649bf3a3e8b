"""Unbinding an outside login from the own account."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from jiaoyun.accounts.binding import release
from jiaoyun.accounts.models import Account, Identifier, IdentifierKind
from jiaoyun.accounts.outside.events import OUTSIDE_UNBOUND
from jiaoyun.accounts.waiting import refuse_while_waiting
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command
from jiaoyun.plumbing.refusals import Refused


@dataclass(frozen=True, slots=True)
class OutsideUnbound:
    """From whose account."""

    account_id: UUID
    identifier_id: UUID


@command(power=None, event=OUTSIDE_UNBOUND)
def unbind_outside(*, actor: Actor, identifier_id: UUID, now: datetime) -> OutsideUnbound:
    """Release one of the own outside logins.

    Refuses accounts.outside.only_way where neither a password nor a phone would open the account afterwards. One that
    is not there any more is released already. Refuses accounts.waiting.already.
    """
    refuse_while_waiting(actor.account)
    account = Account.objects.of_account(actor.account).get()
    bound = Identifier.objects.of_account(actor.account).filter(released_at__isnull=True)
    if not account.password and not bound.filter(kind=IdentifierKind.PHONE).exists():
        raise Refused("accounts.outside.only_way")
    own = bound.filter(kind=IdentifierKind.OUTSIDE, id=identifier_id).values_list("id", flat=True)
    release(own, why="owner", now=now)
    return OutsideUnbound(actor.account, identifier_id)
