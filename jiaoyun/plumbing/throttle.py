"""The throttle: counters that are exact when many requests come at once, on both databases, in one statement."""

import functools
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import connection
from django.utils import timezone

from jiaoyun.plumbing.digests import digest
from jiaoyun.plumbing.models import ThrottleCount

_SPEND = (
    "insert into {table} (digest, {window}, count, expires_at) values (%s, %s, %s, %s) "
    "on conflict (digest, {window}) do update set count = {table}.count + excluded.count returning count"
)


_SPEND_EACH = (
    "insert into {table} (digest, {window}, count, expires_at) values {values} "
    "on conflict (digest, {window}) do update set count = {table}.count + excluded.count"
)
_AT_ONCE = 200

_HOLD = (
    "insert into {table} (digest, {window}, count, expires_at) values (%s, 0, 1, %s) on conflict (digest, {window}) "
    "do update set expires_at = excluded.expires_at where {table}.expires_at <= %s returning count"
)


@dataclass(frozen=True, slots=True)
class Budget:
    """How often something may be done with one key (a phone, an address, a name) in a window of so many seconds.

    Windows begin at multiples of their length since 1970, so that two processes mean the same window.
    """

    name: str
    limit: int
    window_seconds: int


@dataclass(frozen=True, slots=True)
class Spent:
    """How often a budget was spent in this window, whether that is within it, and when it is full again."""

    count: int
    allowed: bool
    retry_at: datetime


def spend(budget: Budget, key: str, *, now: datetime | None = None, amount: int = 1) -> Spent:
    """Count one more and say whether it is allowed.

    Call it outside the transaction that it guards: what is rolled back was not counted. Refused attempts count too.
    """
    start, ends = _window(budget, now)
    table = connection.ops.quote_name(ThrottleCount._meta.db_table)
    sql = _SPEND.format(table=table, window=connection.ops.quote_name("window"))
    expires = connection.ops.adapt_datetimefield_value(ends)
    with connection.cursor() as cursor:
        cursor.execute(sql, [_digest(budget, key), start, amount, expires])
        count: int = cursor.fetchone()[0]
    return Spent(count, count <= budget.limit, ends)


def spend_all(*of: tuple[Budget, str], now: datetime | None = None, amount: int = 1) -> list[Spent]:
    """Count one more of several budgets, each with its key, in one statement; what `spend` says of each, in order.

    Raises ValueError for the same budget and key twice.
    """
    rows: dict[bytes, tuple[Budget, int, datetime]] = {}
    for budget, key in of:
        rows[_digest(budget, key)] = (budget, *_window(budget, now))
    if len(rows) != len(of):
        raise ValueError("the same budget and key twice")
    adapt = connection.ops.adapt_datetimefield_value
    # In the order of their digests: two statements that take the same rows wait for each other and never in a ring.
    values = [value for key in sorted(rows) for value in (key, rows[key][1], amount, adapt(rows[key][2]))]
    sql = f"{_each_of(len(rows))} returning digest, count"
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        counts: dict[bytes, int] = {bytes(key): count for key, count in cursor.fetchall()}
    return [Spent(counts[key], counts[key] <= budget.limit, ends) for key, (budget, _, ends) in rows.items()]


def spent(budget: Budget, key: str, *, now: datetime | None = None) -> Spent:
    """What was spent in this window, without counting; allowed tells whether one more would be."""
    start, ends = _window(budget, now)
    row = (
        ThrottleCount.objects.filter(digest=_digest(budget, key), window=start).values_list("count", flat=True).first()
    )
    count = row or 0
    return Spent(count, count < budget.limit, ends)


def spend_each(budget: Budget, keys: Iterable[str], *, now: datetime | None = None) -> None:
    """Count one more for each of these keys, a constant number of statements for each 200 of them."""
    start, ends = _window(budget, now)
    expires = connection.ops.adapt_datetimefield_value(ends)
    rows = [(_digest(budget, key), start, 1, expires) for key in sorted(set(keys))]
    for some in (rows[at : at + _AT_ONCE] for at in range(0, len(rows), _AT_ONCE)):
        with connection.cursor() as cursor:
            cursor.execute(_each_of(len(some)), [value for row in some for value in row])


def forgive(budget: Budget, *keys: str) -> None:
    """Begin again for these keys: after the right password, say."""
    ThrottleCount.objects.filter(digest__in=[_digest(budget, key) for key in keys]).delete()


def hold(name: str, key: str, *, seconds: int, now: datetime) -> datetime | None:
    """Take hold of something for so long: None where it was free, else when it will be. One of many gets it.

    Unlike a budget it begins with the first who takes it, so two of them are never closer than `seconds`. Call it
    outside the transaction that it guards.
    """
    held = Budget(name, 1, 1)
    table = connection.ops.quote_name(ThrottleCount._meta.db_table)
    sql = _HOLD.format(table=table, window=connection.ops.quote_name("window"))
    adapt = connection.ops.adapt_datetimefield_value
    with connection.cursor() as cursor:
        cursor.execute(sql, [_digest(held, key), adapt(now + timedelta(seconds=seconds)), adapt(now)])
        if cursor.fetchone() is not None:
            return None
    row = ThrottleCount.objects.filter(digest=_digest(held, key), window=0).values_list("expires_at", flat=True).first()
    return row or now


def let_go(name: str, key: str) -> None:
    """Give back what `hold` took, where nothing came of it."""
    forgive(Budget(name, 1, 1), key)


def sweep_counts(now: datetime) -> int:
    """Delete the counters whose window is over; returns how many."""
    return ThrottleCount.objects.filter(expires_at__lt=now).delete()[0]


@functools.cache
def _each_of(many: int) -> str:
    """The statement that counts `many` rows of digest, window, amount, end."""
    table = connection.ops.quote_name(ThrottleCount._meta.db_table)
    values = ", ".join(["(%s, %s, %s, %s)"] * many)
    return _SPEND_EACH.format(table=table, window=connection.ops.quote_name("window"), values=values)


def _window(budget: Budget, now: datetime | None) -> tuple[int, datetime]:
    seconds = int((now or timezone.now()).timestamp())
    start = seconds - seconds % budget.window_seconds
    return start, datetime.fromtimestamp(start, UTC) + timedelta(seconds=budget.window_seconds)


def _digest(budget: Budget, key: str) -> bytes:
    return digest("plumbing.throttle", f"{budget.name}:{key}")
