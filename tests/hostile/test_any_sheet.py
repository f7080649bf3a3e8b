"""Sheets that hypothesis makes up: whatever the cells say, each row is faulty or fine, and is kept."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jiaoyun.accounts.models import Account
from jiaoyun.roster.batches import rows_changed
from jiaoyun.roster.check.batch import check_lines_again, checker_for
from jiaoyun.roster.models import BatchState, ImportRow, RowClass
from jiaoyun.roster.sheet.columns import BY_FIELD, EXPORT_FIELDS, Field
from jiaoyun.roster.workbench.pane import pane_of
from tests.faults.mixed import pupil
from tests.hostile.texts import TEXTS
from tests.roster.importing import Import, import_sheet, sheet

pytestmark = [pytest.mark.hostile, pytest.mark.slow, pytest.mark.django_db]

HEAD = tuple(BY_FIELD[field].title for field in EXPORT_FIELDS)
EXAMPLES = 1_000 if os.environ.get("JIAOYUN_LONG") else 80
# What the reader's child delivers: any text without NUL and lone surrogates, marked or not.
READ = st.characters(exclude_categories=["Cs"], exclude_characters="\x00")
CELL = st.one_of(
    st.just(""),
    st.text(READ, max_size=30),
    st.text("0123456789xXGLJT-/.年月日班级初高小一二三（）() ", max_size=24),
    st.sampled_from([text for text in TEXTS if "\x00" not in text]),
    st.builds(str.__add__, st.sampled_from(["\x1fd", "\x1fn", "\x1fe", "\x1fb"]), st.text(READ, max_size=12)),
    st.dates().map(lambda day: f"\x1fd{day.isoformat()}"),
)
NAME = st.text(st.characters(categories=["Lo"], max_codepoint=0x30000), min_size=2, max_size=50)
ROWS = st.lists(st.lists(CELL, max_size=len(HEAD) + 2), min_size=1, max_size=6)


@pytest.fixture
def done(world: Any) -> Import:
    """An open batch of a right row, in every column of the export."""
    name, document, roll, class_text, _ = pupil(1)
    right = {Field.NAME: name, Field.DOCUMENT: document, Field.ROLL_NUMBER: roll, Field.CLASS: class_text}
    return import_sheet(world, sheet([[right.get(field, "") for field in EXPORT_FIELDS]], HEAD))


@contextmanager
def tried() -> Iterator[None]:
    """Inside, the database may be changed at will; afterwards it is as before."""
    point = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(point)


@settings(max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(rows=ROWS)
def test_it_checks_any_rows_and_keeps_them(done: Import, rows: list[list[str]]) -> None:
    block = [(100 + number, cells) for number, cells in enumerate(rows)]
    with tried():
        checker = checker_for(done.batch, done.place, timezone.now())
        checker.write(checker.check(block))
        found = ImportRow.objects.within(done.place).filter(batch_id=done.batch.pk, line__gte=100)
        assert found.count() == len(rows)
        assert set(found.values_list("row_class", flat=True)) <= set(RowClass.values)
        assert all(pane_of(done.batch, done.place, line, {}) is not None for line, _ in block)
        check_lines_again(done.batch, done.place, dict(block), timezone.now(), edited=True)
        assert found.count() == len(rows)


@settings(max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(name=st.one_of(st.text(READ, min_size=1, max_size=60), NAME), remark=st.text(READ, max_size=110))
def test_it_writes_whatever_the_check_lets_pass(done: Import, name: str, remark: str) -> None:
    _, document, roll, class_text, _ = pupil(2)
    said = {Field.NAME: name, Field.DOCUMENT: document, Field.ROLL_NUMBER: roll, Field.CLASS: class_text}
    said |= {Field.REMARK: remark, Field.CONTACT_NAME: name, Field.NUMBER: remark[:12]}
    with tried():
        cells = [said.get(field, "") for field in EXPORT_FIELDS]
        check_lines_again(done.batch, done.place, {2: cells}, timezone.now(), edited=True)
        rows_changed(done.refresh())
        if done.rows()[2].row_class == RowClass.NEW:
            assert done.apply().state == BatchState.FINISHED
            account = Account.objects.of_account(done.rows()[2].account_id).get()
            assert account.name == done.rows()[2].name
        else:
            assert done.rows()[2].faults
