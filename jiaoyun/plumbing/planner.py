"""Tells PostgreSQL how large tables are that have just grown.

Its planner knows nothing of a table that is new or has grown many times over. It then takes thousands of rows for one,
and may compare every row with every other, until its own upkeep comes by: minutes for an import of 3,000 (measured).
"""

from collections.abc import Sequence

from django.db import connection, models

_SMALL = """
    SELECT relname FROM pg_class
    WHERE oid = ANY(%s::regclass[]) AND reltuples < %s AND pg_relation_size(oid) > 0
"""


def tell_planner(grown: Sequence[type[models.Model]], rows: int) -> bool:
    """Analyse those of these tables that the database believes smaller than `rows`; whether there was one.

    A table that is large is never among them, so the work is that of reading small ones. One small read where there is
    none. SQLite, whose planner takes the indexes it finds, needs nothing.
    """
    if connection.vendor != "postgresql":
        return False
    tables = {model._meta.db_table: model for model in grown}
    with connection.cursor() as cursor:
        cursor.execute(_SMALL, [list(tables), rows])
        small = [tables[name] for (name,) in cursor.fetchall()]
        if small:
            cursor.execute(f"ANALYZE {', '.join(map(_with_what_is_asked, small))}")
    return bool(small)


def _with_what_is_asked(model: type[models.Model]) -> str:
    """The table with the columns of its key and of the conditions of its partial indexes.

    Without the latter the planner takes "not closed" for rare and every such row of a school for one. Reading wide
    columns for statistics nobody asks for takes ten times as long (100 ms after an import of 10,000).
    """
    name, meta = connection.ops.quote_name, model._meta
    fields = [*meta.pk_fields, *(meta.get_field(field) for field in sorted(_conditions(model)))]
    columns = dict.fromkeys(name(str(field.column)) for field in fields if isinstance(field, models.Field))
    return f"{name(meta.db_table)} ({', '.join(columns)})"


def _conditions(model: type[models.Model]) -> set[str]:
    """The fields that conditions of the model's indexes and unique constraints speak of."""
    partial = (getattr(index, "condition", None) for index in (*model._meta.indexes, *model._meta.constraints))
    return {field for condition in partial if condition is not None for field in condition.referenced_base_fields}
