"""有没有用: what a reader says of an entry."""

from dataclasses import dataclass
from datetime import datetime

from jiaoyun.helpdesk.help_centre import tally
from jiaoyun.helpdesk.help_centre.events import ENTRY_RATED
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command


@dataclass(frozen=True, slots=True)
class Rated:
    """Which entry, and whether it helped."""

    key: str
    useful: bool


@command(power=None, event=ENTRY_RATED)
def rate_entry(*, actor: Actor, key: str, useful: bool, now: datetime) -> Rated:
    """Count one vote; that a session votes once, and how often a network may, is for the page to hold."""
    tally.add(key, "useful" if useful else "not_useful", now=now)
    return Rated(key, useful)
