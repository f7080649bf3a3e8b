"""Kinds of notices: a notice is stored as kind + values and worded when it is read, so its words can improve."""

import string
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.urls import NoReverseMatch, reverse

from jiaoyun.notices.models import Topic
from jiaoyun.plumbing.sending.messages import declare_message

#: Every message may name the address to go on at; notices/links.py makes it.
LINK = "link"


class Reach(StrEnum):
    """How far a kind goes: shown under 消息 only; also by message unless the person turned that off; always both."""

    LIST = "list"
    ASK = "ask"
    ALWAYS = "always"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind. `text` is a sentence with {placeholders}; `page` a URL name; `takes` the values that fill its path."""

    name: str
    text: str
    page: str
    takes: tuple[str, ...]
    label: str = "查看"
    topic: Topic = Topic.WORK
    reach: Reach = Reach.LIST
    #: The values of the message, in the order of its text; empty where none is sent.
    message_takes: tuple[str, ...] = ()


KINDS: dict[str, Kind] = {}


def declare_kind(
    kind: str,
    text: str,
    page: str,
    takes: tuple[str, ...] = (),
    *,
    label: str = "查看",
    topic: Topic = Topic.WORK,
    reach: Reach = Reach.LIST,
    message: str = "",
) -> str:
    """Register a kind of notice and return its name. A name declared twice stops the start of the server.

    `reach` other than LIST sends a message too: `message` (else `text`), whose placeholders are values of the notice,
    or {link}. Words for messages are approved by the vendor one by one, so keep them steady (docs/operations.md).
    """
    if kind in KINDS:
        raise ValueError(f"notice {kind} is declared twice")
    needed: tuple[str, ...] = ()
    if reach is not Reach.LIST:
        words = message or text
        needed = tuple(dict.fromkeys(name for _, name, _, _ in string.Formatter().parse(words) if name))
        declare_message(kind, words, needed, subject=f"{topic.label}提醒")
    KINDS[kind] = Kind(kind, text, page, takes, label, topic, reach, needed)
    return kind


@dataclass(frozen=True, slots=True)
class Words:
    """A notice as it is read: the sentence, and where it leads (empty where that page takes other values by now)."""

    text: str
    address: str
    label: str = "查看"


def words_of(kind: str, values: dict[str, Any]) -> Words:
    """The sentence and the address. A kind that no room declares any more still says that something was there."""
    known = KINDS.get(kind)
    if known is None:
        return Words("这条消息的内容已经不再提供", "")
    return Words(known.text.format_map(_Shown(values)), address_of(known, values), known.label)


def address_of(kind: Kind, values: dict[str, Any]) -> str:
    """Where the notice leads; empty where its page takes other values by now."""
    try:
        return reverse(kind.page, kwargs={name: values[name] for name in kind.takes})
    except (NoReverseMatch, KeyError):
        return ""


class _Shown(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return "…"
