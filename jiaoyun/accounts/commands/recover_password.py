"""A new password for whoever proved a bound number: all sessions end, and what a thief had asked for stops."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from jiaoyun.accounts.hashers import hash_password
from jiaoyun.accounts.models import FirstSecret
from jiaoyun.accounts.person_facts import facts_of, refuse_weak
from jiaoyun.accounts.proving import Proved, use
from jiaoyun.accounts.recovery.events import PASSWORD_RECOVERED
from jiaoyun.accounts.recovery.owner import owner_of
from jiaoyun.accounts.waiting import cancel_own
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command


@dataclass(frozen=True, slots=True)
class PasswordRecovered:
    """Whose, by which channel, and how many waiting changes of the account's own were stopped."""

    account_id: UUID
    channel: str
    cancelled: int


@command(power=None, event=PASSWORD_RECOVERED)
def recover_password(*, actor: Actor, proof: Proved, password: str, now: datetime) -> PasswordRecovered:
    """Set a new password by a code that was sent for the account; nobody is logged in by it (product.md P1).

    Slips that are out become void. Changes that were asked with the old password stop; those that a school asked go on.
    Refuses accounts.recovery.over and .stale, accounts.login.frozen and .deleted, accounts.password.weak,
    accounts.code.used.
    """
    account = owner_of(proof, now=now, lock=True)
    refuse_weak(password, facts_of(account))
    use(proof, now=now)
    account.password, account.password_at = hash_password(password), now
    account.session_epoch += 1
    account.version += 1
    account.save(update_fields=["password", "password_at", "session_epoch", "version"])
    out = FirstSecret.objects.of_account(account.id).filter(used_at__isnull=True, voided_at__isnull=True)
    out.update(voided_at=now)
    return PasswordRecovered(account.id, proof.channel.value, cancel_own(account.id, why="recovered", now=now))
