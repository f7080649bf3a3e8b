"""Bulk writes with Django's names and types: one binary COPY on PostgreSQL, executemany of 5,000 rows on SQLite.

Values are what Python has: UUID, str, int, bytes, date, aware datetime, bool, None, and for JSON columns anything that
orjson writes. Nothing is validated here and no default is filled in: name every column that must have a value.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC
from itertools import chain, islice
from typing import Any

import orjson
from django.db import connection, models, transaction

Field = models.Field[Any, Any]
Row = Sequence[Any]
Converter = Callable[[Any], Any]

_ROWS_AT_A_TIME = 2000
_ROWS_A_STATEMENT = 5000


def insert_rows(model: type[models.Model], columns: Sequence[str], rows: Iterable[Row]) -> int:
    """Insert rows of the model; `columns` are field names (or attnames, "school_id") in the rows' order.

    Returns how many. Raises IntegrityError as any insert would, and then nothing of the call stays.
    """
    fields = [field_of(model, name) for name in columns]
    return _write(model._meta.db_table, [(_column_of(field), field) for field in fields], rows)


def field_of(model: type[models.Model], name: str) -> Field:
    """A column of the model by its field's name. Raises TypeError for a relation that has no column here."""
    field = model._meta.get_field(name)
    if not isinstance(field, models.Field):
        raise TypeError(f"{name} has no column of its own")
    return field


@contextmanager
def lookup_table(name: str, columns: Mapping[str, Field], rows: Iterable[Row]) -> Iterator[str]:
    """A temporary table of this transaction, filled in bulk, to join against; yields its quoted name.

    `columns` maps column names to fields that give the types (`Identifier._meta.get_field("digest")` or a new
    `models.UUIDField()`). Call it inside a transaction; the table is gone when the context ends.
    """
    quote = connection.ops.quote_name
    typed = [(column, _stored(field)) for column, field in columns.items()]
    parts = ", ".join(f"{quote(column)} {field.db_type(connection)}" for column, field in typed)
    with _temporary(name) as table:
        with connection.cursor() as cursor:
            cursor.execute(f"create temporary table {table} ({parts}){_on_commit()}")
        _write(f"lookup_{name}", typed, rows)
        _analyze(table)
        yield table


@contextmanager
def lookup_query(name: str, query: str, parameters: Mapping[str, Any], joined_by: Sequence[str] = ()) -> Iterator[str]:
    """A temporary table like `lookup_table`, filled by a query: what many statements join is read once, and its size
    is known to the planner, which knows nothing of rows that came a second ago. `joined_by`: the columns whose values
    the planner should look at; all where none is named, which takes longer for a wide table."""
    with _temporary(name) as table:
        with connection.cursor() as cursor:
            cursor.execute(f"create temporary table {table}{_on_commit()} as {query}", parameters)
        _analyze(table, joined_by)
        yield table


@contextmanager
def _temporary(name: str) -> Iterator[str]:
    if not connection.in_atomic_block:
        raise RuntimeError("a lookup table lives in a transaction")
    table = connection.ops.quote_name(f"lookup_{name}")
    yield table
    # After an error the transaction's rollback takes the table away; only a good end must do it itself.
    with connection.cursor() as cursor:
        cursor.execute(f"drop table {table}")


def _on_commit() -> str:
    return " on commit drop" if connection.vendor == "postgresql" else ""


def _analyze(table: str, columns: Sequence[str] = ()) -> None:
    if connection.vendor == "postgresql":
        named = f" ({', '.join(map(connection.ops.quote_name, columns))})" if columns else ""
        with connection.cursor() as cursor:
            # Without its size the planner takes a nested loop over the large table.
            cursor.execute(f"analyze {table}{named}")


def _write(table: str, columns: Sequence[tuple[str, Field]], rows: Iterable[Row]) -> int:
    quote = connection.ops.quote_name
    names = ", ".join(quote(column) for column, _ in columns)
    fields = [_stored(field) for _, field in columns]
    if connection.vendor == "postgresql":
        return _copy(f"copy {quote(table)} ({names}) from stdin (format binary)", fields, rows)
    marks = ", ".join(["%s"] * len(columns))
    statement = f"insert into {quote(table)} ({names}) values ({marks})"  # noqa: S608 - names only, and quoted
    return _execute_many(statement, fields, rows)


def _copy(statement: str, fields: Sequence[Field], rows: Iterable[Row]) -> int:
    count = 0
    types = [re.sub(r"\(.*\)", "", field.db_type(connection) or "text") for field in fields]
    converted = _converted(rows, [_json_for_postgres if kind == "jsonb" else None for kind in types])
    # What is converted goes over as the bytes that it is.
    types = ["bytea" if kind == "jsonb" else kind for kind in types]
    # Django wraps the errors of execute(), not those of copy().
    with connection.wrap_database_errors, connection.cursor() as cursor, cursor.copy(statement) as copy:
        copy.set_types(types)
        write = copy.write_row
        for row in converted:
            write(row)
            count += 1
    return count


def _execute_many(statement: str, fields: Sequence[Field], rows: Iterable[Row]) -> int:
    converters = [_SQLITE.get(field.get_internal_type()) for field in fields]
    converted, count = iter(_converted(rows, converters)), 0
    with transaction.atomic(savepoint=False), connection.cursor() as cursor:
        # Django's executemany keeps all rows of a call in memory, so they are handed over in parts.
        while part := list(islice(converted, _ROWS_A_STATEMENT)):
            cursor.executemany(statement, part)
            count += len(part)
    return count


def _converted(rows: Iterable[Row], converters: Sequence[Converter | None]) -> Iterator[Row]:
    """The rows with the columns that need it converted, a column at a time: quicker than a value at a time."""
    wanted = [(at, converter) for at, converter in enumerate(converters) if converter is not None]
    if not wanted:
        return iter(rows)
    return chain.from_iterable(_blocks(iter(rows), wanted))


def _blocks(rows: Iterator[Row], wanted: Sequence[tuple[int, Converter]]) -> Iterator[Iterable[Row]]:
    while block := list(islice(rows, _ROWS_AT_A_TIME)):
        columns: list[Any] = list(zip(*block, strict=True))
        for at, converter in wanted:
            columns[at] = [None if value is None else converter(value) for value in columns[at]]
        yield zip(*columns, strict=True)


def _stored(field: Field) -> Field:
    """The field whose type a column has: a foreign key's is that of the key it points to."""
    while isinstance(field, models.ForeignKey):
        field = field.target_field
    return field


def _column_of(field: Field) -> str:
    if field.column is None:
        raise TypeError(f"{field.name} has no column of its own")
    return field.column


def _dumps(value: Any) -> bytes:
    return orjson.dumps(value, option=orjson.OPT_NON_STR_KEYS)


def _json_for_postgres(value: Any) -> bytes:
    """jsonb on the wire is the number of its format and the text; a wrapper for each value costs twice the time."""
    return b"\x01" + _dumps(value)


# How Django's SQLite backend stores these types; the others go in as they are.
_SQLITE: dict[str, Converter] = {
    "UUIDField": lambda value: value.hex,
    "DateTimeField": lambda value: str(value.astimezone(UTC).replace(tzinfo=None)),
    "DateField": lambda value: value.isoformat(),
    "TimeField": str,
    "DecimalField": str,
    "JSONField": lambda value: _dumps(value).decode(),
}
