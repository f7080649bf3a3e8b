"""Gives platform numbers (T + entry year + 8 digits) to pupils who have no other number (product.md L1)."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import connection
from uuid_utils.compat import uuid7

from jiaoyun.accounts.identifiers import digest_of, hint_of
from jiaoyun.accounts.models import Identifier, IdentifierKind
from jiaoyun.plumbing.bulk import insert_rows
from jiaoyun.plumbing.sealing import Sealer, kind_prefix
from jiaoyun.rules.roll_numbers import platform_number

_TAKE = """
INSERT INTO accounts_platformnumbercounter (entry_year, next_serial) VALUES (%s, %s)
ON CONFLICT (entry_year) DO UPDATE SET next_serial = accounts_platformnumbercounter.next_serial + %s
RETURNING next_serial
"""
_COLUMNS = ("id", "account_id", "kind", "document_kind", "digest", "sealed", "hint", "bound_at", "released_why")


def give_platform_numbers(accounts: Sequence[tuple[UUID, int]], now: datetime) -> int:
    """Bind a new number to each (account, year of entry); inside the caller's transaction. How many were given.

    A block of serials is taken with one statement a year, so two imports at once never share one.
    """
    if not accounts:
        return 0
    free = {year: _take_serials(year, count) for year, count in sorted(Counter(year for _, year in accounts).items())}
    sealer, prefix = Sealer(), kind_prefix("identifier")
    rows = []
    for account_id, year in accounts:
        key, number = uuid7(), platform_number(year, free[year])
        free[year] += 1
        kind = IdentifierKind.PLATFORM_NUMBER
        sealed = sealer.seal(prefix, key.bytes, number.encode())
        rows.append((key, account_id, kind.value, "", digest_of(kind, number), sealed, hint_of(kind, number), now, ""))
    return insert_rows(Identifier, _COLUMNS, rows)


def _take_serials(year: int, count: int) -> int:
    """The first of `count` serials that belong to the caller from now on."""
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, [year, count + 1, count])
        return int(cursor.fetchone()[0]) - count
