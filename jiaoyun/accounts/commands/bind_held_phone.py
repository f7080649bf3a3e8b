"""Binding the phone that was proved on the way to the log-in (product.md L7)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from jiaoyun.accounts.binding import bind
from jiaoyun.accounts.doors.events import PHONE_BOUND
from jiaoyun.accounts.models import Identifier, IdentifierKind
from jiaoyun.accounts.proving import Proved, use
from jiaoyun.accounts.waiting import refuse_while_waiting
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command
from jiaoyun.plumbing.refusals import Refused


@dataclass(frozen=True, slots=True)
class PhoneBound:
    """To whose account."""

    account_id: UUID
    identifier_id: UUID


@command(power=None, event=PHONE_BOUND)
def bind_held_phone(*, actor: Actor, proof: Proved, now: datetime) -> PhoneBound:
    """Bind a proved phone to the own account, which has none yet.

    Refuses accounts.phone.has_one (a second one is a change, made in 个人中心), accounts.identifier.taken,
    accounts.waiting.already and accounts.code.used.
    """
    refuse_while_waiting(actor.account)
    bound = Identifier.objects.of_account(actor.account).filter(kind=IdentifierKind.PHONE, released_at__isnull=True)
    if bound.exists():
        raise Refused("accounts.phone.has_one")
    use(proof, now=now)
    row = bind(actor.account, IdentifierKind.PHONE, proof.number, now=now)
    return PhoneBound(actor.account, row.id)
