"""Unbinding the own phone or mailbox, which is proved by a code to it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from jiaoyun.accounts.binding import release
from jiaoyun.accounts.models import Account
from jiaoyun.accounts.personal.events import NUMBER_UNBOUND
from jiaoyun.accounts.personal.numbers import bound_number, proved_old, refuse_last_way
from jiaoyun.accounts.proving import Proved, use
from jiaoyun.accounts.waiting import refuse_while_waiting
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command
from jiaoyun.plumbing.refusals import Refused


@dataclass(frozen=True, slots=True)
class NumberUnbound:
    """Of which kind, and the row that was released."""

    account_id: UUID
    kind: str
    identifier_id: UUID


@command(power=None, event=NUMBER_UNBOUND)
def unbind_number(*, actor: Actor, old: Proved, now: datetime) -> NumberUnbound:
    """Release the own number.

    Refuses accounts.number.none, .old_unproved, .last_way, accounts.waiting.already, accounts.code.used.
    """
    refuse_while_waiting(actor.account)
    row = bound_number(actor.account, old.channel)
    if row is None:
        raise Refused("accounts.number.none")
    if not proved_old(actor.account, old.channel, old):
        raise Refused("accounts.number.old_unproved")
    refuse_last_way(Account.objects.of_account(actor.account).get(), row)
    use(old, now=now)
    release([row.id], why="unbound", now=now)
    return NumberUnbound(actor.account, old.channel.value, row.id)
