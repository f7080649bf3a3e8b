"""One block of 撤销: a command, a transaction; rows that somebody touched since are kept and listed."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import orjson
from django.conf import settings
from django.db import connection, models
from uuid_utils.compat import uuid7

from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.bulk import lookup_table
from jiaoyun.plumbing.commands import command
from jiaoyun.plumbing.jobs import Progress
from jiaoyun.plumbing.native import as_uuid, native
from jiaoyun.roster.access import access_batch
from jiaoyun.roster.events import BLOCK_UNDONE
from jiaoyun.roster.models import BatchState, RowClass
from jiaoyun.roster.powers import ROSTER_IMPORT
from jiaoyun.roster.undo import statements

_PERSONS: dict[str, models.Field[Any, Any]] = {
    "account_id": models.UUIDField(),
    "change_id": models.UUIDField(),
    "came": models.BooleanField(),
    "joined": models.BooleanField(),
    "school_id": models.BigIntegerField(),
    "enrolment_id": models.UUIDField(),
    "state": models.CharField(max_length=12),
    "closed_at": models.DateTimeField(),
    "school_class_id": models.UUIDField(),
    "number": models.CharField(max_length=12),
    "account_state": models.CharField(max_length=12),
    "had_record": models.BooleanField(),
    "ethnicity": models.CharField(max_length=2),
    "boarding": models.CharField(max_length=1),
    "entry_month": models.CharField(max_length=6),
    "remark": models.CharField(max_length=100),
    "contact_id": models.UUIDField(),
    "contact_name": models.CharField(max_length=60),
    "contact_relation": models.CharField(max_length=2),
    "phone_digest": models.BinaryField(),
    "phone_sealed": models.BinaryField(),
    "phone_hint": models.CharField(max_length=20),
}


@dataclass(frozen=True, slots=True)
class BlockUndone:
    """Rows taken back, and rows left because they were touched since."""

    batch_id: UUID
    low: int
    high: int
    undone: int
    kept: int


def next_block(school_id: int, batch_id: UUID) -> tuple[int, int] | None:
    """The first and last line of the next written block; None where nothing written is left."""
    with connection.cursor() as cursor:
        cursor.execute(statements.NEXT, [school_id, native(batch_id), settings.JIAOYUN_IMPORT_BLOCK])
        low, high, count = cursor.fetchone()
    return (low, high) if count else None


@command(power=ROSTER_IMPORT, event=BLOCK_UNDONE)
def undo_block(*, actor: Actor, now: datetime, batch_id: UUID, low: int, high: int, progress: Progress) -> BlockUndone:
    """Take the written rows of lines low–high back. A new pupil's account is withdrawn, not put into 回收站."""
    batch = access_batch(actor, batch_id, ROSTER_IMPORT, lock=True, states=(BatchState.UNDOING,))
    block: dict[str, Any] = {
        "school": batch.school_id,
        "batch": native(batch.pk),
        "low": low,
        "high": high,
        "now": native(now),
        "by": native(actor.account),
    }
    with connection.cursor() as cursor:
        if connection.features.has_select_for_update:
            cursor.execute(statements.LOCK_CURRENT, block)
        kept = 0
        for statement in statements.KEEP_TOUCHED:
            cursor.execute(statement, block)
            kept += cursor.rowcount
        for statement in statements.WITHDRAW_NEW:
            cursor.execute(statement, block)
        cursor.execute(statements.BEFORE, block)
        _restore(cursor, cursor.fetchall(), block)
        cursor.execute(statements.SETTLE, block)
        undone = cursor.rowcount
    progress.hold()
    return BlockUndone(batch.pk, low, high, undone, kept)


def _restore(cursor: Any, rows: list[Any], block: dict[str, Any]) -> None:
    """Put the values before back for people who existed."""
    if not rows:
        return
    known = [(as_uuid(account), row_class, _loaded(before)) for account, row_class, before in rows]
    bound = [(UUID(key),) for _, _, before in known for key in before["bound"]]
    with ExitStack() as tables:
        tables.enter_context(lookup_table("persons", _PERSONS, _persons(known)))
        tables.enter_context(lookup_table("bound", {"identifier_id": models.UUIDField()}, bound))
        for statement in statements.RESTORE_KNOWN:
            cursor.execute(statement, block)


def _persons(known: list[tuple[UUID, str, dict[str, Any]]]) -> Iterator[tuple[Any, ...]]:
    for account, row_class, before in known:
        came = row_class == RowClass.ELSEWHERE_GONE
        record = before["record"] or ["", "", "", ""]
        contact = before["contact"] or {}
        yield (
            account,
            uuid7(),
            came,
            came or row_class == RowClass.BIN,
            before["school"],
            UUID(before["enrolment"]),
            before["state"],
            _moment(before["closed_at"]),
            UUID(before["class"]) if before["class"] else None,
            before["number"],
            before["account_state"],
            before["record"] is not None,
            *record,
            UUID(contact["id"]) if contact else None,
            contact.get("name", ""),
            contact.get("relation", ""),
            bytes.fromhex(contact["digest"]) if contact.get("digest") else None,
            bytes.fromhex(contact["sealed"]) if contact.get("sealed") else None,
            contact.get("hint", ""),
        )


def _loaded(before: Any) -> dict[str, Any]:
    """JSON as the driver gave it: text on SQLite (and on psycopg's plain cursor), already read on others."""
    found: dict[str, Any] = orjson.loads(before) if isinstance(before, (str, bytes)) else before
    return found


def _moment(text: str | None) -> datetime | None:
    if text is None:
        return None
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=connection.timezone)
