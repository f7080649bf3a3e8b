"""Beginning to set up an authenticator app: a new key, which counts for nothing before a code of it was typed."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from uuid_utils.compat import uuid7

from jiaoyun.accounts.models import Authenticator
from jiaoyun.accounts.second_factor.events import APP_BEGUN
from jiaoyun.accounts.second_factor.totp import new_secret, sealed_secret
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command


@dataclass(frozen=True, slots=True)
class AppBegun:
    """The row that waits for its first code."""

    account_id: UUID
    authenticator_id: UUID


@command(power=None, event=APP_BEGUN)
def begin_app(*, actor: Actor, now: datetime) -> AppBegun:
    """Make a key for the actor; keys that were begun before and never confirmed are gone."""
    waiting = Authenticator.objects.of_account(actor.account).filter(confirmed_at__isnull=True)
    waiting.delete()
    key = uuid7()
    Authenticator(id=key, account_id=actor.account, sealed=sealed_secret(key, new_secret()), added_at=now).save(
        force_insert=True
    )
    return AppBegun(actor.account, key)
