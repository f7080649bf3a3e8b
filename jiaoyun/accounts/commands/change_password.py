"""Changing one's own password; every other session ends."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from jiaoyun.accounts.hashers import hash_password
from jiaoyun.accounts.models import Account, FirstSecret
from jiaoyun.accounts.person_facts import facts_of, refuse_weak
from jiaoyun.accounts.personal.events import PASSWORD_CHANGED
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command


@dataclass(frozen=True, slots=True)
class PasswordChanged:
    """Whose; the session that changed it goes on with this epoch."""

    account_id: UUID
    epoch: int


@command(power=None, event=PASSWORD_CHANGED)
def change_password(*, actor: Actor, password: str, now: datetime) -> PasswordChanged:
    """Set a new password; the page asked for the old one shortly before. Refuses accounts.password.weak."""
    account = Account.objects.of_account(actor.account).select_for_update().get()
    refuse_weak(password, facts_of(account))
    account.password, account.password_at = hash_password(password), now
    account.session_epoch += 1
    account.version += 1
    account.save(update_fields=["password", "password_at", "session_epoch", "version"])
    out = FirstSecret.objects.of_account(account.id).filter(used_at__isnull=True, voided_at__isnull=True)
    out.update(voided_at=now)
    return PasswordChanged(account.id, account.session_epoch)
