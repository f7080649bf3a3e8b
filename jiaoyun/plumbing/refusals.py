"""Refusals: an id and values in code and database; words, fixer and remedies here, rendered when read.

Nothing answers "contact the administrator": each refusal says what happened in the words users know, why, who can put
it right, and carries the buttons that do it (design.md §1, idea 4).
"""

from dataclasses import dataclass, field
from typing import Any

from jiaoyun.plumbing.actor import Role
from jiaoyun.plumbing.powers import Power


@dataclass(frozen=True, slots=True)
class Remedy:
    """A button. `page` is a URL name; `takes` names the refusal's values that fill its path, `query` those after it.

    The refusal's own id is the value "refusal" without being given: a ticket says what was refused.
    """

    label: str
    page: str
    takes: tuple[str, ...] = ()
    query: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """One entry of the catalogue. `fixer` is a power (its holders can), a role, or None: the reader can."""

    id: str
    status: int
    text: str
    cause: str
    fixer: Power | Role | None
    remedies: tuple[Remedy, ...]
    takes: frozenset[str] = field(default_factory=frozenset)


class Refused(Exception):
    """Raised by rules and commands. The values are ids, counts and names fit to be shown; never numbers of people."""

    def __init__(self, id: str, **values: Any) -> None:
        super().__init__(id)
        self.id = id
        self.values = values
        if id not in REFUSALS:
            raise LookupError(f"refusal {id} is not registered")

    @property
    def refusal(self) -> Refusal:
        """The catalogue's entry."""
        return REFUSALS[self.id]


REFUSALS: dict[str, Refusal] = {}


def declare(
    id: str,
    *,
    text: str,
    cause: str,
    remedies: tuple[Remedy, ...],
    fixer: Power | Role | None = None,
    status: int = 409,
    takes: tuple[str, ...] = (),
) -> str:
    """Register a refusal and return its id. `id` is room.thing.reason; placeholders of `cause` are the values taken."""
    if id in REFUSALS:
        raise ValueError(f"refusal {id} is declared twice")
    if not remedies:
        raise ValueError(f"refusal {id} has no remedy")
    REFUSALS[id] = Refusal(id, status, text, cause, fixer, remedies, frozenset(takes))
    return id


def refuse_all(objections: list[Refused]) -> None:
    """Raise the first objection with the others attached, so that everything is said at once. Nothing where none."""
    if objections:
        first = objections[0]
        first.values = {**first.values, "others": tuple(objections[1:])}
        raise first
