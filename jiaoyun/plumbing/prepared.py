"""Questions of every request, written once a process: Django takes longer to write such a SELECT than the database to
answer it.

Only questions with a single UUID left open, and with plain columns in `values_list`: whatever else changes between two
calls would change the text.
"""

import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from jiaoyun.plumbing.scope import ScopedQuerySet

_OPEN = UUID("5e471e1d-0000-7000-8000-00000000fade")


@dataclass(frozen=True, slots=True)
class _Text:
    """The question as the database takes it; `asked` are the places of the open value, `converters` by column."""

    sql: str
    values: tuple[Any, ...]
    asked: tuple[int, ...]
    converters: Mapping[int, tuple[list[Any], Any]]


class Prepared:
    """A query of rows as tuples for one id. `build` is called once a database, with a stand-in for the id.

    Raises UnscopedQueryError where `build` limits nothing, ValueError where it does not ask for the id.
    """

    def __init__(self, build: Callable[[UUID], ScopedQuerySet]) -> None:
        functools.update_wrapper(self, build)
        self._build = build
        self._texts: dict[str, _Text] = {}

    def __call__(self, key: UUID) -> list[tuple[Any, ...]]:
        text = self._texts.get(connection.vendor) or self._write()
        values = list(text.values)
        for place in text.asked:
            values[place] = _adapted(key)
        with connection.cursor() as cursor:
            cursor.execute(text.sql, values)
            rows: list[tuple[Any, ...]] = cursor.fetchall()
        return [_converted(row, text.converters) for row in rows] if text.converters else rows

    def _write(self) -> _Text:
        query = self._build(_OPEN)
        query.must_be_scoped()
        compiler = query.query.get_compiler(connection=connection)
        sql, values = compiler.as_sql()
        asked = tuple(place for place, value in enumerate(values) if value == _adapted(_OPEN))
        if not asked:
            raise ValueError(f"{self._build.__name__} does not ask for the id that it is given")
        columns = [column for column, *_ in compiler.select[: compiler.col_count]]
        text = _Text(sql, tuple(values), asked, compiler.get_converters(columns))
        self._texts[connection.vendor] = text
        return text


def _adapted(key: UUID) -> Any:
    return key if connection.features.has_native_uuid_field else key.hex


def _converted(row: tuple[Any, ...], converters: Mapping[int, tuple[list[Any], Any]]) -> tuple[Any, ...]:
    values = list(row)
    for place, (steps, column) in converters.items():
        for step in steps:
            values[place] = step(values[place], column, connection)
    return tuple(values)
