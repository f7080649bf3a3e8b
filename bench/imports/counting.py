"""Counts the statements that Django's connection sends, COPYs too, which pass its execute wrappers by."""

import re
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import psycopg
from django.db import connection

_BLANKS = re.compile(r"\s+")
_LONGEST = 110


@dataclass
class Statements:
    """How many statements ran, and by statement how often and for how many seconds."""

    executed: int = 0
    copies: int = 0
    seconds: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    times: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    @property
    def total(self) -> int:
        """Statements and COPYs."""
        return self.executed + self.copies

    def add(self, statement: str, seconds: float) -> None:
        """Take note of one statement."""
        short = _BLANKS.sub(" ", statement).strip()[:_LONGEST]
        self.seconds[short] += seconds
        self.times[short] += 1


@contextmanager
def counted() -> Iterator[Statements]:
    """Counts while inside. An executemany counts once a call, as one COPY does."""
    found = Statements()

    def execute(run: Any, statement: str, parameters: Any, many: bool, context: Any) -> Any:
        began = time.perf_counter()
        try:
            return run(statement, parameters, many, context)
        finally:
            found.executed += 1
            found.add(statement, time.perf_counter() - began)

    plain = psycopg.Cursor.copy

    @contextmanager
    def copy(self: Any, statement: Any, *given: Any, **named: Any) -> Iterator[Any]:
        began = time.perf_counter()
        with plain(self, statement, *given, **named) as opened:
            yield opened
        found.copies += 1
        found.add(str(statement), time.perf_counter() - began)

    psycopg.Cursor.copy = copy  # type: ignore[method-assign]
    try:
        with connection.execute_wrapper(execute):
            yield found
    finally:
        psycopg.Cursor.copy = plain  # type: ignore[method-assign]
