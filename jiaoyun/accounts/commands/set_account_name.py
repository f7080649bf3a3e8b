"""Setting or changing the account name, once a year."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone

from jiaoyun.accounts.account_names import holds_own_number
from jiaoyun.accounts.binding import bind, numbers_of, release
from jiaoyun.accounts.identifiers import NotThisKindError, canonical
from jiaoyun.accounts.models import Identifier, IdentifierKind
from jiaoyun.accounts.personal.events import NAME_SET
from jiaoyun.accounts.waiting import refuse_while_waiting
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command
from jiaoyun.plumbing.refusals import Refused

EVERY = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class AccountNameSet:
    """The new row, and the one it replaced."""

    account_id: UUID
    identifier_id: UUID
    replaced: UUID | None


@command(power=None, event=NAME_SET)
def set_account_name(*, actor: Actor, name: str, now: datetime) -> AccountNameSet:
    """Bind this account name in the place of the one before, which is free for others from now on.

    The year is counted from the rows of the names that were bound. Refuses accounts.account_name.once_a_year and
    .unfit, accounts.identifier.taken, and accounts.waiting.already: nothing else changes while something waits.
    """
    refuse_while_waiting(actor.account)
    rows = Identifier.objects.of_account(actor.account).filter(kind=IdentifierKind.ACCOUNT_NAME).order_by("-bound_at")
    latest: Identifier | None = rows.first()
    if latest is not None and now - latest.bound_at < EVERY:
        raise Refused("accounts.account_name.once_a_year", since=f"{timezone.localdate(latest.bound_at):%Y-%m-%d}")
    try:
        wanted = canonical(IdentifierKind.ACCOUNT_NAME, name, today=timezone.localdate(now))
    except NotThisKindError:
        raise Refused("accounts.account_name.unfit") from None
    own = [bound.number for bound in numbers_of([actor.account]) if bound.kind is not IdentifierKind.ACCOUNT_NAME]
    if holds_own_number(wanted, own):
        raise Refused("accounts.account_name.unfit")
    before = latest if latest is not None and latest.released_at is None else None
    row = bind(actor.account, IdentifierKind.ACCOUNT_NAME, wanted, now=now)
    if before is not None:
        release([before.id], why="renamed", now=now)
    return AccountNameSet(actor.account, row.id, before.id if before else None)
