"""The rows of the world as the statements that insert them, made once a process: nine tenths of building a world is
Django writing the same eleven statements again. Only the moment in them is new for each test."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connection, transaction

from jiaoyun.rules.school_year import school_year
from tests.world_rows import Rows, insert


@dataclass(frozen=True, slots=True)
class _Kept:
    """Rows that were inserted before, and how."""

    rows: Rows
    statements: list[tuple[str, tuple[Any, ...]]]


#: By what the rows depend on: the database, the school year that grades are counted from, the keys that seal them.
_KEPT: dict[tuple[str, int, str], _Kept] = {}


def insert_world(now: datetime, fill: Callable[[Rows], None]) -> Rows:
    """Insert what `fill` adds, with `now` for its moment; the ids are the same in every test of a process."""
    key = (connection.vendor, school_year(now.date()), str(settings.JIAOYUN_KEYS))
    if key not in _KEPT:
        rows = Rows(now)
        fill(rows)
        with _noted() as statements:
            insert(rows)
        _KEPT[key] = _Kept(rows, statements)
        return rows
    kept = _KEPT[key]
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        for sql, values in kept.statements:
            cursor.execute(*_at(sql, values, kept.rows.now, now))
    return kept.rows


def _at(sql: str, values: tuple[Any, ...], before: datetime, now: datetime) -> tuple[str, list[Any] | None]:
    """A statement with another moment in it; where its values stand in the text, it is all text."""
    if not values:
        # As the driver writes a moment, by itself or in an array.
        return sql.replace(str(before), str(now)), None
    old, new = (connection.ops.adapt_datetimefield_value(moment) for moment in (before, now))
    return sql, [new if value == old else value for value in values]


@contextmanager
def _noted() -> Iterator[list[tuple[str, tuple[Any, ...]]]]:
    statements: list[tuple[str, tuple[Any, ...]]] = []

    def note(execute: Any, sql: str, values: Any, many: bool, context: Any) -> Any:
        if sql.startswith("INSERT"):
            statements.append(_composed(sql, tuple(values)))
        return execute(sql, values, many, context)

    with connection.execute_wrapper(note):
        yield statements


def _composed(sql: str, values: tuple[Any, ...]) -> tuple[str, tuple[Any, ...]]:
    """PostgreSQL's driver puts values into the text, which takes longer than the database needs for it."""
    if connection.vendor != "postgresql":
        return sql, values
    with connection.cursor() as cursor:
        return cursor.mogrify(sql, values), ()
