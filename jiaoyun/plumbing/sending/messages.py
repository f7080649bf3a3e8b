"""What can be said by message: declared once with its words; gateways that demand templates get key and values.

The words stand here, so that a template approved by a vendor can be compared with them (docs/operations.md).
"""

import string
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

#: A message that has not left by then says nothing useful any more.
LASTS = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class MessageKind:
    """One kind: `text` with {placeholders}, which are `takes` in this order; `subject` is the e-mail's."""

    key: str
    text: str
    takes: tuple[str, ...]
    subject: str
    lasts: timedelta


MESSAGES: dict[str, MessageKind] = {}


def declare_message(key: str, text: str, takes: tuple[str, ...] = (), *, subject: str, lasts: timedelta = LASTS) -> str:
    """Register a kind of message and return its key. Raises ValueError for a key or placeholders that do not fit."""
    placeholders = {name for _, name, _, _ in string.Formatter().parse(text) if name}
    if key in MESSAGES or placeholders != set(takes):
        raise ValueError(f"message {key} is declared twice or takes other values than its text")
    MESSAGES[key] = MessageKind(key, text, takes, subject, lasts)
    return key


def check_values(key: str, values: dict[str, Any]) -> MessageKind:
    """The kind, where these are exactly its values. Raises LookupError, which names no value."""
    kind = MESSAGES.get(key)
    if kind is None or set(values) != set(kind.takes):
        raise LookupError(f"message {key} is not declared or takes other values")
    return kind
