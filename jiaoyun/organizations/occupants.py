"""Who is in the classes of a school: told by the rooms above, which register how they count.

This room knows no pupils. The roster registers pupils, accounts homeroom teachers; the class pages show the counts and
close_class refuses while anybody is left.
"""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from jiaoyun.plumbing.powers import Place

Counts = dict[UUID | None, int]


@dataclass(frozen=True, slots=True)
class Occupants:
    """A kind of people of classes. `count` gives the number by class id, None for 未分班, in one query a school.

    `page` is the URL name of their list, taking school_id and class_id; empty where there is none.
    """

    key: str
    label: str
    measure: str
    count: Callable[[Place], Counts]
    page: str = ""


OCCUPANTS: dict[str, Occupants] = {}


def declare(occupants: Occupants) -> Occupants:
    """Register a kind of people; the order of declaration is the order on the page."""
    OCCUPANTS[occupants.key] = occupants
    return occupants


def counts_at(place: Place) -> dict[str, Counts]:
    """Key → counts by class, for every kind that is registered; one query a kind."""
    return {key: kind.count(place) for key, kind in OCCUPANTS.items()}


def occupants_of(place: Place, class_id: UUID) -> dict[str, int]:
    """Key → how many there are in this class; kinds with nobody are left out."""
    found = {key: counts.get(class_id, 0) for key, counts in counts_at(place).items()}
    return {key: count for key, count in found.items() if count}


def in_words(found: dict[str, int]) -> str:
    """12 名学生、1 名班主任."""
    return "、".join(f"{count} {OCCUPANTS[key].measure}{OCCUPANTS[key].label}" for key, count in found.items())
