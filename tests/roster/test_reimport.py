"""Bringing back what went out: the roster, the problem rows, and the same file after it was taken back."""

from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from jiaoyun.roster.models import Contact, RowClass
from tests.faults.mixed import CHOICES, FIRST, HEAD, SECOND, Mixed, prepare, pupil
from tests.faults.oracle import Grown, assert_whole, events, nothing_changes, written_by
from tests.faults.snapshot import roll_as_it_stands, withdrawn_leftovers
from tests.roster.importing import Import, import_sheet, sheet

pytestmark = pytest.mark.django_db


def address(done: Import, name: str) -> str:
    """A page of this import."""
    return reverse(f"roster:{name}", kwargs={"school_id": done.place.school_id, "batch_id": done.batch.pk})


def roster_file(world: Any) -> bytes:
    """可回导名册 of the school's administrator, through the page."""
    client = world.client("school_admin")
    at = reverse("roster:student_export", kwargs={"school_id": world.place("school").school_id})
    values = {**client.open(at).html.forms[-1].hidden, "all": "1", "kind": "roster", "reason": "核对全校名册"}
    content: bytes = client.post(at, values).content
    return content


def settle_all(done: Import) -> None:
    """Decide everything that waits as an administrator of that school would."""
    for row_class, choice in CHOICES.items():
        done.settle(row_class, choice)


def test_it_says_that_the_exported_roster_changes_nothing(world: Any) -> None:
    _fill(world, 60)
    before = roll_as_it_stands()
    with nothing_changes():
        again = import_sheet(world, SimpleUploadedFile("名册.xlsx", roster_file(world)))
        assert again.classes() == [RowClass.SAME] * 64
        client = world.client("school_admin")
        page = client.open(address(again, "batch"))
        assert "没有变化" in page.text
        assert "还没有可以导入的行" in client.open(address(again, "confirm")).text
        form = client.open(address(again, "close")).form(address(again, "close"))
        client.send(form)
    assert again.refresh().state == "abandoned"
    assert events(again, "roster.block_applied") == 0
    assert roll_as_it_stands() == before


def test_it_changes_only_the_cells_that_were_changed_in_an_exported_roster(world: Any) -> None:
    _fill(world, 10)
    book = openpyxl.load_workbook(BytesIO(roster_file(world)))
    page = book.worksheets[0]
    titles = [str(cell.value).lstrip("*") for cell in page[1]]
    page.cell(3, titles.index("备注") + 1, "转来的")
    page.cell(4, titles.index("年级") + 1, "二年级")
    page.cell(4, titles.index("班级") + 1, SECOND)
    changed = BytesIO()
    book.save(changed)
    done = import_sheet(world, SimpleUploadedFile("名册.xlsx", changed.getvalue()))
    classes = done.classes()
    assert (classes[1], classes[2]) == (RowClass.UPDATE, RowClass.OTHER_CLASS)
    assert [found for found in classes if found != RowClass.SAME] == classes[1:3]


FAULTY = (
    ["张三", "369956201601010010", "", FIRST, ""],
    ["李四", "36995620160101", "", FIRST, ""],
    ["", pupil(70)[1], "", FIRST, ""],
)


def test_it_takes_the_corrected_problem_rows_back(world: Any) -> None:
    done = import_sheet(world, sheet([*FAULTY, *(pupil(number) for number in range(5))], HEAD))
    assert done.classes()[:3] == [RowClass.FAULTY] * 3
    book = openpyxl.load_workbook(BytesIO(_problems(done)))
    page = book.worksheets[0]
    titles = [str(cell.value).lstrip("*") for cell in page[1]]
    assert (titles[0], titles[-1], page.max_row) == ("原文件行号", "问题和办法", 4)
    assert all(page.cell(line, len(titles)).value for line in (2, 3, 4))
    for line in (2, 3, 4):
        page.cell(line, titles.index("姓名") + 1, f"改好{'甲乙丙丁戊'[line]}")
        page.cell(line, titles.index("身份证件号") + 1, pupil(100 + line)[1])
    corrected = BytesIO()
    book.save(corrected)
    _give_back(done, corrected.getvalue())
    assert done.classes() == [RowClass.NEW] * 8
    assert done.apply().state == "finished"
    assert len([row for row in done.rows().values() if row.outcome == "done"]) == 8


def test_problem_rows_that_nobody_corrected_come_back_as_they_were(world: Any) -> None:
    done = import_sheet(world, sheet([*FAULTY, pupil(1)], HEAD))
    before = [(line, row.row_class, row.faults) for line, row in sorted(done.rows().items())]
    _give_back(done, _problems(done))
    assert [(line, row.row_class, row.faults) for line, row in sorted(done.rows().items())] == before


def test_it_refuses_another_file_in_the_place_of_problem_rows(world: Any) -> None:
    done = import_sheet(world, sheet([*FAULTY, pupil(1)], HEAD))
    with nothing_changes():
        page = _give_back(done, sheet([pupil(9)], HEAD).read(), status=422)
    assert "原文件行号" in page.text


def test_it_gives_the_same_roll_when_a_file_is_imported_undone_and_imported_again(world: Any) -> None:
    file = prepare(world, 120)
    before, grown = roll_as_it_stands(), Grown()
    first = _imported(world, file)
    after = roll_as_it_stands()
    assert grown.by() == written_by(file)
    assert first.undo().state == "undone"
    assert roll_as_it_stands() == before
    second = _imported(world, file)
    assert roll_as_it_stands() == after
    assert second.classes() == first.classes()
    assert withdrawn_leftovers() == 0
    assert_whole(second.place)


def _fill(world: Any, count: int) -> None:
    import_sheet(world, sheet([pupil(number) for number in range(count)], HEAD)).apply()
    # The world's guardians carry a relation that no sheet can hold.
    Contact.objects.within(world.place("school")).filter(relation="1").update(relation="51")


def _imported(world: Any, file: Mixed) -> Import:
    done = import_sheet(world, sheet(file.rows, HEAD))
    settle_all(done)
    assert done.apply().state == "finished"
    return done


def _problems(done: Import) -> bytes:
    content: bytes = done.world.client("school_admin").get(address(done, "problems")).content
    return content


def _give_back(done: Import, content: bytes, status: int = 302) -> Any:
    client, at = done.world.client("school_admin"), address(done, "return_rows")
    form = client.open(at).form(at)
    return client.send(form, {"file": SimpleUploadedFile("导入问题行.xlsx", content)}, status=status)
