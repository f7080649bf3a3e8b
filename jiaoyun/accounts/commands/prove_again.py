"""Showing again who one is before a dangerous step."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from jiaoyun.accounts.proving import Proved, use
from jiaoyun.accounts.second_factor.events import PROVED_AGAIN
from jiaoyun.accounts.second_factor.needs import bound_phone
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command
from jiaoyun.plumbing.refusals import Refused


@dataclass(frozen=True, slots=True)
class ProvedAgain:
    """Who, and by what: password or sms."""

    account_id: UUID
    how: str


@command(power=None, event=PROVED_AGAIN)
def prove_again(*, actor: Actor, how: str, now: datetime, message: Proved | None = None) -> ProvedAgain:
    """Record that the person showed it; the page notes it in the session. A code by SMS is used up here.

    Refuses accounts.reproof.no_phone where the phone was moved meanwhile, and accounts.code.used.
    """
    if message is not None:
        phone = bound_phone(actor.account)
        if phone is None or bytes(phone.digest) != message.digest:
            raise Refused("accounts.reproof.no_phone")
        use(message, now=now)
    return ProvedAgain(actor.account, how)
