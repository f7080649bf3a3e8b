"""The form that corrects one line: what it asks for first, and that it writes into the cells it shows."""

from typing import Any

import pytest
from django.urls import reverse

from jiaoyun.roster.models import RowClass
from jiaoyun.roster.workbench.listing import short_hint
from jiaoyun.roster.workbench.pane import Pane, pane_of
from tests.pages import Page
from tests.roster.importing import Import, import_sheet, new_pupil, sheet

pytestmark = pytest.mark.django_db


def _wrong(serial: int) -> list[str]:
    row = new_pupil(serial)
    row[1] = row[1][:-1] + ("1" if row[1][-1] != "1" else "2")
    return row


def _where(done: Import) -> dict[str, Any]:
    return {"school_id": done.place.school_id, "batch_id": done.batch.pk}


def _open(done: Import) -> Page:
    return done.world.client("school_admin").open(reverse("roster:batch", kwargs=_where(done)) + "?class=faulty")


def _pane(done: Import) -> Pane:
    """The pane of the first faulty line, as the page asks for it."""
    made = pane_of(done.batch, done.place, 2, {})
    assert made is not None
    return made


def _correct(done: Import, **values: str) -> None:
    form = _open(done).form(reverse("roster:correct", kwargs=_where(done)))
    done.world.client("school_admin").send(form, values)


def test_it_asks_for_faulty_cells_first_each_with_what_to_do(world: Any) -> None:
    done = import_sheet(world, sheet([_wrong(1)]))
    pane = _pane(done)
    assert pane.corrects_first
    assert [cell.field for cell in pane.form.asked] == ["document"]
    assert pane.form.asked[0].todo
    assert "name" in [cell.field for cell in pane.form.others]


def test_it_offers_the_birth_date_that_the_file_has_no_column_for(world: Any) -> None:
    done = import_sheet(world, sheet([["王小明", "", "一（1）班"]], head=("姓名", "身份证件号", "班级")))
    pane = _pane(done)
    assert [cell.field for cell in pane.form.asked] == ["document", "birth_date"]
    _correct(done, **{"cell-birth_date": "2019-10-11"})
    assert done.rows()[2].row_class == RowClass.NEW


def test_it_asks_first_who_the_line_is_about_where_its_number_leads_elsewhere(world: Any) -> None:
    row, pupil = new_pupil(1), world.pupils["neighbour"][0]
    row[0], row[1] = "雀别名", pupil.document
    pane = _pane(import_sheet(world, sheet([row])))
    assert pane.words.said == "外校学校但姓名未匹配"
    assert [cell.field for cell in pane.form.asked] == ["name", "document", "roll_number"]
    assert "class" in [cell.field for cell in pane.form.others]


def test_it_leaves_the_class_cell_alone_when_another_is_corrected(world: Any) -> None:
    right = new_pupil(1)
    done = import_sheet(world, sheet([_wrong(1)]))
    _correct(done, **{"cell-document": right[1]})
    row = done.rows()[2]
    assert (row.row_class, row.class_number) == (RowClass.NEW, 1)


@pytest.mark.parametrize(
    ("hint", "shown"),
    [("**************0026", "**** **** 0026"), ("G***1234", "G***1234"), ("***12", "***12"), ("", "")],
)
def test_it_shortens_the_stars_of_a_long_number_only(hint: str, shown: str) -> None:
    assert short_hint(hint) == shown
