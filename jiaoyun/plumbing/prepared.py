"""Questions of every request, written once a process: Django takes longer to write such a SELECT than the database to
answer it.

Only questions whose open values are single ids, words, bytes, numbers or moments, with plain columns in `values_list`:
whatever else changes between two calls would change the text. Numbers are compared by equality alone: one that no
column can hold is answered by no row, as Django does it.
"""

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import BinaryField

from jiaoyun.plumbing.scope import ScopedQuerySet

#: What a number in a column can be.
_SMALLEST, _LARGEST = -(2**63), 2**63 - 1


@dataclass(frozen=True, slots=True)
class Question:
    """A SELECT with its values, ready to be asked alone or as a part of a larger one."""

    sql: str
    values: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class _Text:
    """The question as the database takes it; `asked` says which open value stands where, `converters` go by column."""

    sql: str
    values: tuple[Any, ...]
    asked: Mapping[int, int]
    converters: Mapping[int, tuple[list[Any], Any]]


class Prepared:
    """A query of rows as tuples. `build` is called once a database, with stand-ins of the kinds of its open values.

    Raises UnscopedQueryError where `build` limits nothing, ValueError where it does not ask for all that it is given.
    """

    def __init__(self, build: Callable[..., Any], kinds: tuple[type, ...]) -> None:
        functools.update_wrapper(self, build)
        self._build, self._kinds = build, kinds
        self._texts: dict[str, _Text] = {}

    def __call__(self, *given: Any) -> list[tuple[Any, ...]]:
        if any(isinstance(value, int) and not _SMALLEST <= value <= _LARGEST for value in given):
            return []
        text = self._text()
        asked = _filled(text, given)
        with connection.cursor() as cursor:
            cursor.execute(asked.sql, asked.values)
            rows: list[tuple[Any, ...]] = cursor.fetchall()
        return [_converted(row, text.converters) for row in rows] if text.converters else rows

    def ask(self, *given: Any) -> Question:
        """The question itself, to be asked together with others (plumbing/counting.py). Its numbers must be ones that a
        column can hold."""
        return _filled(self._text(), given)

    def _text(self) -> _Text:
        return self._texts.get(connection.vendor) or self._write()

    def _write(self) -> _Text:
        stand_ins = [_stand_in(kind, which) for which, kind in enumerate(self._kinds)]
        compiler = _compiler(self._build(*stand_ins))
        sql, values = compiler.as_sql()
        known = {_recognised(_adapted(value)): which for which, value in enumerate(stand_ins)}
        asked = {place: known[key] for place, value in enumerate(values) if (key := _recognised(value)) in known}
        if set(asked.values()) != set(known.values()):
            raise ValueError(f"{self._build.__name__} does not ask for all that it is given")
        columns = [column for column, *_ in compiler.select[: compiler.col_count]]
        text = _Text(sql, tuple(values), asked, compiler.get_converters(columns))
        self._texts[connection.vendor] = text
        return text


def prepared(*kinds: type) -> Callable[[Callable[..., Any]], Prepared]:
    """Declare a question whose open values are of these kinds: UUID, int, str, bytes or datetime."""
    return lambda build: Prepared(build, kinds)


def question_of(query: Any) -> Question:
    """A query of rows as a question. Raises UnscopedQueryError where nothing limits it."""
    sql, values = _compiler(query).as_sql()
    return Question(sql, tuple(values))


def _compiler(query: Any) -> Any:
    if isinstance(query, ScopedQuerySet):
        query.must_be_scoped()
    return query.query.get_compiler(connection=connection)


def _filled(text: _Text, given: tuple[Any, ...]) -> Question:
    values = list(text.values)
    for place, which in text.asked.items():
        values[place] = _adapted(given[which])
    return Question(text.sql, tuple(values))


_BYTES: Any = BinaryField()
_MOMENT = datetime(1931, 7, 5, 3, 2, 1, 987654, tzinfo=UTC)


def _stand_in(kind: type, which: int) -> Any:
    """A value that no question holds by itself, another one for each place."""
    made: dict[type, Any] = {
        UUID: UUID(int=0x5E471E1D_0000_7000_8000_00000000FADE + which),
        int: 2_104_983_117 + which,
        str: f"stand-in {which}",
        bytes: f"bytes {which}".encode(),
        datetime: _MOMENT + timedelta(hours=which),
    }
    return made[kind]


def _adapted(value: Any) -> Any:
    if isinstance(value, UUID):
        return value if connection.features.has_native_uuid_field else value.hex
    if isinstance(value, bytes):
        return _BYTES.get_db_prep_value(value, connection)
    return connection.ops.adapt_datetimefield_value(value) if isinstance(value, datetime) else value


def _recognised(value: Any) -> Any:
    """What two adapted values share that were made of the same: both drivers wrap bytes in an object of their own."""
    return getattr(value, "obj", value)


def _converted(row: tuple[Any, ...], converters: Mapping[int, tuple[list[Any], Any]]) -> tuple[Any, ...]:
    values = list(row)
    for place, (steps, column) in converters.items():
        for step in steps:
            values[place] = step(values[place], column, connection)
    return tuple(values)
