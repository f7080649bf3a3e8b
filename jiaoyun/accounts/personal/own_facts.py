"""Lines of 基本信息 that other rooms know: registered like 待办, shown after what the account itself says."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class OwnFact:
    """One line: what, its value, and where it can be put right."""

    label: str
    value: str
    address: str = ""
    link: str = ""


Source = Callable[[UUID], Iterable[OwnFact]]
_sources: list[Source] = []


def declare_own_fact(source: Source) -> Source:
    """Register what a room knows of a person; once, when the server starts."""
    if source not in _sources:
        _sources.append(source)
    return source


def own_facts(account_id: UUID) -> list[OwnFact]:
    """What every room says of this person."""
    return [fact for source in _sources for fact in source(account_id)]
