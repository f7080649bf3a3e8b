"""Tries of what can be guessed: five, then a quarter of an hour's wait, and fifty a day whoever asks.

Counted by account, outside any transaction and before anything is compared: guesses sent at once are counted too.
"""

import math
from datetime import datetime
from uuid import UUID

from jiaoyun.plumbing.refusals import Refused
from jiaoyun.plumbing.throttle import Budget, Spent, forgive, spend

FACTOR_BUDGET = Budget("factor", 5, 15 * 60)
FACTOR_DAY_BUDGET = Budget("factor.day", 50, 24 * 3600)
REPROOF_BUDGET = Budget("reproof", 5, 15 * 60)
PASSKEY_ASKING_BUDGET = Budget("passkey.network", 300, 10 * 60)


def admit_factor_try(account_id: UUID, *, now: datetime) -> None:
    """Count a try of a code. Refuses accounts.factor.too_many."""
    for counted in (
        spend(FACTOR_BUDGET, str(account_id), now=now),
        spend(FACTOR_DAY_BUDGET, str(account_id), now=now),
    ):
        if not counted.allowed:
            raise Refused("accounts.factor.too_many", minutes=_minutes(counted, now))


def forgive_factor_tries(account_id: UUID) -> None:
    """Begin again after the right code."""
    forgive(FACTOR_BUDGET, str(account_id))
    forgive(FACTOR_DAY_BUDGET, str(account_id))


def admit_reproof_try(account_id: UUID, *, now: datetime) -> None:
    """Count a try of the password. Refuses accounts.reproof.too_many."""
    counted = spend(REPROOF_BUDGET, str(account_id), now=now)
    if not counted.allowed:
        raise Refused("accounts.reproof.too_many", minutes=_minutes(counted, now))


def forgive_reproof_tries(account_id: UUID) -> None:
    """Begin again after the right password."""
    forgive(REPROOF_BUDGET, str(account_id))


def admit_passkey_asking(network: str, *, now: datetime) -> None:
    """Count a challenge that a visitor asks for, by network address. Refuses accounts.passkey.crowded.

    A challenge tells nothing and cannot be guessed; what is limited is the sessions that are written for visitors.
    """
    counted = spend(PASSKEY_ASKING_BUDGET, network, now=now)
    if not counted.allowed:
        raise Refused("accounts.passkey.crowded", minutes=_minutes(counted, now))


def _minutes(counted: Spent, now: datetime) -> int:
    return max(1, math.ceil((counted.retry_at - now).total_seconds() / 60))
