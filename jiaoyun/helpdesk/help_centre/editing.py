"""Writing entries: the shared part of the commands. What stood before is kept as a version in the same transaction."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from jiaoyun.helpdesk.help_centre.entry import Entry
from jiaoyun.helpdesk.help_centre.library import built_in
from jiaoyun.helpdesk.models import HelpEntry, HelpVersion
from jiaoyun.plumbing.refusals import Refused

WHY = "the help centre belongs to the whole platform"


@dataclass(frozen=True, slots=True)
class Text:
    """What editors change of an entry. `also` and `messages` are one text each."""

    question: str
    answer: str
    also: tuple[str, ...] = ()
    messages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """The entry's key and its version after the change; `number` is the version that was restored, if one was."""

    key: str
    version: int
    number: int = 0


def text_of(entry: Entry | HelpEntry | HelpVersion) -> Text:
    """The editable part of an entry, of its row or of a version."""
    return Text(entry.question, entry.answer, tuple(entry.also), tuple(entry.messages))


def locked(key: str, seen: int) -> HelpEntry | None:
    """The entry's row, locked, as the editor saw it; None where it is built in and was never edited.

    Refuses helpdesk.help.changed_since where somebody changed it after `seen`, the version on the editor's page.
    """
    rows = HelpEntry.objects.everywhere(WHY).select_for_update()
    row: HelpEntry | None = rows.filter(pk=key).first()
    if (row.version if row else 0) != seen:
        raise Refused("helpdesk.help.changed_since", entry=key)
    return row


def write(row: HelpEntry | None, key: str, text: Text, by: UUID, now: datetime, *, file: bool = False) -> HelpEntry:
    """Put a text in place of the one that stands and keep that one. `file`: the entry follows its built-in text again.

    Refuses helpdesk.help.changed_since where two editors make the first change of an entry at once.
    """
    entry = row or _first_row(key, now)
    standing = built_in().get(key)
    before = text_of(standing) if standing is not None and (row is None or row.follows_file) else text_of(entry)
    number = 1 if row is None else row.version + 1
    entry.question, entry.answer = text.question, text.answer
    entry.also, entry.messages = list(text.also), list(text.messages)
    entry.follows_file, entry.file_digest = file, standing.digest if standing else ""
    entry.version, entry.changed_at = number, now
    try:
        with transaction.atomic():
            entry.save(force_insert=row is None)
    except IntegrityError as taken:
        raise Refused("helpdesk.help.changed_since", entry=key) from taken
    kept = HelpVersion(entry=entry, number=number, question=before.question, answer=before.answer, by=by, at=now)
    kept.also, kept.messages = list(before.also), list(before.messages)
    kept.save(force_insert=True)
    return entry


def _first_row(key: str, now: datetime) -> HelpEntry:
    standing = built_in().get(key)
    group = standing.group if standing else ""
    return HelpEntry(key=key, group=group, changed_at=now)
