"""One block of 导入: a command, a transaction, the same statements whatever the number of rows."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection

from jiaoyun.accounts.platform_numbers import give_platform_numbers
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.bulk import lookup_query
from jiaoyun.plumbing.commands import command
from jiaoyun.plumbing.failpoints import failpoint
from jiaoyun.plumbing.jobs import Progress
from jiaoyun.plumbing.native import as_uuid, native
from jiaoyun.roster.access import access_batch
from jiaoyun.roster.apply import statements
from jiaoyun.roster.apply.before import what_stands_before
from jiaoyun.roster.apply.told import tell_schools_left
from jiaoyun.roster.events import BLOCK_APPLIED
from jiaoyun.roster.models import BatchState, ImportBatch, ImportRow, Outcome
from jiaoyun.roster.powers import ROSTER_IMPORT

_NEXT = """
SELECT MIN(line), MAX(line), COUNT(*) FROM (
    SELECT line FROM roster_importrow
    WHERE school_id = %s AND batch_id = %s AND outcome = '' AND decision NOT IN ('', 'skip', 'request')
    ORDER BY line LIMIT %s
) next_rows
"""
_ROWS_JOINED_BY = ("line", "account_id", "row_class", "decision")
_STAGES_JOINED_BY = ("line",)
_KEY = ("school_id", "batch_id", "line")


@dataclass(frozen=True, slots=True)
class BlockApplied:
    """Rows written, and rows left out because something moved since they were checked."""

    batch_id: UUID
    low: int
    high: int
    done: int
    changed: int


def next_block(school_id: int, batch_id: UUID) -> tuple[int, int] | None:
    """The first and last line of the next block that waits to be written; None where nothing waits."""
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [school_id, native(batch_id), settings.JIAOYUN_IMPORT_BLOCK])
        low, high, count = cursor.fetchone()
    return (low, high) if count else None


@command(power=ROSTER_IMPORT, event=BLOCK_APPLIED)
def apply_block(
    *, actor: Actor, now: datetime, batch_id: UUID, low: int, high: int, progress: Progress, careful: bool = False
) -> BlockApplied:
    """Write the decided rows of lines low–high, each once: a row with an outcome is never touched again.

    Raises IntegrityError where one of the numbers was bound since the check: the caller tries again with `careful`,
    which looks for such numbers first and marks their rows as changed.
    """
    batch = access_batch(actor, batch_id, ROSTER_IMPORT, lock=True, states=(BatchState.APPLYING,))
    block = {
        "school": batch.school_id,
        "batch": native(batch.pk),
        "low": low,
        "high": high,
        "now": native(now),
        "by": native(actor.account),
    }
    with (
        lookup_query("rows", statements.TAKE_ROWS, block, _ROWS_JOINED_BY),
        lookup_query("stages", statements.TAKE_STAGES, block, _STAGES_JOINED_BY),
    ):
        changed = _leave_out_what_moved(batch, block, careful)
        with what_stands_before(block):
            failpoint("apply-before-write")
            tell_schools_left(block, batch, now)
            done = _write(block, now)
    # A worker that was given up for dead must not commit what another one has taken up by now.
    progress.hold()
    failpoint("apply-before-commit")
    return BlockApplied(batch.pk, low, high, done, changed)


def _leave_out_what_moved(batch: ImportBatch, block: dict[str, Any], careful: bool) -> int:
    """Rows whose person, numbers or class are not as they were checked: marked, and taken out of the block."""
    lines: set[int] = set()
    with connection.cursor() as cursor:
        if connection.features.has_select_for_update:
            cursor.execute(statements.LOCK_CURRENT)
        for statement in statements.MOVED_SINCE + (statements.TAKEN_SINCE if careful else ()):
            cursor.execute(statement, block)
            lines.update(line for (line,) in cursor.fetchall())
        if lines:
            listed = ", ".join(map(str, lines))
            cursor.execute(f"DELETE FROM lookup_rows WHERE line IN ({listed})")  # noqa: S608 - integers
    if lines:
        rows = ImportRow.objects.within(batch.school.organization.place)
        rows.filter(batch_id=batch.pk, line__in=lines).update(outcome=Outcome.CHANGED)
    return len(lines)


def _write(block: dict[str, Any], now: datetime) -> int:
    """Everything that the block's rows become; returns how many rows were written."""
    with connection.cursor() as cursor:
        for statement in statements.WRITE_IN_ORDER:
            cursor.execute(statement, block)
        failpoint("apply-before-numbers")
        cursor.execute(statements.NUMBERLESS, block)
        give_platform_numbers(_numberless(cursor.fetchall()), now)
        with lookup_query("settled", statements.SETTLED, {}, _KEY):
            cursor.execute(statements.SETTLE_ROWS)
            return int(cursor.rowcount)


def _numberless(rows: list[tuple[Any, int | None, str]]) -> list[tuple[UUID, int]]:
    """Account and year of entry of pupils who came without any number."""
    return [(as_uuid(account), year or int(month[:4])) for account, year, month in rows]
