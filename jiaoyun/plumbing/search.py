"""Search in lists: one box that takes a piece of a Chinese name, its pinyin, its initials, or the end of a number.

In one school no index is needed (0.5 ms for a school's rows); a province is searched through gram_index.py.
"""

import re
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any, TypeVar

from django.db import models
from django.db.models import Q

from jiaoyun.rules.names import name_key

Rows = TypeVar("Rows", bound="models.QuerySet[Any, Any]")

LONGEST_QUERY = 60
_SHORTEST_NUMBER = 4
_NUMBER = re.compile(r"[0-9]{3,}[0-9x]")
_LATIN = re.compile(r"[a-z]+")
_RUNS = re.compile(r"[0-9a-z]+|[^0-9a-z\s]+")
_PREFIX_LENGTH = 3


@dataclass(frozen=True, slots=True)
class SearchFields:
    """Which columns a box searches. `name` holds what name_key gives; `pinyin` and `initials` what rules.names gives;
    `hints` are masked numbers that end in their true last four."""

    name: str
    pinyin: str = ""
    initials: str = ""
    hints: tuple[str, ...] = ()


def query_filter(rows: Rows, fields: SearchFields, text: str) -> Rows:
    """Only the rows that fit every word of `text`; an empty text leaves all.

    A word of letters fits the pinyin's or initials' beginning, or the name; four or more digits fit a number's last
    four; anything else fits as a piece of the name.
    """
    for word in text[:LONGEST_QUERY].split():
        rows = rows.filter(_fits(fields, word))
    return rows


def _fits(fields: SearchFields, word: str) -> Q:
    key = name_key(word)
    if not key:
        # Only dots and the like: nothing to look for, so nothing is ruled out.
        return Q()
    choices = [Q(**{f"{fields.name}__contains": key})]
    if _NUMBER.fullmatch(key) and fields.hints:
        choices = [Q(**{f"{hint}__iendswith": key[-_SHORTEST_NUMBER:]}) for hint in fields.hints]
    elif _LATIN.fullmatch(key):
        sounds = [name for name in (fields.pinyin, fields.initials) if name]
        choices += [Q(**{f"{name}__startswith": key}) for name in sounds]
    return reduce(or_, choices)


def grams(text: str) -> list[str]:
    """What a text is found by: of Chinese every character and every two neighbours, of letters and digits every three
    neighbours and the first one, two and three (marked ^). Sorted, each once. `text` is normalised already."""
    found: set[str] = set()
    for run in _RUNS.findall(text):
        if run.isascii():
            found.update(f"^{run[:length]}" for length in range(1, min(len(run), _PREFIX_LENGTH) + 1))
            found.update(run[at : at + 3] for at in range(len(run) - 2))
        else:
            found.update(run)
            found.update(run[at : at + 2] for at in range(len(run) - 1))
    return sorted(found)


def query_grams(word: str) -> list[str]:
    """The grams that every text containing this word must have: the longest ones, because they are the rarest."""
    found: set[str] = set()
    for run in _RUNS.findall(word):
        if not run.isascii():
            found.update({run} if len(run) == 1 else {run[at : at + 2] for at in range(len(run) - 1)})
        elif len(run) <= _PREFIX_LENGTH:
            found.add(f"^{run}")
        else:
            found.update(run[at : at + 3] for at in range(len(run) - 2))
    return sorted(found)
