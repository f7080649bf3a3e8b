"""Binding a phone or mailbox to the own account, proved by a code (product.md L7, R4, security.md, Decided 10)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from jiaoyun.accounts.binding import bind
from jiaoyun.accounts.models import IdentifierKind
from jiaoyun.accounts.personal.events import NUMBER_BOUND, NUMBER_TAKEN_OVER
from jiaoyun.accounts.personal.numbers import TakenOver, bound_number, take_over
from jiaoyun.accounts.proving import Proved, use
from jiaoyun.accounts.waiting import refuse_while_waiting
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command
from jiaoyun.plumbing.reactions import react
from jiaoyun.plumbing.refusals import Refused


@dataclass(frozen=True, slots=True)
class NumberBound:
    """Of which kind, the new row, and the account that had it before."""

    account_id: UUID
    kind: str
    identifier_id: UUID
    from_account: UUID | None


@command(power=None, event=NUMBER_BOUND)
def bind_number(*, actor: Actor, proof: Proved, take: bool, now: datetime) -> NumberBound:
    """Bind a proved number to the own account, which has none of this kind.

    `take`: the person was shown that another account has it and wants it moved here. Refuses accounts.number.has_one,
    .elsewhere, accounts.identifier.taken (somebody was quicker), accounts.waiting.already, accounts.code.used.
    """
    refuse_while_waiting(actor.account)
    if bound_number(actor.account, proof.channel) is not None:
        raise Refused("accounts.number.has_one")
    use(proof, now=now)
    former = take_over(actor.account, proof, allowed=take, now=now)
    row = bind(actor.account, IdentifierKind(proof.channel.value), proof.number, now=now)
    if former is not None:
        react(NUMBER_TAKEN_OVER, actor, TakenOver(former, proof.channel.value, row.id))
    return NumberBound(actor.account, proof.channel.value, row.id, former)
