"""The level above takes a lost factor away: whoever logs in next sets up a new one."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from jiaoyun.accounts.people.administrators import (
    access_administrator,
    password_given_at,
    refuse_second_reset,
)
from jiaoyun.accounts.second_factor.events import FACTOR_RESET
from jiaoyun.accounts.second_factor.needs import has_factor
from jiaoyun.accounts.second_factor.powers import FACTOR_RESET_POWER
from jiaoyun.accounts.second_factor.removing import remove_factors
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
    if not has_factor(account_id):
        raise Refused("accounts.factor.none")
    removed = remove_factors(account_id, now)
    return FactorReset(account_id, *removed)
