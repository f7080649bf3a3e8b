"""What the list's page needs beside its rows: the choices of the filters, the sizes, the links that sort."""

from dataclasses import replace
from typing import Any

from jiaoyun.roster.students.classes import UNPLACED, Classes
from jiaoyun.roster.students.filters import BY_CLASS, BY_NAME, NO_CLASS, SIZES, STATES, Filters, grade_value
from jiaoyun.roster.students.listing import StudentPage
from jiaoyun.rules.codes import BOARDING_LABELS

Choice = tuple[str, str, bool]


def list_context(shown: StudentPage, classes: Classes) -> dict[str, Any]:
    """Choices as (value, label, chosen), sizes and sorts as (label, query, current)."""
    filters = shown.filters
    return {
        "shown": shown,
        "filters": filters,
        "query": filters.query(),
        "grades": _chosen(
            [(grade_value((group.stage, group.entry_year)), group.label) for group in classes.grades()],
            grade_value(filters.grade),
        ),
        "classes": _chosen(
            [(NO_CLASS, UNPLACED), *((str(row.id), row.full_name) for row in classes.open)], str(filters.school_class)
        ),
        "states": _chosen(list(STATES.items()), filters.state),
        "boardings": _chosen([(kind.value, label) for kind, label in BOARDING_LABELS.items()], filters.boarding),
        "sizes": sizes(filters),
        "sorts": {name: sort_query(filters, name) for name in (BY_CLASS, BY_NAME)},
    }


def sizes(filters: Filters) -> list[tuple[str, str, bool]]:
    """20, 50 and 100 a page."""
    return [(str(size), replace(filters, size=size, page=1).query() or "?", size == filters.size) for size in SIZES]


def sort_query(filters: Filters, name: str) -> str:
    """The query of the same list in another order, from its first page."""
    return replace(filters, sort=name, page=1).query() or "?"


def _chosen(choices: list[tuple[str, str]], chosen: str) -> list[Choice]:
    return [(value, label, value == chosen) for value, label in choices]
