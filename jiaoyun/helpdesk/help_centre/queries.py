"""What the pages of the help centre show: lists, never a row that belongs to somebody."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import OuterRef, Subquery

from jiaoyun.accounts.models import Account
from jiaoyun.helpdesk.help_centre import tally
from jiaoyun.helpdesk.help_centre.current import Library, library
from jiaoyun.helpdesk.help_centre.entry import Entry
from jiaoyun.helpdesk.help_centre.library import built_in
from jiaoyun.helpdesk.models import HelpEntry, HelpMiss, HelpVersion

MOST_MISSES, _MOST_VERSIONS = 50, 50
_WHY = "the help centre belongs to the whole platform"
#: Asked most before there are figures: the doors first, then what schools do.
_AT_FIRST = (
    "forgot-password", "student-account", "register-teacher", "cannot-log-in", "code-not-arriving", "phone-not-bound",
    "import-students", "import-problems", "correct-my-data", "tickets",
)  # fmt: skip


def most_asked(shown: Library, today: date, limit: int = 10) -> list[Entry]:
    """The entries read most in the last 30 days, filled up with those that are asked first. One query."""
    reads = tally.recent_reads(today)
    keys = [*sorted(reads, key=lambda key: -reads[key]), *_AT_FIRST, *shown.entries]
    known = [key for key in dict.fromkeys(keys) if key in shown.entries]
    return [shown.entries[key] for key in known[:limit]]


@dataclass(frozen=True, slots=True)
class EntryFigures:
    """One line of the editors' list. `offered`: the built-in text is newer than the edit; `hidden`: taken down."""

    entry: Entry
    reads: int
    useful: int
    not_useful: int
    edited: bool
    offered: bool
    hidden: bool


def entry_lines(today: date) -> list[EntryFigures]:
    """Every entry with its figures of 30 days, what helped least first among those that were judged."""
    counted = tally.figures(today)
    shown = library()
    lines = [_line(entry, counted.get(key, (0, 0, 0)), shown.rows.get(key)) for key, entry in shown.entries.items()]
    lines += [_line(entry, counted.get(key, (0, 0, 0)), shown.rows.get(key)) for key, entry in shown.hidden.items()]
    return sorted(lines, key=lambda line: (not line.offered, -line.not_useful, -line.reads))


def is_offered(row: HelpEntry) -> bool:
    """Whether the built-in text changed since the edit began from it."""
    standing = built_in().get(row.key)
    return standing is not None and not row.follows_file and row.file_digest != standing.digest


def open_misses() -> list[HelpMiss]:
    """What was asked and not found, the most frequent first."""
    rows = HelpMiss.objects.everywhere("questions without an answer belong to nobody")
    return list(rows.filter(state=HelpMiss.State.OPEN).order_by("-count", "-last_at")[:MOST_MISSES])


def open_miss(miss_id: UUID) -> HelpMiss | None:
    """One of them, or None."""
    rows = HelpMiss.objects.everywhere("questions without an answer belong to nobody")
    found: HelpMiss | None = rows.filter(pk=miss_id, state=HelpMiss.State.OPEN).first()
    return found


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A text that stood before a change; `by` is a name, `standing` False for the nothing before a new entry."""

    id: UUID
    number: int
    by: str
    at: datetime
    question: str
    answer: str
    standing: bool


def versions_of(key: str) -> list[VersionLine]:
    """The history of an entry, newest first."""
    editors = Account.objects.everywhere("editors sign their versions with their names").filter(pk=OuterRef("by"))
    rows = HelpVersion.objects.everywhere(_WHY).filter(entry_id=key).annotate(name=Subquery(editors.values("name")))
    return [
        VersionLine(row.pk, row.number, row.name or "", row.at, row.question, row.answer, bool(row.question))
        for row in rows.order_by("-number")[:_MOST_VERSIONS]
    ]


def others_on_shelf(entry: Entry, entries: Iterable[Entry], limit: int = 6) -> list[Entry]:
    """What stands beside an entry."""
    return [other for other in entries if other.group is entry.group and other.key != entry.key][:limit]


def _line(entry: Entry, counted: tuple[int, int, int], row: HelpEntry | None) -> EntryFigures:
    edited = row is not None and not row.follows_file
    hidden = row is not None and row.hidden and not entry.built_in
    return EntryFigures(entry, *counted, edited, row is not None and is_offered(row), hidden)
