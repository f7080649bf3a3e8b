"""Releasing a phone from an account that is not the holder's (product.md L4)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from jiaoyun.accounts.binding import release
from jiaoyun.accounts.doors.events import PHONE_RELEASED
from jiaoyun.accounts.doors.sms import bound_row
from jiaoyun.accounts.models import Account
from jiaoyun.accounts.proving import Proved
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command
from jiaoyun.plumbing.refusals import Refused


@dataclass(frozen=True, slots=True)
class PhoneReleased:
    """From which account; its sessions have ended and it is told."""

    account_id: UUID
    identifier_id: UUID


@command(power=None, event=PHONE_RELEASED)
def release_held_phone(*, actor: Actor, proof: Proved, account_id: UUID, now: datetime) -> PhoneReleased:
    """Release a phone from the account that was shown, for whoever proved by SMS that they hold it.

    At once, without waiting (security.md, Decided 10). The proof stays good, to bind the phone to the holder's own
    account. Refuses accounts.login.over where the phone is not bound to that account any more.
    """
    row = bound_row(proof)
    if row is None or row.account_id != account_id:
        raise Refused("accounts.login.over")
    account = Account.objects.of_account(account_id).select_for_update().get()
    if not release([row.id], why="holder", now=now):
        raise Refused("accounts.login.over")
    # Whoever came in by this phone alone goes out.
    account.session_epoch += 1
    account.version += 1
    account.save(update_fields=["session_epoch", "version"])
    return PhoneReleased(account_id, row.id)
