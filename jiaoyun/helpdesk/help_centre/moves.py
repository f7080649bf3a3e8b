"""功能搬到哪里了: the old platform's ways, found by any piece of them, and today's."""

from dataclasses import dataclass

from jiaoyun.helpdesk.help_centre.current import library
from jiaoyun.helpdesk.help_centre.entry import Button, Entry
from jiaoyun.helpdesk.help_centre.folding import core, fold
from jiaoyun.helpdesk.help_centre.sound import fits
from jiaoyun.helpdesk.help_centre.ways import way_to
from jiaoyun.plumbing.actor import Actor


@dataclass(frozen=True, slots=True)
class Move:
    """One row: the old way, the new one, where it opens for this reader ("" where it does not), and the entry."""

    old: str
    new: str
    address: str
    key: str
    question: str


def moves(asked: str, actor: Actor, back: str) -> list[Move]:
    """The rows whose old or new way holds what is asked, or sounds like it; all of them where nothing is asked."""
    wanted = core(fold(asked))
    rows = [row for entry in library().entries.values() for row in moves_of(entry, actor, back)]
    return [row for row in rows if not wanted or fits(fold(row.old), wanted) or fits(fold(row.new), wanted)]


def moves_of(entry: Entry, actor: Actor, back: str) -> list[Move]:
    """The rows of one entry."""
    return [Move(row.old, row.new, _address(row.page, actor, back), entry.key, entry.question) for row in entry.moved]


def _address(page: str, actor: Actor, back: str) -> str:
    way = way_to(Button(page, ""), actor, back) if page else None
    return way.address if way else ""
