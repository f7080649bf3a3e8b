"""The counts of a batch: by class and decision, kept on the batch so that its pages never count 100,000 rows."""

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from jiaoyun.plumbing.powers import Place
from jiaoyun.roster.check.classify import APPLIED
from jiaoyun.roster.models import Decision, ImportBatch, ImportRow, Outcome, RowClass

# Classes that touch pupils who are on the school's roll already: the guard against a mistaken file counts these.
_TOUCHES_OWN = frozenset({RowClass.OTHER_CLASS, RowClass.UPDATE, RowClass.NAME_DIFFERS, RowClass.BIN})


@dataclass(frozen=True, slots=True)
class ClassCount:
    """How many rows of one class there are, and how many still wait for a decision."""

    row_class: RowClass
    total: int
    waiting: int
    ready: int
    done: int


def count_rows(batch: ImportBatch, place: Place, lines: Collection[int] | None = None) -> dict[str, Any]:
    """Class → decision → outcome → rows, and the rows whose class is missing; of all lines or some. One statement."""
    rows = ImportRow.objects.within(place).filter(batch_id=batch.pk)
    if lines is not None:
        rows = rows.filter(line__in=lines)
    counted: dict[str, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    no_class = 0
    for row_class, decision, outcome, missing, count in (
        rows.values_list("row_class", "decision", "outcome", "no_class").annotate(n=Count("line")).order_by()
    ):
        by_outcome = counted[row_class][decision]
        by_outcome[outcome] = by_outcome.get(outcome, 0) + count
        if missing and not outcome and decision != Decision.SKIP and row_class != RowClass.FAULTY:
            no_class += count
    classes = {name: {key: dict(value) for key, value in by.items()} for name, by in counted.items()}
    return {"classes": classes, "no_class": no_class}


def with_moved(summary: dict[str, Any], before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """The counts of the whole after some lines moved, from the counts of these lines before and after."""
    moved: Counter[tuple[str, str, str]] = Counter(_flat(summary))
    moved.update(_flat(after))
    moved.subtract(_flat(before))
    classes: dict[str, dict[str, dict[str, int]]] = {}
    for (row_class, decision, outcome), count in moved.items():
        if count:
            classes.setdefault(row_class, {}).setdefault(decision, {})[outcome] = count
    return {**summary, "classes": classes, "no_class": summary["no_class"] + after["no_class"] - before["no_class"]}


def _flat(summary: dict[str, Any]) -> dict[tuple[str, str, str], int]:
    return {
        (row_class, decision, outcome): count
        for row_class, by_decision in summary["classes"].items()
        for decision, by_outcome in by_decision.items()
        for outcome, count in by_outcome.items()
    }


def class_counts(summary: dict[str, Any]) -> list[ClassCount]:
    """The strip of the workbench: every class that occurs, clashes after what goes by itself, errors last."""
    return [found for row_class in _STRIP if (found := _count(summary, row_class)).total]


def ready_rows(summary: dict[str, Any]) -> int:
    """Rows that 导入 would write now."""
    return sum(_count(summary, row_class).ready for row_class in RowClass)


def waiting_rows(summary: dict[str, Any]) -> int:
    """Rows that still wait for a decision."""
    return sum(_count(summary, row_class).waiting for row_class in RowClass)


def done_rows(summary: dict[str, Any]) -> int:
    """Rows that were written."""
    return sum(_count(summary, row_class).done for row_class in RowClass)


def touched_rows(summary: dict[str, Any]) -> int:
    """Rows that change pupils who are on the roll already: those that wait to be written, and those of earlier runs.

    A mistaken file is as mistaken in three runs of a fifth each.
    """
    counts = [_count(summary, row_class) for row_class in _TOUCHES_OWN]
    return sum(count.ready + count.done for count in counts)


def ready_by_decision(summary: dict[str, Any]) -> dict[str, int]:
    """Decision → rows that 导入 would write now."""
    found: dict[str, int] = {}
    for by_decision in summary.get("classes", {}).values():
        for decision, by_outcome in by_decision.items():
            if decision in APPLIED and by_outcome.get(Outcome.WAITING.value):
                found[decision] = found.get(decision, 0) + by_outcome[Outcome.WAITING.value]
    return found


def _count(summary: dict[str, Any], row_class: RowClass) -> ClassCount:
    by_decision = summary.get("classes", {}).get(row_class.value, {})
    total = waiting = ready = done = 0
    for decision, by_outcome in by_decision.items():
        for outcome, count in by_outcome.items():
            total += count
            if outcome == Outcome.DONE:
                done += count
            elif outcome == Outcome.WAITING:
                ready += count if decision in APPLIED else 0
                waiting += count if decision == Decision.OPEN and row_class is not RowClass.SAME else 0
    return ClassCount(row_class, total, waiting, ready, done)


_STRIP = (
    RowClass.NEW,
    RowClass.OTHER_CLASS,
    RowClass.UPDATE,
    RowClass.ELSEWHERE_GONE,
    RowClass.BIN,
    RowClass.ELSEWHERE_ENROLLED,
    RowClass.ELSEWHERE_NAME,
    RowClass.OTHER_ROLE,
    RowClass.NAME_DIFFERS,
    RowClass.TWO_PEOPLE,
    RowClass.REPEATED,
    RowClass.FAULTY,
    RowClass.SAME,
)
