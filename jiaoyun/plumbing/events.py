"""Events: what is recorded of a change. Declared with an exact field set and the sentence that history shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Event:
    """A kind of event, past tense. `subject` names the result's field that holds the subject's id.

    `each`: the result's field with the ids of many things that were done at once; reactions run for each of them.
    """

    name: str
    sentence: str
    subject_kind: str
    subject: str
    fields: tuple[str, ...]
    each: str = ""


EVENTS: dict[str, Event] = {}


def declare(name: str, sentence: str, *, subject: tuple[str, str], fields: Iterable[str] = (), each: str = "") -> Event:
    """Declare an event: `subject` is (kind, field of the result)."""
    if name in EVENTS:
        raise ValueError(f"event {name} is declared twice")
    event = Event(name, sentence, subject[0], subject[1], tuple(fields), each)
    EVENTS[name] = event
    return event


def _plain(name: str, value: Any) -> Any:
    """Ids, codes and counts only: a name or number of a person has no way into the audit."""
    if value is None or isinstance(value, (bool, int)):
        return value
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, str) and len(value) <= 64 and value.isascii():
        return value
    if isinstance(value, (list, tuple)):
        return [_plain(name, item) for item in value]
    if isinstance(value, dict):
        return {str(key): _plain(name, item) for key, item in value.items()}
    raise TypeError(f"{name} is no id, code or count")


def details_of(event: Event, result: Any) -> dict[str, Any]:
    """The event's fields out of a command's result. A missing field or a value that is not plain raises."""
    return {name: _plain(name, getattr(result, name)) for name in event.fields}
