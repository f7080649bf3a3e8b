"""Parameters and results of plain SQL as each database wants them; the ORM does this by itself."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection


def native(value: UUID | datetime) -> Any:
    """A UUID or an aware datetime as a parameter: itself on PostgreSQL, Django's stored text on SQLite."""
    if isinstance(value, UUID):
        return value if connection.features.has_native_uuid_field else value.hex
    return connection.ops.adapt_datetimefield_value(value)


def as_uuid(value: Any) -> UUID:
    """A UUID as a raw statement returned it."""
    return value if isinstance(value, UUID) else UUID(value)
