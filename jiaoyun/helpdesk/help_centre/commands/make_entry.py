"""A new entry, perhaps out of a question that nothing answered."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from jiaoyun.helpdesk.help_centre.access import access_editing, access_open_miss
from jiaoyun.helpdesk.help_centre.editing import Text, Written, write
from jiaoyun.helpdesk.help_centre.entry import Group
from jiaoyun.helpdesk.help_centre.events import ENTRY_EDITED
from jiaoyun.helpdesk.help_centre.library import built_in
from jiaoyun.helpdesk.help_centre.powers import HELP_EDIT
from jiaoyun.helpdesk.models import HelpMiss
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command
from jiaoyun.plumbing.refusals import Refused


@dataclass(frozen=True, slots=True)
class NewEntry:
    """What is new: key (ASCII, as in its address), shelf, text, and the URL name of its button ("" for a ticket)."""

    key: str
    group: Group
    text: Text
    page: str = ""


@command(power=HELP_EDIT, event=ENTRY_EDITED)
def make_entry(*, actor: Actor, new: NewEntry, miss_id: UUID | None, now: datetime) -> Written:
    """Add an entry; the question that it answers is settled with it.

    Refuses helpdesk.help.changed_since where the key is taken, helpdesk.help.miss_settled. (product.md H1)
    """
    access_editing(actor)
    if miss_id is not None:
        miss = access_open_miss(actor, miss_id)
        miss.state = HelpMiss.State.ANSWERED
        miss.save(update_fields=["state"])
    if new.key in built_in():
        raise Refused("helpdesk.help.changed_since", entry=new.key)
    row = write(None, new.key, new.text, actor.account, now)
    row.group, row.page = new.group, new.page
    row.save(update_fields=["group", "page"])
    return Written(new.key, row.version)
