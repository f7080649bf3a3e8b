"""A new set of recovery codes; the old ones are void."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from jiaoyun.accounts.models import Account
from jiaoyun.accounts.second_factor.events import CODES_MADE
from jiaoyun.accounts.second_factor.recovery_codes import replace_codes
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command


@dataclass(frozen=True, slots=True)
class CodesMade:
    """The codes to print, once."""

    account_id: UUID
    count: int
    codes: tuple[str, ...]

    def __repr__(self) -> str:
        return "CodesMade()"


@command(power=None, event=CODES_MADE)
def make_recovery_codes(*, actor: Actor, now: datetime) -> CodesMade:
    """Make ten codes for the actor; whichever set is made last is the one that works."""
    Account.objects.of_account(actor.account).select_for_update().get()
    codes = tuple(replace_codes(actor.account, now))
    return CodesMade(actor.account, len(codes), codes)
