"""Going back to an older text of an entry."""

from datetime import datetime
from uuid import UUID

from django.http import Http404

from jiaoyun.helpdesk.help_centre.access import access_editing
from jiaoyun.helpdesk.help_centre.editing import Written, locked, text_of, write
from jiaoyun.helpdesk.help_centre.events import ENTRY_RESTORED
from jiaoyun.helpdesk.help_centre.powers import HELP_EDIT
from jiaoyun.helpdesk.models import HelpVersion
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command


@command(power=HELP_EDIT, event=ENTRY_RESTORED)
def restore_version(*, actor: Actor, key: str, version_id: UUID, seen: int, now: datetime) -> Written:
    """Put back the text that stood before the change of that version; the one that stands now is kept as a version too.

    Http404 where the entry has no such version, or it is the nothing before an entry was made. Refuses
    helpdesk.help.changed_since.
    """
    access_editing(actor)
    row = locked(key, seen)
    versions = (
        HelpVersion.objects.everywhere("versions belong to the whole platform")
        .filter(pk=version_id, entry_id=key)
        .exclude(question="")
    )
    wanted: HelpVersion | None = versions.filter(pk=version_id, entry_id=key).first()
    if row is None or wanted is None:
        raise Http404
    done = write(row, key, text_of(wanted), actor.account, now)
    return Written(key, done.version, wanted.number)
