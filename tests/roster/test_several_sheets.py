"""A file with one sheet a class: those under the same head are read together, or one alone, as a person says."""

from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from jiaoyun.plumbing.jobs import run_pending
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.plumbing.sheets.limits import ROWS
from jiaoyun.plumbing.sheets.reader import Alike, Peek, Sheet
from jiaoyun.roster.commands.choose_sheet import choose_sheet
from jiaoyun.roster.commands.return_rows import return_rows
from jiaoyun.roster.models import BatchState, RowClass
from jiaoyun.roster.problems import problem_sheet, returned_rows
from jiaoyun.roster.sheet.parts import NAME_MOST, PARTS_MOST, class_word, line_of_text, parts_of, row_of, sheet_of
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


def test_it_reads_the_sheets_under_the_same_head_together(world: World) -> None:
    done = import_sheet(world, workbook([new_pupil(1), new_pupil(2)], [new_pupil(3)]))
    assert done.batch.state == BatchState.MAPPING
    assert (done.batch.row_count, done.batch.other_sheets) == (3, 0)
    client = world.client("school_admin")
    page = client.open(address(done, "columns"))
    assert "2 张工作表列名一样，一起核对、一起导入（共 3 行）" in page.text
    match(done)
    assert done.classes() == [RowClass.NEW] * 3
    assert [(sheet_of(done.batch.parts, line), row_of(line)) for line in sorted(done.rows())] == [
        ("1班", 2),
        ("1班", 3),
        ("2班", 2),
    ]
    assert "不在这次导入里" not in client.open(address(done, "batch")).text
    assert done.apply().state == BatchState.FINISHED
    assert done.undo().state == BatchState.UNDONE


def saved(book: openpyxl.Workbook, name: str = "花名册.xlsx") -> SimpleUploadedFile:
    """The workbook as a browser sends it."""
    stream = BytesIO()
    book.save(stream)
    return SimpleUploadedFile(name, stream.getvalue())


def test_it_takes_the_class_from_the_name_of_the_sheet(world: World) -> None:
    book = openpyxl.Workbook()
    for number, name in enumerate(("一（1）班", "二（1）班学生名单", "没有这样的班")):
        page = book.create_sheet(name)
        if number == 1:
            page.append(["二（1）班花名册"])
        page.append(["姓名", "身份证号", "备注"])
        for serial in (1, 2):
            page.append([*new_pupil(10 * number + serial)[:2], ""])
    del book["Sheet"]
    done = import_sheet(world, saved(book))
    client, at = world.client("school_admin"), address(done, "columns")
    client.send(client.open(at).form(at), {"column-0": "name", "column-1": "document", "column-3": "class"})
    run_pending()
    done.refresh()
    texts = [row.class_text for _, row in sorted(done.rows().items())]
    assert texts == ["一(1)班"] * 2 + ["二(1)班"] * 2 + ["没有这样的班"] * 2
    assert done.classes() == [RowClass.NEW] * 4 + [RowClass.FAULTY] * 2
    faulty = max(done.rows())
    shown = client.open(f"{address(done, 'batch')}?line={faulty}").text
    assert "「没有这样的班」第 3 行" in shown


def test_a_pupil_on_two_sheets_is_the_same_one(world: World) -> None:
    done = import_sheet(world, workbook([new_pupil(1), new_pupil(2)], [new_pupil(2)]))
    match(done)
    assert done.classes() == [RowClass.NEW, RowClass.NEW, RowClass.REPEATED]
    assert "和「1班」第 3 行重复" in world.client("school_admin").open(address(done, "batch")).text


def test_problem_rows_of_several_sheets_come_back_to_their_lines(world: World) -> None:
    nameless = ["", *new_pupil(3)[1:]]
    done = import_sheet(world, workbook([new_pupil(1)], [new_pupil(2), nameless]))
    match(done)
    assert done.classes() == [RowClass.NEW, RowClass.NEW, RowClass.FAULTY]
    sheet = openpyxl.load_workbook(BytesIO(problem_sheet(done.batch, done.place, None))).active
    head, *rows = [list(row) for row in sheet.values]
    assert [row[0] for row in rows] == ["表2行3"]
    rows[0][head.index("姓名")] = "新来的"
    back = openpyxl.Workbook()
    back.active.append(head)
    back.active.append(rows[0])
    values = returned_rows(done.batch, saved(back))
    return_rows(actor=done.actor, now=timezone.now(), batch_id=done.batch.pk, values=values)
    done.refresh()
    assert done.classes() == [RowClass.NEW] * 3


