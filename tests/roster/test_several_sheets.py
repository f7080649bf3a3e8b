"""A file with one sheet a class: a person says which, each has its own go, and the bench says what is left."""

from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from jiaoyun.plumbing.jobs import run_pending
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.roster.commands.choose_sheet import choose_sheet
from jiaoyun.roster.models import BatchState, RowClass
from tests.roster.importing import HEAD, Import, import_sheet, new_pupil
from tests.world import World

pytestmark = pytest.mark.django_db


def workbook(*sheets: list[list[str]], hidden: tuple[int, ...] = ()) -> SimpleUploadedFile:
    """One sheet a list of rows, after a cover without a head."""
    book = openpyxl.Workbook()
    book.active.title = "说明"
    book.active.append(["请各班核对"])
    for number, rows in enumerate(sheets, 1):
        page = book.create_sheet(f"{number}班")
        page.append(list(HEAD))
        for row in rows:
            page.append(row)
        for line in hidden:
            page.row_dimensions[line].hidden = True
    stream = BytesIO()
    book.save(stream)
    return SimpleUploadedFile("花名册.xlsx", stream.getvalue())


def address(done: Import, name: str) -> str:
    """A page of this import."""
    return reverse(f"roster:{name}", kwargs={"school_id": done.place.school_id, "batch_id": done.batch.pk})


def choose(done: Import, index: int) -> None:
    """Take another sheet."""
    choose_sheet(actor=done.actor, now=timezone.now(), batch_id=done.batch.pk, sheet_index=index)


def match(done: Import) -> None:
    """Match the columns on their page as they stand there, and have the rows checked."""
    client, at = done.world.client("school_admin"), address(done, "columns")
    fields = ("name", "document", "roll_number", "class")
    values = {f"column-{index}": field for index, field in enumerate(fields)}
    client.send(client.open(at).form(at), values)
    run_pending()
    done.refresh()


def test_it_asks_which_of_several_lists_is_meant_and_says_what_is_left(world: World) -> None:
    done = import_sheet(world, workbook([new_pupil(1), new_pupil(2)], [new_pupil(3)]))
    assert done.batch.state == BatchState.MAPPING
    assert done.batch.other_sheets == 1
    client = world.client("school_admin")
    page = client.open(address(done, "columns"))
    assert "一次导入一张工作表" in page.text
    choose(done, 2)
    match(done)
    assert done.classes() == [RowClass.NEW]
    assert done.refresh().row_count == 1
    assert "另外 1 张工作表不在这次导入里" in client.open(address(done, "batch"), queries=12).text


def test_it_takes_another_sheet_from_the_bench_until_something_is_written(world: World) -> None:
    done = import_sheet(world, workbook([new_pupil(1), ["", *new_pupil(2)[1:]]]))
    assert done.batch.state == BatchState.OPEN
    client = world.client("school_admin")
    page = client.open(address(done, "batch"), queries=12)
    assert address(done, "columns") in page.links()
    choose(done, 1)
    assert done.refresh().state == BatchState.MAPPING
    match(done)
    assert done.classes() == [RowClass.NEW, RowClass.FAULTY]
    assert done.apply().state == BatchState.OPEN
    with pytest.raises(Refused, match=r"not_in_state"):
        choose(done, 1)
    assert "换工作表" not in client.open(address(done, "batch"), queries=12).text


def test_it_says_how_many_hidden_rows_are_included(world: World) -> None:
    rows: list[Any] = [new_pupil(serial) for serial in range(4)]
    done = import_sheet(world, workbook(rows, hidden=(3, 4)))
    assert len(done.rows()) == 4
    assert "表里隐藏的 2 行也一起核对" in world.client("school_admin").open(address(done, "batch"), queries=12).text
