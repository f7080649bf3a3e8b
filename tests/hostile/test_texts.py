"""Hostile texts in every column: checked without an error, shown as text, exported as text."""

import csv
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.urls import reverse

from jiaoyun.roster.models import ImportRow, RowClass
from jiaoyun.roster.sheet.columns import BY_FIELD, EXPORT_FIELDS, Field
from tests.faults.mixed import pupil
from tests.hostile.texts import ONLY_IN_FORMS, TEXTS
from tests.html import Html
from tests.pages import faults_of
from tests.roster.importing import Import, import_sheet, sheet

pytestmark = [pytest.mark.hostile, pytest.mark.slow, pytest.mark.django_db]

HEAD = tuple(BY_FIELD[field].title for field in EXPORT_FIELDS)
#: Markup and template words that would stand in the answer unescaped if a page trusted a cell.
RAW = ("<img src=x", '"><script>alert', "<script>alert(1)")


def row(number: int, cells: dict[Field, str]) -> list[str]:
    """A right row with some cells replaced."""
    name, document, roll, class_text, _ = pupil(number)
    right = {Field.NAME: name, Field.DOCUMENT: document, Field.ROLL_NUMBER: roll, Field.CLASS: class_text}
    return [cells.get(field, right.get(field, "")) for field in EXPORT_FIELDS]


def hostile_rows() -> list[list[str]]:
    """A right pupil for each text and column, with the text in that column."""
    texts = [text for text in TEXTS if text not in ONLY_IN_FORMS]
    cells = [{field: text} for text in texts for field in EXPORT_FIELDS]
    return [row(number, cell) for number, cell in enumerate(cells)]


@pytest.fixture
def done(world: Any) -> Import:
    """The hostile rows, checked."""
    return import_sheet(world, sheet(hostile_rows(), HEAD))


def address(done: Import, name: str, **query: Any) -> str:
    """A page of this import."""
    where = {"school_id": done.place.school_id, "batch_id": done.batch.pk}
    asked = "&".join(f"{key}={value}" for key, value in query.items())
    return f"{reverse(f'roster:{name}', kwargs=where)}?{asked}"


def check_page(done: Import, at: str) -> None:
    """The page opens, is well formed, and shows every text as text."""
    response = done.world.client("school_admin").get(at)
    content = response.content.decode()
    assert response.status_code == 200
    # Words of a programming language on the page are what the cells say here.
    faults = [fault for fault in faults_of(Html(content), response) if not fault.startswith("program text")]
    assert faults == []
    assert [raw for raw in RAW if raw in content] == []


def test_it_classes_every_row_and_shows_it_as_text(done: Import) -> None:
    assert (done.batch.state, done.batch.fault) == ("open", None)
    rows = done.rows()
    assert len(rows) == len(hostile_rows())
    assert {found.row_class for found in rows.values()} >= {RowClass.FAULTY, RowClass.NEW}
    for row_class in sorted({found.row_class for found in rows.values()}):
        for after in range(0, len(rows), 100):
            check_page(done, address(done, "batch", **{"class": row_class, "after": after, "size": 100}))
    in_name = range(2, len(rows) + 2, len(EXPORT_FIELDS))
    for line in in_name:
        check_page(done, address(done, "batch", line=line))


def test_it_exports_problem_rows_without_a_formula(done: Import) -> None:
    response = done.world.client("school_admin").get(address(done, "problems"))
    assert response.status_code == 200
    cells = cells_of(response.content)
    assert [cell.value for cell in cells if cell.data_type == "f" or cell.hyperlink] == []
    values = {cell.value for cell in cells}
    assert "=cmd|'/c calc'!A1" in values
    assert "+8613800000000" in values


def test_it_writes_what_is_accepted_and_shows_and_exports_it_as_text(done: Import) -> None:
    done.apply()
    written = ImportRow.objects.within(done.place).filter(batch_id=done.batch.pk, outcome="done")
    assert written.filter(row_class=RowClass.NEW).count() > 100
    where = {"school_id": done.place.school_id}
    for page in range(0, written.count(), 50):
        check_page(done, f"{reverse('roster:student_list', kwargs=where)}?size=50&after={page}")
    remark_at = EXPORT_FIELDS.index(Field.REMARK)
    lines = [line for line in written.values_list("line", "account_id") if (line[0] - 2) % len(HEAD) == remark_at]
    for _, account_id in lines:
        check_page(done, reverse("roster:student_show", kwargs={**where, "account_id": account_id}))
    export = reverse("roster:student_export", kwargs=where)
    client = done.world.client("school_admin")
    form = client.open(export).html.forms[-1]
    response = client.post(export, {**form.hidden, "all": "1", "kind": "roster", "reason": "核对全校名册"})
    cells = cells_of(response.content)
    assert [cell.value for cell in cells if cell.data_type == "f" or cell.hyperlink] == []
    assert '=DDE("cmd";"/C calc";"x")' in {cell.value for cell in cells}


def test_it_writes_no_text_file_that_a_spreadsheet_would_run(done: Import) -> None:
    done.apply()
    client = done.world.client("school_admin")
    at = reverse("roster:student_export", kwargs={"school_id": done.place.school_id})
    hidden = client.open(at).html.forms[-1].hidden
    response = client.post(at, {**hidden, "all": "1", "kind": "shown", "form": "csv"})
    cells = [cell for line in csv.reader(response.content.decode("utf-8-sig").splitlines()) for cell in line]
    assert [cell for cell in cells if cell[:1] in set("=+-@\t\r＝＋－＠")] == []
    # The apostrophe that spreadsheets read as "this is text" stands before what would have been run.
    assert "'-1+1" in cells


def cells_of(content: bytes) -> list[Any]:
    """Every cell of every sheet, as a spreadsheet program opens it."""
    book = openpyxl.load_workbook(BytesIO(content))
    return [cell for page in book.worksheets for line in page.iter_rows() for cell in line]
