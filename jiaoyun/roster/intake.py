"""From an upload to a batch: store the bytes, look at the top, match the columns; on to the check where sure."""

from datetime import datetime
from typing import Any

from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.powers import Place
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.plumbing.sheets.reader import Peek, peek
from jiaoyun.plumbing.uploads.accept import accept, open_stored, remove
from jiaoyun.roster.commands.map_columns import map_columns
from jiaoyun.roster.commands.start_batch import start_batch
from jiaoyun.roster.models import ImportBatch, MappingMemory
from jiaoyun.roster.sheet.columns import Field
from jiaoyun.roster.sheet.matching import (
    HEAD_WORDS,
    head_digest,
    mapping_of,
    match_columns,
    missing_fields,
)


def take_upload(actor: Actor, place: Place, upload: Any, now: datetime) -> ImportBatch:
    """A new batch with this file. Columns that are all known by name go straight to the check; others, and a file of
    several lists, ask first.

    Raises SheetFault (nothing stays stored), roster.batch.another_open.
    """
    accepted = accept(upload, kind="sheet")
    try:
        with open_stored(accepted.path) as stored:
            top = peek(stored, head_words=HEAD_WORDS)
        started = start_batch(actor=actor, now=now, place=place, accepted=accepted, peek=top)
    except BaseException:
        remove(accepted.path)
        raise
    batch: ImportBatch = ImportBatch.objects.within(place).get(pk=started.batch_id)
    # Which of several lists is meant only a person can say.
    columns = None if top.other_lists else sure_columns(top, remembered_for(place, top.head))
    if columns is not None:
        map_columns(actor=actor.without_once_key(), now=now, batch_id=batch.pk, columns=columns)
        batch.refresh_from_db()
    return batch


def remembered_for(place: Place, head: tuple[str, ...] | list[str]) -> dict[str, int] | None:
    """How this school matched the same heads last time."""
    found = MappingMemory.objects.within(place).filter(head_digest=head_digest(head)).first()
    return found.mapping if found else None


def sure_columns(top: Peek, remembered: dict[str, int] | None) -> dict[int, Field] | None:
    """The match, where every field was found by its name or as last time; None where a person should look first."""
    matches = match_columns(top.head, top.sample, remembered)
    by_name = all(match.field is None or match.why != "内容像" for match in matches)
    if not by_name or missing_fields(mapping_of(matches), whole_class=False):
        return None
    return {match.index: match.field for match in matches if match.field is not None}


__all__ = ["Refused", "remembered_for", "sure_columns", "take_upload"]
