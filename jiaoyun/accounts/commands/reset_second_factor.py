"""The level above takes a lost factor away: whoever logs in next sets up a new one."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.sessions.models import Session
from django.db.models import F

from jiaoyun.accounts.models import Account, Authenticator, LoginSession, Passkey, RecoveryCode
from jiaoyun.accounts.people.administrators import (
    access_administrator,
    password_given_at,
    refuse_second_reset,
)
from jiaoyun.accounts.second_factor.events import FACTOR_RESET
from jiaoyun.accounts.second_factor.needs import apps_of
from jiaoyun.accounts.second_factor.powers import FACTOR_RESET_POWER
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command
from jiaoyun.plumbing.refusals import Refused


@dataclass(frozen=True, slots=True)
class FactorReset:
    """Whose, and how much of each went."""

    account_id: UUID
    apps: int
    passkeys: int
    codes: int


@command(power=FACTOR_RESET_POWER, event=FACTOR_RESET)
def reset_second_factor(*, actor: Actor, account_id: UUID, now: datetime) -> FactorReset:
    """Remove app, passkeys and recovery codes and end every session of the account. Nobody sees a secret of it.

    Refuses accounts.factor.own for oneself, accounts.factor.none where nothing was set up, and within 48 hours of a
    one-time password that somebody else gave accounts.administrator.too_soon (security.md, Decided 5).
    """
    access_administrator(actor, account_id, FACTOR_RESET_POWER)
    if account_id == actor.account:
        raise Refused("accounts.factor.own")
    refuse_second_reset(password_given_at(account_id), "密码", now)
    Authenticator.objects.of_account(account_id).filter(confirmed_at__isnull=True).delete()
    apps = apps_of(account_id).update(removed_at=now)
    passkeys = Passkey.objects.of_account(account_id).delete()[0]
    codes = RecoveryCode.objects.of_account(account_id).delete()[0]
    if not (apps or passkeys or codes):
        raise Refused("accounts.factor.none")
    Account.objects.of_account(account_id).update(
        factor_reset_at=now, session_epoch=F("session_epoch") + 1, version=F("version") + 1
    )
    rows = LoginSession.objects.of_account(account_id).filter(ended_at__isnull=True)
    keys = list(rows.values_list("session_key", flat=True))
    rows.update(ended_at=now, ended_why="factor_reset")
    Session.objects.filter(session_key__in=keys).delete()
    return FactorReset(account_id, apps, passkeys, codes)
