"""Moving a phone or mailbox: at once where both numbers are proved, after 48 hours where the old one is lost."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from jiaoyun.accounts.binding import bind, release
from jiaoyun.accounts.models import Channel, Identifier, IdentifierKind, WaitingKind
from jiaoyun.accounts.personal.events import MOVE_ASKED, NUMBER_MOVED, NUMBER_TAKEN_OVER
from jiaoyun.accounts.personal.numbers import TakenOver, bound_number, other_holder, proved_old, take_over
from jiaoyun.accounts.proving import Proved, use
from jiaoyun.accounts.waiting import begin_waiting, refuse_while_waiting
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command
from jiaoyun.plumbing.reactions import react
from jiaoyun.plumbing.refusals import Refused

_MOVES = {Channel.PHONE: WaitingKind.MOVE_PHONE, Channel.EMAIL: WaitingKind.MOVE_EMAIL}


@dataclass(frozen=True, slots=True)
class NumberMoved:
    """The old and the new row, and the account that had the new number before."""

    account_id: UUID
    kind: str
    old_id: UUID
    new_id: UUID
    from_account: UUID | None


@dataclass(frozen=True, slots=True)
class MoveAsked:
    """The change that waits, and until when."""

    account_id: UUID
    change_id: UUID
    kind: str
    due_at: datetime


@command(power=None, event=NUMBER_MOVED)
def move_number(*, actor: Actor, old: Proved, new: Proved, take: bool, now: datetime) -> NumberMoved:
    """Put a proved number in the place of the bound one, which was proved too.

    Refuses accounts.number.old_unproved, .elsewhere, .same, accounts.identifier.taken, accounts.waiting.already,
    accounts.code.used.
    """
    refuse_while_waiting(actor.account)
    row = _own(actor.account, new)
    if not proved_old(actor.account, new.channel, old):
        raise Refused("accounts.number.old_unproved")
    use(old, now=now)
    use(new, now=now)
    former = take_over(actor.account, new, allowed=take, now=now)
    release([row.id], why="moved", now=now)
    bound = bind(actor.account, IdentifierKind(new.channel.value), new.number, now=now)
    if former is not None:
        react(NUMBER_TAKEN_OVER, actor, TakenOver(former, new.channel.value, bound.id))
    return NumberMoved(actor.account, new.channel.value, row.id, bound.id, former)


@command(power=None, event=MOVE_ASKED)
def ask_move(*, actor: Actor, new: Proved, now: datetime) -> MoveAsked:
    """Ask for a proved number in the place of a lost one: 48 hours, told to the old number with a link to cancel.

    The page asked for the password again before. Refuses accounts.number.elsewhere where another account has the new
    number (it must be free by then), .same, accounts.waiting.already, accounts.code.used.
    """
    row = _own(actor.account, new)
    if other_holder(actor.account, new) is not None:
        raise Refused("accounts.number.elsewhere")
    use(new, now=now)
    kind = _MOVES[new.channel]
    begun = begin_waiting(
        actor=actor,
        account_id=actor.account,
        kind=kind,
        now=now,
        identifier_id=row.id,
        new=(IdentifierKind(new.channel.value), new.number),
    )
    return MoveAsked(actor.account, begun.change_id, kind.value, begun.due_at)


def _own(account_id: UUID, new: Proved) -> Identifier:
    row = bound_number(account_id, new.channel)
    if row is None:
        raise Refused("accounts.number.none")
    if bytes(row.digest) == new.digest:
        raise Refused("accounts.number.same")
    return row
