"""How often somebody may try to log in: one count for every door (security.md, threat 7).

Counted before anything is evaluated, so that guesses sent at once are counted too, and taken back after the right
answer. The counts stand outside the command's transaction: what is rolled back would not be counted.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from jiaoyun.accounts.binding import numbers_of
from jiaoyun.accounts.identifiers import Guess, guesses
from jiaoyun.plumbing.digests import digest
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.plumbing.throttle import Budget, Spent, forgive, spend_all, spend_each, spent

NAME_BUDGET = Budget("login.name", 6, 30 * 60)
ADDRESS_BUDGET = Budget("login.address", 60, 10 * 60)
#: How often a login was thawed in a window of NAME_BUDGET: browsers that it is used on count anew after each time.
_THAWED = Budget("login.thawed", 0, NAME_BUDGET.window_seconds)


@dataclass(frozen=True, slots=True)
class Try:
    """One counted try. `key` is a digest of what was typed, with the browser's mark where it is known there."""

    key: str
    network: str


def login_mark(name: str, now: datetime) -> str:
    """The typed login as a digest: the same for every spelling of it, known or not."""
    return mark_of(name, guesses(name, today=timezone.localdate(now)))


def mark_of(name: str, found: list[Guess]) -> str:
    """`login_mark` where it is known already what the typed login may be."""
    return (found[0][1] if found else digest("login", name[:200])).hex()


def count_try(mark: str, network: str, *, device: str = "", now: datetime) -> Try:
    """Count one more try of a login from a network.

    `mark` is empty where no login is typed: a code or key has tries of its own. Failures of strangers do not lock out
    the browser that this login is used on: it is counted apart (`device`). Refuses accounts.login.too_many, .crowded.
    """
    key = f"{mark}:{device}:{spent(_THAWED, mark, now=now).count}" if device else mark
    counted = Try(key, network)
    *by_name, by_network = spend_all(*_budgets_of(counted), now=now)
    if by_name and not by_name[0].allowed:
        raise Refused("accounts.login.too_many", minutes=_minutes(by_name[0], now))
    if not by_network.allowed:
        raise Refused("accounts.login.crowded", minutes=_minutes(by_network, now))
    return counted


def take_back(counted: Try, *, now: datetime) -> None:
    """It was the owner: the try is not counted."""
    spend_all(*_budgets_of(counted), now=now, amount=-1)


def _budgets_of(counted: Try) -> list[tuple[Budget, str]]:
    of_name = [(NAME_BUDGET, counted.key)] if counted.key else []
    return [*of_name, (ADDRESS_BUDGET, counted.network)]


def forget_failures(account_ids: Iterable[UUID], *, now: datetime) -> None:
    """Thaw accounts that are frozen by failures, under each of their logins and on every browser: after a recovery or
    a reset by the school (product.md L5).

    Outside the command's transaction. A constant number of statements for each 200 logins.
    """
    marks = {login_mark(bound.number, now) for bound in numbers_of(account_ids)}
    forgive(NAME_BUDGET, *marks)
    spend_each(_THAWED, marks, now=now)


def _minutes(spent: Spent, now: datetime) -> int:
    return max(1, math.ceil((spent.retry_at - now).total_seconds() / 60))
