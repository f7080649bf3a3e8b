"""What a page counts, counted together: one statement, however many rooms have something that waits."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import DateTimeField, Value
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from jiaoyun.plumbing.prepared import Question

#: Where the count of a badge may stop: it is shown as 99+.
BADGE_MOST = 100
_MOMENT: Any = Value(None, output_field=DateTimeField())
#: The second moment of a row that nothing must be done about by a day.
NO_DEADLINE = Cast(_MOMENT, DateTimeField())


@dataclass(frozen=True, slots=True)
class Sum:
    """How many rows there are, since when the oldest waits, and by when the first must be done."""

    count: int
    since: datetime | None
    due: datetime | None


def counted(questions: Sequence[Question]) -> list[int]:
    """How many rows each question finds, in its order; a question limits itself where it need not go on. One query."""
    if not questions:
        return []
    counts = [f"(SELECT COUNT(*) FROM ({asked.sql}) q{at})" for at, asked in enumerate(questions)]  # noqa: S608 - ours
    return list(_rows(f"SELECT {', '.join(counts)}", questions)[0])


def summed(questions: Sequence[Question]) -> list[Sum]:
    """The sum of each question, which asks for two moments a row: since when, and by when or NULL. One query."""
    if not questions:
        return []
    named = ", ".join(f"q{at}(since, due) AS ({asked.sql})" for at, asked in enumerate(questions))
    each = (f"SELECT {at}, COUNT(*), MIN(since), MIN(due) FROM q{at}" for at in range(len(questions)))  # noqa: S608
    rows = _rows(f"WITH {named} {' UNION ALL '.join(each)} ORDER BY 1", questions)
    return [Sum(count, _moment(since), _moment(due)) for _, count, since, due in rows]


def badge_shown(count: int) -> int | str:
    """What stands on a badge: the number, or 99+."""
    return count if count < BADGE_MOST else f"{BADGE_MOST - 1}+"


def later(request: HttpRequest, question: Question) -> Any:
    """The badge of what a question finds, known when a template reads it: all that the page asked for until then are
    counted by one query. Stops at BADGE_MOST where the question does."""
    asked: _Asked = request.__dict__.setdefault("_counts", _Asked([], []))
    return SimpleLazyObject(asked.add(question))


@dataclass(frozen=True, slots=True)
class _Asked:
    """The questions of one page, and the answers to the first of them."""

    questions: list[Question]
    answers: list[int]

    def add(self, question: Question) -> Callable[[], int | str]:
        at = len(self.questions)
        self.questions.append(question)

        def shown() -> int | str:
            if at >= len(self.answers):
                self.answers.extend(counted(self.questions[len(self.answers) :]))
            return badge_shown(self.answers[at])

        return shown


def _rows(sql: str, questions: Sequence[Question]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, [value for asked in questions for value in asked.values])
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def _moment(value: Any) -> datetime | None:
    for convert in connection.ops.get_db_converters(_MOMENT):
        value = convert(value, _MOMENT, connection)
    moment: datetime | None = value
    return moment
