"""Binding an outside login to the own account (product.md L1)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from jiaoyun.accounts.binding import bind
from jiaoyun.accounts.models import IdentifierKind
from jiaoyun.accounts.outside.events import OUTSIDE_BOUND
from jiaoyun.accounts.outside.people import bound_to
from jiaoyun.accounts.waiting import refuse_while_waiting
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command
from jiaoyun.plumbing.refusals import Refused


@dataclass(frozen=True, slots=True)
class OutsideBound:
    """To whose account."""

    account_id: UUID
    identifier_id: UUID


@command(power=None, event=OUTSIDE_BOUND)
def bind_outside(*, actor: Actor, number: str, now: datetime) -> OutsideBound:
    """Bind the outside login that this session came back with.

    Refuses accounts.outside.taken, accounts.waiting.already.
    """
    refuse_while_waiting(actor.account)
    try:
        row = bind(actor.account, IdentifierKind.OUTSIDE, number, now=now)
    except Refused as refused:
        if refused.id != "accounts.identifier.taken":
            raise
        taken = bound_to(number)
        if taken is None or taken.account_id != actor.account:
            raise Refused("accounts.outside.taken") from None
        # A second window was faster: it is bound as it should be.
        row = taken
    return OutsideBound(actor.account, row.id)
