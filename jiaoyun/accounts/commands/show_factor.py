"""Showing the second factor: a code of the app, a recovery code, or a code by SMS."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from jiaoyun.accounts.models import Account, Channel
from jiaoyun.accounts.proving import Proved, use
from jiaoyun.accounts.second_factor.apps import app_in_use
from jiaoyun.accounts.second_factor.events import FACTOR_SHOWN
from jiaoyun.accounts.second_factor.needs import bound_phone, may_use_sms
from jiaoyun.accounts.second_factor.recovery_codes import codes_if_none, use_code
from jiaoyun.accounts.second_factor.totp import accept_step, matching_step, secret_of
from jiaoyun.plumbing.actor import Actor, Grant
from jiaoyun.plumbing.commands import command
from jiaoyun.plumbing.refusals import Refused


@dataclass(frozen=True, slots=True)
class Shown:
    """What was shown; one of the three. `due` is the identity that waits for it."""

    code: str = ""
    recovery: str = ""
    message: Proved | None = None
    due: Grant | None = None

    def __repr__(self) -> str:
        return "Shown()"


@dataclass(frozen=True, slots=True)
class FactorShown:
    """By what: totp, recovery or sms. `codes`: recovery codes to print, where an SMS was the first factor of all."""

    account_id: UUID
    how: str
    codes: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return "FactorShown()"


@command(power=None, event=FACTOR_SHOWN)
def show_factor(*, actor: Actor, shown: Shown, now: datetime) -> FactorShown:
    """Use up what was shown; the page notes it in the session. The caller has counted the try.

    Refuses accounts.factor.wrong (also for a code that was used), accounts.factor.no_sms and accounts.code.used.
    """
    if shown.message is not None:
        return _by_message(actor, shown.message, shown.due, now)
    if shown.recovery:
        if not use_code(actor.account, shown.recovery, now):
            raise Refused("accounts.factor.wrong")
        return FactorShown(actor.account, "recovery")
    row = app_in_use(actor.account)
    step = matching_step(secret_of(row), shown.code, now) if row else None
    if row is None or step is None or not accept_step(row.pk, actor.account, step):
        raise Refused("accounts.factor.wrong")
    return FactorShown(actor.account, "totp")


def _by_message(actor: Actor, message: Proved, due: Grant | None, now: datetime) -> FactorShown:
    """The code must have gone to the phone that is bound to this account now."""
    phone = bound_phone(actor.account)
    if not may_use_sms(due) or message.channel is not Channel.PHONE or phone is None:
        raise Refused("accounts.factor.no_sms")
    if bytes(phone.digest) != message.digest:
        raise Refused("accounts.factor.wrong")
    use(message, now=now)
    Account.objects.of_account(actor.account).select_for_update().get()
    return FactorShown(actor.account, "sms", codes_if_none(actor.account, now))
