"""Changing the text of an entry."""

from datetime import datetime

from django.http import Http404

from jiaoyun.helpdesk.help_centre.access import access_editing
from jiaoyun.helpdesk.help_centre.editing import Text, Written, locked, write
from jiaoyun.helpdesk.help_centre.events import ENTRY_EDITED
from jiaoyun.helpdesk.help_centre.library import built_in
from jiaoyun.helpdesk.help_centre.powers import HELP_EDIT
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command


@command(power=HELP_EDIT, event=ENTRY_EDITED)
def edit_entry(*, actor: Actor, key: str, text: Text, seen: int, now: datetime) -> Written:
    """Put the text in place. `seen`: the version on the editor's page, 0 for a built-in text that nobody edited.

    Http404 where there is no such entry; refuses helpdesk.help.changed_since. (product.md H1)
    """
    access_editing(actor)
    row = locked(key, seen)
    if row is None and key not in built_in():
        raise Http404
    done = write(row, key, text, actor.account, now)
    return Written(key, done.version)
