"""Kinds of tickets, registered by rooms: where each begins, what it asks, and the one button that cures it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any
from uuid import UUID

from jiaoyun.helpdesk.levels import Level
from jiaoyun.plumbing.powers import Place, Power

if TYPE_CHECKING:
    from jiaoyun.helpdesk.models import Ticket


@dataclass(frozen=True, slots=True)
class Ask:
    """One line of the form, by its key in fields.py. What is not required may stay empty."""

    field: str
    required: bool = True
    label: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """A way out that needs nobody else: shown above the form; `page` is a URL name without path values."""

    label: str
    page: str


class Whose(Enum):
    """Whose account a cure is for: an administrator's is the level above's to reset, everybody else's the school's."""

    ANYBODY = "anybody"
    ADMINISTRATOR = "administrator"
    OTHERS = "others"


@dataclass(frozen=True, slots=True)
class Cure:
    """The button that cures. `page` is opened with ?ticket=…; the command there ends the ticket by `event`.

    `event` empty: the page only leads somewhere. `begins`: the event lets the cure wait (48 h) instead of ending the
    ticket; `second`: the second person's part of such a one. `fits`: whether the result concerns this ticket; without
    it the result's account_id must be its person. `path`: the values of the page's path, from the ticket, the
    organization of the desk and the place of the ticket's person. `whose`: the accounts that it is for.
    """

    label: str
    page: str
    event: str
    power: Power
    begins: bool = False
    second: bool = False
    path: "Callable[[Ticket, int, Place], dict[str, Any]] | None" = None
    fits: "Callable[[Ticket, Any], bool] | None" = None
    whose: Whose = Whose.ANYBODY

    def is_for(self, *, administrator: bool) -> bool:
        """Whether it is for the account of somebody who administers something, or of somebody who does not."""
        return self.whose is Whose.ANYBODY or (self.whose is Whose.ADMINISTRATOR) is administrator


@dataclass(frozen=True, slots=True)
class Piece:
    """One of the things that a ticket is about, masked: its facts, and which of how many it is."""

    facts: list[tuple[str, str]]
    number: int
    count: int


#: Level and class or organization that a ticket of this kind begins at, where that follows from its person.
FirstDesk = Callable[[UUID | None], tuple[Level, int | None]]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind. `first_level` where it begins; `first_desk` overrides it by the person. `for_known`: log-in needed.

    `finds_person`: the typed numbers say whose account it is about. `joins`: the field by which tickets mean the same.
    `follows`: what it is about keeps step when it is closed or opened again, in one transaction. `piece`: one of the
    things it is about, by its number from 1, for support within an open case.
    """

    key: str
    label: str
    first_level: Level
    about: str
    asks: tuple[Ask, ...] = ()
    ways: tuple[Way, ...] = ()
    working_days: int = 3
    cures: tuple[Cure, ...] = ()
    two_people: bool = False
    help_entry: str = ""
    finds_person: bool = False
    for_known: bool = False
    by_hand: bool = True
    joins: str = ""
    first_desk: FirstDesk | None = None
    follows: "Callable[[Ticket], None] | None" = None
    piece: "Callable[[Ticket, int], Piece | None] | None" = None


KINDS: dict[str, Kind] = {}


def declare_kind(kind: Kind) -> Kind:
    """Register a kind of ticket. A key declared twice stops the start of the server."""
    if kind.key in KINDS:
        raise ValueError(f"ticket kind {kind.key} is declared twice")
    KINDS[kind.key] = kind
    return kind


def kind_of(key: str) -> Kind:
    """The kind of that key; a kind that no room declares any more is still a ticket that somebody answers."""
    return KINDS.get(key) or Kind(key, "其他问题", Level.SUPPORT, "")
