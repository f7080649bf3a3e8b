"""The entries as they are now: the built-in ones with what editors wrote over them, and those made here.

Each process keeps them with their index and asks by one statement whether an edit came since.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Sum

from jiaoyun.helpdesk.help_centre.entry import Button, Entry, Group
from jiaoyun.helpdesk.help_centre.library import built_in, place_on_shelf, refusals_of
from jiaoyun.helpdesk.help_centre.search import Index
from jiaoyun.helpdesk.models import HelpEntry
from jiaoyun.plumbing.refusals import REFUSALS

_WHY = "help is for everybody"
_LAST = 900

Revision = tuple[int, int, datetime | None]


@dataclass(frozen=True, slots=True)
class Library:
    """All entries that are shown, by key in the order of the shelves, the index that finds them, the rows of editors
    that they were made with, and the entries made here that are taken down."""

    revision: Revision
    entries: dict[str, Entry]
    index: Index
    rows: dict[str, HelpEntry]
    hidden: dict[str, Entry]

    def on_shelves(self) -> list[tuple[Group, list[Entry]]]:
        """The shelves that hold something, each with its entries."""
        shelves = [(group, [entry for entry in self.entries.values() if entry.group is group]) for group in Group]
        return [(group, entries) for group, entries in shelves if entries]


_kept: list[Library] = []


def library() -> Library:
    """What is shown now; one statement, and one more after an edit."""
    revision = _revision()
    if _kept and _kept[-1].revision == revision:
        return _kept[-1]
    made = _library(revision)
    _kept[:] = [made]
    return made


def messages_of(key: str) -> tuple[str, ...]:
    """The texts of the refusals that an entry explains, without those that are put together only when shown."""
    return tuple(dict.fromkeys(REFUSALS[id].text for id in refusals_of(key) if "{" not in REFUSALS[id].text))


def overlaid(entry: Entry, row: HelpEntry) -> Entry:
    """A built-in entry with the texts of its row."""
    return replace(
        entry,
        question=row.question,
        answer=row.answer,
        also=tuple(row.also),
        messages=tuple(row.messages),
    )


def _revision() -> Revision:
    rows = HelpEntry.objects.everywhere(_WHY)
    # Versions only grow, so their sum differs after every edit, in whatever order edits are committed.
    found: dict[str, Any] = rows.aggregate(count=Count("key"), versions=Sum("version"), at=Max("changed_at"))
    return found["count"], found["versions"] or 0, found["at"]


def _library(revision: Revision) -> Library:
    entries = dict(built_in())
    edits = HelpEntry.objects.everywhere(_WHY).order_by("key")
    rows: dict[str, HelpEntry] = {row.key: row for row in edits} if revision[0] else {}
    hidden = {key: _made_here(row) for key, row in rows.items() if row.hidden and key not in entries}
    for key, row in rows.items():
        if key in hidden:
            continue
        if key not in entries:
            entries[key] = _made_here(row)
        elif not row.follows_file:
            entries[key] = overlaid(entries[key], row)
    shown = {entry.key: entry for entry in sorted(entries.values(), key=place_on_shelf)}
    index = Index(shown.values(), {key: messages_of(key) for key in shown})
    return Library(revision, shown, index, rows, hidden)


def _made_here(row: HelpEntry) -> Entry:
    labels = {button.page: button for entry in built_in().values() for button in entry.buttons}
    button = labels.get(row.page)
    return Entry(
        key=row.key,
        group=Group(row.group),
        order=_LAST,
        question=row.question,
        answer=row.answer,
        also=tuple(row.also),
        messages=tuple(row.messages),
        buttons=(button,) if button else (Button("helpdesk:ticket_new", "提交工单", "", (("kind", "other"),)),),
        built_in=False,
    )