@pytest.mark.parametrize("text", ["表0行2", "表3行2", "表1", "2", "表1行99999999", "行2表1", ""])
def test_a_number_of_no_line_means_none(text: str) -> None:
    assert line_of_text([{"name": "1班"}, {"name": "2班"}], text) is None


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("三（2）班学生名单", "三（2）班"),
        ("701花名册", "701"),
        ("七年级1班", "七年级1班"),
        ("名单", "名单"),
        ("高一3班-信息表", "高一3班"),
    ],
)
def test_a_name_of_a_sheet_says_the_class(name: str, word: str) -> None:
    assert class_word({"name": name}) == word


def test_it_leaves_out_a_list_under_another_head(world: World) -> None:
    book = openpyxl.load_workbook(workbook([new_pupil(1)], [new_pupil(2)]))
    page = book.create_sheet("插班生")
    page.append(["姓名", "学籍号", "班级"])
    page.append(["雀外人", "", "一（1）班"])
    done = import_sheet(world, saved(book))
    assert ([part["name"] for part in done.batch.parts], done.batch.other_sheets) == (["1班", "2班"], 1)
    assert "另外 1 张列名不一样" in world.client("school_admin").open(address(done, "columns")).text


def test_it_takes_one_sheet_alone_and_says_what_is_left(world: World) -> None:
    done = import_sheet(world, workbook([new_pupil(1), new_pupil(2)], [new_pupil(3)]))
    client, at = world.client("school_admin"), address(done, "columns")
    client.send(client.open(at).form(at), {"sheet": "2"})
    done.refresh()
    assert "这次只导入这一张工作表" in client.open(at).text
    match(done)
    assert done.classes() == [RowClass.NEW]
    assert done.refresh().row_count == 1
    assert "另外 1 张工作表不在这次导入里" in client.open(address(done, "batch")).text
    client.send(client.open(at).form(at), {"sheet": "together"})
    match(done)
    assert done.classes() == [RowClass.NEW] * 3


def test_it_takes_another_sheet_from_the_bench_until_something_is_written(world: World) -> None:
    done = import_sheet(world, workbook([new_pupil(1), ["", *new_pupil(2)[1:]]]))
    assert done.batch.state == BatchState.OPEN
    client = world.client("school_admin")
    page = client.open(address(done, "batch"))
    assert address(done, "columns") in page.links()
    choose(done, 1)
    assert done.refresh().state == BatchState.MAPPING
    match(done)
    assert done.classes() == [RowClass.NEW, RowClass.FAULTY]
    assert done.apply().state == BatchState.OPEN
    with pytest.raises(Refused, match=r"not_in_state"):
        choose(done, 1)
    assert "换工作表" not in client.open(address(done, "batch")).text


def test_it_says_how_many_hidden_rows_are_included(world: World) -> None:
    rows: list[Any] = [new_pupil(serial) for serial in range(4)]
    done = import_sheet(world, workbook(rows, hidden=(3, 4)))
    assert len(done.rows()) == 4
    assert "表里隐藏的 2 行也一起核对" in world.client("school_admin").open(address(done, "batch")).text


def peeked(*alike: Alike, index: int = 0) -> Peek:
    """The top of a file whose lists under one head are these."""
    sheets = tuple(Sheet(one.name, False, one.rows + 1, 4, matched=4) for one in alike)
    return Peek("xlsx", sheets, index, 1, HEAD[:4], (), 4, rows=10, alike=alike)


@pytest.mark.parametrize(
    ("count", "rows", "index", "together"),
    [
        (2, 5, 0, 2),
        (1, 5, 0, 0),
        (PARTS_MOST, 5, 0, PARTS_MOST),
        (PARTS_MOST + 1, 5, 0, 0),
        (2, ROWS, 0, 0),
        (2, 5, 7, 0),
    ],
)
def test_it_takes_no_more_together_than_one_import_takes(count: int, rows: int, index: int, together: int) -> None:
    alike = [Alike(at, f"{at}班", 1, rows, 0) for at in range(count)]
    assert len(parts_of(peeked(*alike, index=index))) == together


def test_an_empty_sheet_is_left_out() -> None:
    top = peeked(Alike(0, "一", 1, 3, 0), Alike(1, "二", 1, 0, 0), Alike(2, " ", 1, 4, 0))
    assert [(part["index"], part["name"]) for part in parts_of(top)] == [(0, "一"), (2, "第 3 张")]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("\x00一\x07班\ud800", "一班"),
        ("长" * 5_000, "长" * NAME_MOST),
        (" 二\n班 ", "二 班"),
        ("\u202e\x00", "第 1 张"),
    ],
)
def test_a_sheet_may_be_named_by_a_hostile_hand(name: str, shown: str) -> None:
    assert parts_of(peeked(Alike(0, name, 1, 3, 0), Alike(1, "二班", 1, 3, 0)))[0]["name"] == shown
