"""A new built-in text beside an edited one: take it, or keep what was edited."""

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404

from jiaoyun.helpdesk.help_centre.access import access_editing
from jiaoyun.helpdesk.help_centre.editing import locked, text_of, write
from jiaoyun.helpdesk.help_centre.events import FILE_CHOSEN
from jiaoyun.helpdesk.help_centre.library import built_in
from jiaoyun.helpdesk.help_centre.powers import HELP_EDIT
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command


@dataclass(frozen=True, slots=True)
class FileChosen:
    """Whether the built-in text was taken, and the entry's version afterwards."""

    key: str
    taken: bool
    version: int


@command(power=HELP_EDIT, event=FILE_CHOSEN)
def choose_file(*, actor: Actor, key: str, take: bool, seen: int, now: datetime) -> FileChosen:
    """Take the built-in text (what was edited is kept as a version), or note that it was compared and not wanted.

    Http404 for an entry without a built-in text or one that nobody edited. Refuses helpdesk.help.changed_since.
    """
    access_editing(actor)
    row, standing = locked(key, seen), built_in().get(key)
    if row is None or standing is None:
        raise Http404
    if take:
        write(row, key, text_of(standing), actor.account, now, file=True)
    else:
        row.file_digest, row.version, row.changed_at = standing.digest, row.version + 1, now
        row.save(update_fields=["file_digest", "version", "changed_at"])
    return FileChosen(key, take, row.version)
