"""The counts of a batch after single rows moved are those that a fresh count gives, for few statements."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from jiaoyun.roster.commands.correct_cells import correct_cells
from jiaoyun.roster.models import Decision, RowClass
from jiaoyun.roster.sheet.columns import Field
from jiaoyun.roster.summary import count_rows, with_moved
from tests.roster.importing import Import, import_sheet, new_pupil, sheet
from tests.world import World

pytestmark = pytest.mark.django_db


def assert_counted(done: Import) -> None:
    """The counts kept are the counts there are."""
    fresh = count_rows(done.refresh(), done.place)
    assert {name: done.batch.summary[name] for name in fresh} == fresh


def correct(done: Import, line: int, values: dict[Field, str]) -> None:
    """Correct a line."""
    correct_cells(actor=done.actor, now=timezone.now(), batch_id=done.batch.pk, line=line, values=values)


def test_it_counts_right_after_single_rows_were_decided_and_corrected(world: World) -> None:
    rows = [new_pupil(1), new_pupil(1), new_pupil(2), ["", *new_pupil(3)[1:]], new_pupil(4, class_text="一（9）班")]
    done = import_sheet(world, sheet(rows))
    version = done.batch.version
    done.settle(RowClass.NEW, Decision.SKIP, [4])
    assert_counted(done)
    correct(done, 5, {Field.NAME: "改好"})
    assert_counted(done)
    document, roll = new_pupil(5)[1:3]
    correct(done, 2, {Field.DOCUMENT: document, Field.ROLL_NUMBER: roll})
    assert_counted(done)
    assert done.classes() == [RowClass.NEW] * 5
    correct(done, 6, {Field.CLASS: "一（1）班"})
    assert_counted(done)
    assert done.batch.summary["no_class"] == 0
    assert done.batch.version == version + 4


def test_it_names_the_classes_still_after_a_single_row_moved(world: World) -> None:
    done = import_sheet(world, sheet([new_pupil(1)]))
    names: Any = done.batch.summary["names"]
    done.settle(RowClass.NEW, Decision.SKIP, [2])
    assert done.batch.summary["names"] == names


def test_a_correction_reads_neither_the_schools_phones_nor_all_rows(world: World) -> None:
    import_sheet(world, sheet([new_pupil(serial, phone=f"1390000{serial:04d}") for serial in range(9)])).apply()
    done = import_sheet(world, sheet([["", *new_pupil(20, phone="13900000003")[1:]], new_pupil(21)]))
    with CaptureQueriesContext(connection) as captured:
        correct(done, 2, {Field.NAME: "改好"})
    assert done.rows()[2].phone_shared
    statements = [query["sql"] for query in captured.captured_queries]
    phones = [one for one in statements if 'SELECT "roster_contact"."phone_digest"' in one]
    assert len(phones) == 1
    assert '"phone_digest" IN' in phones[0]
    counts = [one for one in statements if "GROUP BY" in one and "roster_importrow" in one]
    assert len(counts) == 2
    assert all('"line" IN' in one for one in counts)


def test_it_leaves_no_empty_counts_behind() -> None:
    whole = {"classes": {"new": {"add": {"": 3}}}, "no_class": 1, "names": {}}
    before = {"classes": {"new": {"add": {"": 3}}}, "no_class": 1}
    after = {"classes": {"new": {"skip": {"": 3}}}, "no_class": 0}
    assert with_moved(whole, before, after) == {
        "classes": {"new": {"skip": {"": 3}}},
        "no_class": 0,
        "names": {},
    }
