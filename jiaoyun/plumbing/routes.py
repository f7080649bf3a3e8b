"""Every address of the server with what its view declared: read by the system check, the documents and the tests."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from jiaoyun.plumbing.pages import Declaration, declaration_of


@dataclass(frozen=True, slots=True)
class Route:
    """One address. `path` is written as in urls.py; `name` has its room in front, "" where the pattern has none."""

    path: str
    name: str
    view: Callable[..., Any]
    converters: dict[str, Any]
    declaration: Declaration | None


def all_routes() -> list[Route]:
    """Every route of the URL configuration, room by room, in its order."""
    return list(_walk(get_resolver().url_patterns, "", ""))


def _walk(patterns: Iterable[URLPattern | URLResolver], path: str, room: str) -> Iterator[Route]:
    for entry in patterns:
        here = path + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{room}{entry.namespace}:" if entry.namespace else room
            yield from _walk(entry.url_patterns, here, inner)
            continue
        name = f"{room}{entry.name}" if entry.name else ""
        yield Route(f"/{here}", name, entry.callback, entry.pattern.converters, declaration_of(entry.callback))
