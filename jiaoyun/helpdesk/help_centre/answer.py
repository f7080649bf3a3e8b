"""An answer's plain text as paragraphs, numbered steps and points. No markup: what is typed is what is read."""

import re
from dataclasses import dataclass

_STEP = re.compile(r"^\d{1,2}[.．、]\s*(.+)$")
_POINT = re.compile(r"^[-·•]\s+(.+)$")


@dataclass
class Block:
    """A piece of an answer: `kind` is text, steps or points; a paragraph has one line."""

    kind: str
    lines: list[str]


def blocks(text: str) -> list[Block]:
    """The pieces in order. Lines of a paragraph that follow each other are joined; an empty line begins a new one."""
    found: list[Block] = []
    fresh = True
    for line in text.splitlines():
        words = line.strip()
        if not words:
            fresh = True
            continue
        kind, content = _kind_of(words)
        if found and found[-1].kind == kind and (kind != "text" or not fresh):
            _append(found[-1], content)
        else:
            found.append(Block(kind, [content]))
        fresh = False
    return found


def _kind_of(words: str) -> tuple[str, str]:
    if step := _STEP.match(words):
        return "steps", step[1]
    if point := _POINT.match(words):
        return "points", point[1]
    return "text", words


def _append(block: Block, content: str) -> None:
    if block.kind == "text":
        block.lines[0] += content
    else:
        block.lines.append(content)
