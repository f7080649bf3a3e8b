"""Ending the use of an authenticator app."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from jiaoyun.accounts.second_factor.events import APP_REMOVED
from jiaoyun.accounts.second_factor.needs import apps_of
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command
from jiaoyun.plumbing.refusals import Refused


@dataclass(frozen=True, slots=True)
class AppRemoved:
    """Whose app, and which."""

    account_id: UUID
    authenticator_id: UUID


@command(power=None, event=APP_REMOVED)
def remove_app(*, actor: Actor, now: datetime) -> AppRemoved:
    """Remove the actor's app. Refuses accounts.factor.gone where there is none (any more)."""
    key = apps_of(actor.account).values_list("id", flat=True).first()
    if key is None or not apps_of(actor.account).filter(id=key).update(removed_at=now):
        raise Refused("accounts.factor.gone")
    return AppRemoved(actor.account, key)
