"""Setting a password of one's own with a first secret, which ends with it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from jiaoyun.accounts.door import refuse_secret
from jiaoyun.accounts.events import PASSWORD_SET
from jiaoyun.accounts.hashers import hash_password
from jiaoyun.accounts.models import Account, FirstSecret
from jiaoyun.accounts.person_facts import facts_of, refuse_weak
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command


@dataclass(frozen=True, slots=True)
class PasswordSet:
    """Whose password, by which slip; the session goes on with the new epoch, all others end."""

    account_id: UUID
    first_secret_id: UUID
    epoch: int


@command(power=None, event=PASSWORD_SET)
def set_first_password(*, actor: Actor, first_secret_id: UUID, password: str, now: datetime) -> PasswordSet:
    """Set the first password; the slip is used up.

    Refuses accounts.password.weak with all faults, and accounts.first_secret.used, .replaced, .expired where the slip
    ended while the page was open.
    """
    account = Account.objects.of_account(actor.account).select_for_update().get()
    secret = FirstSecret.objects.of_account(actor.account).get(id=first_secret_id)
    refuse_secret(secret, bool(account.password), now)
    refuse_weak(password, facts_of(account))
    account.password, account.password_at = hash_password(password), now
    account.session_epoch += 1
    account.version += 1
    account.save(update_fields=["password", "password_at", "session_epoch", "version"])
    FirstSecret.objects.of_account(actor.account).filter(id=first_secret_id).update(used_at=now)
    return PasswordSet(account.id, first_secret_id, account.session_epoch)
