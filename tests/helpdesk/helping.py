"""Entries and questions of the help centre as tests need them."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from jiaoyun.helpdesk.help_centre.current import library
from jiaoyun.helpdesk.help_centre.editing import Text, text_of, write
from jiaoyun.helpdesk.help_centre.misses import note_miss
from jiaoyun.helpdesk.models import HelpEntry, HelpMiss, HelpVersion

#: A built-in entry that every test may edit.
KEY = "forgot-password"
#: The key of an entry that is made here.
MADE = "canteen"


def edited(by: UUID, *, now: datetime | None = None) -> HelpVersion:
    """The first version of the entry KEY, edited by somebody; made once a test."""
    versions = HelpVersion.objects.everywhere("the test's own edit").filter(entry_id=KEY)
    if not versions.exists():
        text = text_of(library().entries[KEY])
        write(None, KEY, Text(text.question, "改过的回答", text.also, text.messages), by, now or timezone.now())
    found: HelpVersion = versions.order_by("number")[0]
    return found


def made_here(by: UUID) -> HelpEntry:
    """An entry of the editors' own under the key MADE; made once a test."""
    rows = HelpEntry.objects.everywhere("the test's own entry").filter(pk=MADE)
    if not rows.exists():
        write(None, MADE, Text("食堂几点开饭？", "请问学校。"), by, timezone.now())
        rows.update(group="help")
    found: HelpEntry = rows.get()
    return found


def row() -> HelpEntry:
    """What editors made of KEY."""
    found: HelpEntry = HelpEntry.objects.everywhere("the test's own edit").get(pk=KEY)
    return found


def missed(text: str = "食堂几点开饭") -> HelpMiss:
    """A question without an answer."""
    assert note_miss(text, "127.0.0.1", now=timezone.now())
    found: HelpMiss = HelpMiss.objects.everywhere("the test's own question").get(text=text)
    return found
