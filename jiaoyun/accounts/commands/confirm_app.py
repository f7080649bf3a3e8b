"""An authenticator app becomes the factor as soon as a code of it was typed."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from jiaoyun.accounts.models import Account
from jiaoyun.accounts.second_factor.apps import begun_app
from jiaoyun.accounts.second_factor.events import APP_ADDED
from jiaoyun.accounts.second_factor.needs import apps_of
from jiaoyun.accounts.second_factor.recovery_codes import codes_if_none
from jiaoyun.accounts.second_factor.totp import matching_step, secret_of
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command
from jiaoyun.plumbing.refusals import Refused


@dataclass(frozen=True, slots=True)
class AppAdded:
    """`codes`: the recovery codes to print, where this is the first factor; empty otherwise."""

    account_id: UUID
    authenticator_id: UUID
    replaced: bool
    codes: tuple[str, ...]

    def __repr__(self) -> str:
        return "AppAdded()"


@command(power=None, event=APP_ADDED)
def confirm_app(*, actor: Actor, typed: str, now: datetime) -> AppAdded:
    """Take the begun app into use in the place of an older one.

    Refuses accounts.factor.started_over and accounts.factor.wrong. The code that is typed here is used up.
    """
    Account.objects.of_account(actor.account).select_for_update().get()
    row = begun_app(actor.account, now)
    if row is None:
        raise Refused("accounts.factor.started_over")
    step = matching_step(secret_of(row), typed, now)
    if step is None:
        raise Refused("accounts.factor.wrong")
    replaced = apps_of(actor.account).update(removed_at=now)
    row.confirmed_at, row.last_step = now, step
    row.save(update_fields=["confirmed_at", "last_step"])
    return AppAdded(actor.account, row.pk, bool(replaced), codes_if_none(actor.account, now))
