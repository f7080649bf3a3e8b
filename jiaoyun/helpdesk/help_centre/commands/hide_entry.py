"""Taking down an entry that was made here, and putting it back."""

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404

from jiaoyun.helpdesk.help_centre.access import access_editing
from jiaoyun.helpdesk.help_centre.editing import locked
from jiaoyun.helpdesk.help_centre.events import ENTRY_HIDDEN
from jiaoyun.helpdesk.help_centre.library import built_in
from jiaoyun.helpdesk.help_centre.powers import HELP_EDIT
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command


@dataclass(frozen=True, slots=True)
class EntryHidden:
    """Whether it is down now, and the entry's version."""

    key: str
    hidden: bool
    version: int


@command(power=HELP_EDIT, event=ENTRY_HIDDEN)
def hide_entry(*, actor: Actor, key: str, hide: bool, seen: int, now: datetime) -> EntryHidden:
    """Take the entry down or put it back; its texts and versions stay.

    Http404 for a built-in entry: refusals lead to it. Refuses helpdesk.help.changed_since.
    """
    access_editing(actor)
    row = locked(key, seen)
    if row is None or key in built_in():
        raise Http404
    row.hidden, row.version, row.changed_at = hide, row.version + 1, now
    row.save(update_fields=["hidden", "version", "changed_at"])
    return EntryHidden(key, hide, row.version)
