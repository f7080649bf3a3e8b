"""The number of statements of an import does not grow with its rows: 50 rows of a block cost as many as 500 (as 2,000
in script/test --long)."""

import os
import re
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest

from bench.imports.counting import counted
from bench.imports.people import guardian_of, person
from jiaoyun.roster.models import Decision, RowClass
from jiaoyun.roster.runs import lanes
from tests.faults.mixed import CHOICES, prepare
from tests.faults.mixed import HEAD as MIXED_HEAD
from tests.roster.importing import Import, import_sheet, sheet
from tests.world import World

pytestmark = pytest.mark.django_db

_FEW, _MANY = 50, 2_000 if os.environ.get("JIAOYUN_LONG") else 500
_ALONE = 100_000
_SAVEPOINT = re.compile(r'"s\d+_x\d+"')


def _rows(first: int, count: int, class_text: str, ethnicity: str = "汉族") -> list[list[str]]:
    """New pupils; every tenth shares the phone of the one before."""
    found = [(serial, person(serial)) for serial in range(first, first + count)]
    return [
        [
            someone.name,
            someone.document,
            someone.roll_number,
            class_text,
            "",
            ethnicity,
            guardian_of(serial),
            found[at - 1][1].phone if at % 10 == 9 else someone.phone,
        ]
        for at, (serial, someone) in enumerate(found)
    ]


Counts = dict[str, Counter[str]]


def _count(counts: Counts, name: str, act: Callable[[], Any]) -> Any:
    with counted() as statements:
        answer = act()
    # How often a job says how far it is goes by the clock, and whether PostgreSQL is told a table's size by what it
    # believed before: neither by the rows.
    counts[name] = Counter()
    for one, times in statements.times.items():
        if "jobrun" not in one and not one.startswith("ANALYZE"):
            counts[name][_SAVEPOINT.sub("…", one)] += times
    return answer


def _cost(world: World, first: int, rows: int) -> Counts:
    """Statements by step, for new pupils, the same again, with other information, and moved to another class."""
    counts: Counts = {}

    def checked(name: str, class_text: str, expected: RowClass, ethnicity: str = "汉族") -> Import:
        file = sheet(_rows(first, rows, class_text, ethnicity))
        found: Import = _count(counts, name, lambda: import_sheet(world, file))
        assert found.classes() == [expected] * rows
        return found

    new = checked("check new", "一（1）班", RowClass.NEW)
    _count(counts, "apply new", new.apply)
    _count(counts, "undo new", new.undo)
    checked("check again", "一（1）班", RowClass.NEW).apply()
    updated = checked("check updated", "一（1）班", RowClass.UPDATE, "回族")
    _count(counts, "apply updated", updated.apply)
    _count(counts, "undo updated", updated.undo)
    moved = checked("check moved", "二（1）班", RowClass.OTHER_CLASS)
    moved.settle(RowClass.OTHER_CLASS, Decision.MOVE)
    _count(counts, "apply moved", moved.apply)
    _count(counts, "undo moved", moved.undo)
    return counts


def _differences(few: Counts, many: Counts) -> dict[str, tuple[int, int]]:
    return {
        f"{step}: {one}": (few[step][one], many[step][one])
        for step in few
        for one in few[step] | many[step]
        if few[step][one] != many[step][one]
    }


@pytest.mark.slow
def test_it_takes_as_many_statements_for_few_rows_as_for_many(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    # A small import goes through the other lane, which is asked for work first: one statement less.
    monkeypatch.setattr(lanes, "QUICK_ROWS", 0)
    _cost(world, _ALONE, 1)
    few = _cost(world, 0, _FEW)
    many = _cost(world, _FEW, _MANY)
    assert _differences(few, many) == {}


def _mixed_cost(world: World, first: int, size: int) -> Counts:
    """Statements by step, for pupils of all kinds at once: new, without numbers, ①, 回收站, moved; decided one class a
    step, then written and taken back."""
    counts: Counts = {}
    file = prepare(world, size, first)
    done: Import = _count(counts, "check", lambda: import_sheet(world, sheet(file.rows, MIXED_HEAD)))
    for row_class, choice in CHOICES.items():
        _count(counts, f"settle {row_class}", lambda a=row_class, b=choice: done.settle(a, b))  # type: ignore[misc]
    assert _count(counts, "apply", done.apply).state == "finished"
    assert _count(counts, "undo", done.undo).state == "undone"
    return counts


def test_it_takes_as_many_statements_for_few_rows_of_every_kind_as_for_many(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lanes, "QUICK_ROWS", 0)
    _mixed_cost(world, 0, 20)
    assert _differences(_mixed_cost(world, 1_000, 20), _mixed_cost(world, 2_000, 400)) == {}


@pytest.mark.slow
def test_it_takes_the_same_statements_for_each_further_block(
    world: World, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    monkeypatch.setattr(lanes, "QUICK_ROWS", 0)
    settings.JIAOYUN_IMPORT_BLOCK = 50
    _cost(world, _ALONE, 1)
    two, four, six = (_cost(world, first, rows) for first, rows in ((0, 100), (1_000, 200), (2_000, 300)))
    for step in two:
        for one in two[step] | four[step] | six[step]:
            first, second = four[step][one] - two[step][one], six[step][one] - four[step][one]
            assert first == second, f"{step}: {one}: {two[step][one]}, {four[step][one]}, {six[step][one]}"


def test_it_counts_a_copy_and_a_statement(world: World) -> None:
    with counted() as statements:
        import_sheet(world, sheet(_rows(0, 3, "一（1）班")))
    assert statements.total > 20
    assert any("roster_importstage" in one for one in statements.times)
