"""Rewriting what older sealing keys sealed while the system runs: bounded batches, to be stopped and begun again."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection, models, transaction

from jiaoyun.plumbing.bulk import field_of, lookup_table
from jiaoyun.plumbing.failpoints import failpoint
from jiaoyun.plumbing.key_check import renew_key_check
from jiaoyun.plumbing.sealing import Sealer, kind_prefix

ROWS_A_BATCH = 1000


@dataclass(frozen=True, slots=True)
class SealedColumn:
    """A column that holds seals: of which model, under which kind, bound to which fields of the row.

    The bound bytes are those of the fields one after another: 16 of a UUID, 4 (big end first) of a number.
    """

    model: type[models.Model]
    field: str
    kind: str
    bound_to: tuple[str, ...]


SEALED: list[SealedColumn] = []


def register_sealed(model: type[models.Model], field: str, kind: str, *bound_to: str) -> None:
    """Declare a sealed column; a room does so where it declares its powers. `bound_to` is the row's id unless named."""
    column = SealedColumn(model, field, kind, bound_to or ("pk",))
    if column not in SEALED:
        SEALED.append(column)


def reseal_all() -> Iterator[tuple[SealedColumn, int]]:
    """Rewrite every registered column with the current key; yields (column, rows rewritten) after each batch.

    Begins anew when it is run again: what is rewritten already is passed over. Raises SealBroken at a value that does
    not open, and changes nothing of that batch.
    """
    for column in SEALED:
        for rewritten in _reseal(column):
            yield column, rewritten
    renew_key_check()


def _reseal(column: SealedColumn) -> Iterator[int]:
    sealer, last = Sealer(), None
    while batch := _batch(column, last):
        last = batch[-1][0]
        old = [row for row in batch if bytes(row[1][:1]) not in (b"", bytes((sealer.version,)))]
        yield _rewrite(column, sealer, old) if old else 0
        failpoint("reseal.batch")


def _batch(column: SealedColumn, after: Any) -> list[tuple[Any, ...]]:
    rows = column.model._base_manager.exclude(**{column.field: None}).order_by("pk")
    if after is not None:
        rows = rows.filter(pk__gt=after)
    return list(rows.values_list("pk", column.field, *column.bound_to)[:ROWS_A_BATCH])


def _rewrite(column: SealedColumn, sealer: Sealer, rows: list[tuple[Any, ...]]) -> int:
    prefix = kind_prefix(column.kind)
    pairs = []
    for key, sealed, *bound in rows:
        owner = b"".join(map(_bytes_of, bound))
        data = sealer.unseal(prefix, owner, bytes(sealed))
        pairs.append((key, bytes(sealed), sealer.seal(prefix, owner, data)))
    return _replace(column, pairs)


def _replace(column: SealedColumn, pairs: list[tuple[Any, bytes, bytes]]) -> int:
    """Put new seals in the place of old ones; `pairs` are (key, old, new); a key of several parts is a tuple."""
    meta, quote = column.model._meta, connection.ops.quote_name
    field, keys = field_of(column.model, column.field), [field_of(column.model, part.name) for part in meta.pk_fields]
    types = {**{f"key{at}": key for at, key in enumerate(keys)}, "old": field, "new": field}
    rows = [(*(key if isinstance(key, tuple) else (key,)), old, new) for key, old, new in pairs]
    table_name, name = quote(meta.db_table), quote(str(field.column))
    same = " and ".join(f"{table_name}.{quote(str(key.column))} = fresh.key{at}" for at, key in enumerate(keys))
    with transaction.atomic(), lookup_table("reseal", types, rows) as table, connection.cursor() as cursor:
        # A value that somebody changed meanwhile carries the current key already, and is left alone.
        cursor.execute(
            f"update {table_name} set {name} = fresh.new from {table} as fresh "  # noqa: S608 - names, quoted
            f"where {same} and {table_name}.{name} = fresh.old"
        )
        return int(cursor.rowcount)


def _bytes_of(value: UUID | int) -> bytes:
    return value.bytes if isinstance(value, UUID) else value.to_bytes(4, "big")
