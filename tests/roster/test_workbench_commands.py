"""Settling an import: correct, decide, choose classes, ask above, confirm what was seen, take over, give back rows."""

from dataclasses import replace
from io import BytesIO
from typing import Any
from uuid import uuid4

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from jiaoyun.organizations.models import SchoolClass
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.roster.commands.choose_class import MissingClass, choose_class
from jiaoyun.roster.commands.close_batch import close_batch, take_over
from jiaoyun.roster.commands.confirm_batch import confirm_batch, counts_of
from jiaoyun.roster.commands.correct_cells import correct_cells
from jiaoyun.roster.commands.request_help import request_help
from jiaoyun.roster.commands.return_rows import return_rows
from jiaoyun.roster.models import (
    BatchState,
    ClassChoice,
    Decision,
    ImportStage,
    RosterRequest,
    RowClass,
)
from jiaoyun.roster.problems import problem_sheet, returned_rows
from jiaoyun.roster.sheet.columns import Field
from tests.roster.importing import Import, import_sheet, new_pupil, sheet

pytestmark = pytest.mark.django_db


def _pupil_row(world: Any, school: str, index: int, class_text: str = "", name: str = "") -> list[str]:
    pupil = world.pupils[school][index]
    return [name or pupil.name, pupil.document, pupil.roll_number, class_text, "", "", "", ""]


def _correct(done: Import, line: int, values: dict[Field, str]) -> str:
    corrected = correct_cells(actor=done.actor, now=timezone.now(), batch_id=done.batch.pk, line=line, values=values)
    return corrected.row_class


def _missing(done: Import, choice: str, **more: Any) -> None:
    row = done.rows()[2]
    missing = MissingClass(row.stage, row.entry_year or 0, row.class_number or 0)
    choose_class(actor=done.actor, now=timezone.now(), batch_id=done.batch.pk, missing=missing, choice=choice, **more)


def test_it_says_every_fault_of_a_row_at_once_and_checks_a_corrected_row_alone(world: Any) -> None:
    good = new_pupil(1)
    done = import_sheet(world, sheet([["甲乙", "369901201909010020", "X", "九九班", "", "火星族", "", "12345"], good]))
    faults = {fault["field"] for fault in done.rows()[2].faults}
    assert faults == {"document", "roll_number", "class", "ethnicity", "contact_phone"}
    fixed = dict(zip((Field.DOCUMENT, Field.ROLL_NUMBER, Field.CLASS), new_pupil(2)[1:4], strict=True))
    assert _correct(done, 2, {**fixed, Field.ETHNICITY: "汉", Field.CONTACT_PHONE: "13900001111"}) == RowClass.NEW
    assert done.rows()[3].row_class == RowClass.NEW


def test_a_corrected_row_frees_the_row_that_repeated_it(world: Any) -> None:
    done = import_sheet(world, sheet([new_pupil(1), new_pupil(1)]))
    assert done.classes() == [RowClass.NEW, RowClass.REPEATED]
    assert done.rows()[3].found == {"line": 2}
    document, roll = new_pupil(5)[1:3]
    _correct(done, 2, {Field.DOCUMENT: document, Field.ROLL_NUMBER: roll})
    assert done.classes() == [RowClass.NEW, RowClass.NEW]


def test_a_row_corrected_to_an_earlier_number_repeats_it(world: Any) -> None:
    done = import_sheet(world, sheet([new_pupil(1), new_pupil(2)]))
    document, roll = new_pupil(1)[1:3]
    assert _correct(done, 3, {Field.DOCUMENT: document, Field.ROLL_NUMBER: roll}) == RowClass.REPEATED


@pytest.mark.parametrize("choice", [ClassChoice.ADD, ClassChoice.OTHER, ClassChoice.NONE])
def test_a_missing_class_is_settled_once_for_all_its_rows(world: Any, choice: str) -> None:
    done = import_sheet(world, sheet([new_pupil(1, class_text="一（7）班"), new_pupil(2, class_text="一（7）班")]))
    assert {row.decision for row in done.rows().values()} == {Decision.OPEN}
    other = world.classes["school"][0] if choice == ClassChoice.OTHER else None
    _missing(done, choice, other=other)
    assert {row.decision for row in done.rows().values()} == {Decision.ADD}
    assert done.apply().state == BatchState.FINISHED
    found = SchoolClass.objects.within(done.place).filter(number=7).count()
    assert found == (1 if choice == ClassChoice.ADD else 0)


def test_an_abandoned_import_takes_its_empty_class_and_its_cells_back(world: Any) -> None:
    done = import_sheet(world, sheet([new_pupil(1, class_text="一（7）班")]))
    _missing(done, ClassChoice.ADD)
    close_batch(actor=done.actor, now=timezone.now(), batch_id=done.batch.pk)
    assert SchoolClass.objects.within(done.place).get(number=7).state == "closed"
    assert not ImportStage.objects.within(done.place).exists()
    assert done.refresh().state == BatchState.ABANDONED


def test_a_class_of_another_school_may_not_be_chosen(world: Any) -> None:
    from django.http import Http404

    done = import_sheet(world, sheet([new_pupil(1, class_text="一（7）班")]))
    with pytest.raises(Http404):
        _missing(done, ClassChoice.OTHER, other=world.classes["neighbour"][0])


def test_a_pupil_of_another_school_may_not_be_decided_here(world: Any) -> None:
    done = import_sheet(world, sheet([_pupil_row(world, "neighbour", 0, "一（1）班")]))
    for choice in (Decision.MOVE, Decision.ENROL, Decision.ADD, Decision.UPDATE, Decision.REQUEST):
        with pytest.raises(Refused, match=r"roster\.row\.choice_impossible"):
            done.settle(RowClass.ELSEWHERE_ENROLLED, choice)


def test_rows_that_others_decide_go_to_the_county_and_the_rest_is_imported(world: Any) -> None:
    done = import_sheet(world, sheet([_pupil_row(world, "neighbour", 0, "一（1）班"), new_pupil(1)]))
    request_help(
        actor=done.actor,
        now=timezone.now(),
        batch_id=done.batch.pk,
        row_class=RowClass.ELSEWHERE_ENROLLED,
        note="已就读",
    )
    request = RosterRequest.objects.within(world.place("county")).get()
    assert (request.lines, request.note) == ([2], "已就读")
    done.apply()
    assert [row.outcome for _, row in sorted(done.rows().items())] == ["", "done"]


def test_a_confirmation_holds_only_for_what_was_seen(world: Any) -> None:
    done = import_sheet(world, sheet([new_pupil(1), new_pupil(2)]))
    seen, counts = done.batch.version, counts_of(done.batch)
    done.settle(RowClass.NEW, Decision.SKIP, [3])
    with pytest.raises(Refused, match=r"changed_since") as refused:
        confirm_batch(
            actor=done.actor, now=timezone.now(), batch_id=done.batch.pk, seen=seen, seen_counts=counts, sure=True
        )
    assert "从 2 行变成 1 行" in refused.value.values["what"]


def test_an_import_that_changes_much_of_a_school_asks_twice(world: Any) -> None:
    rows = [_pupil_row(world, "school", index, "二（1）班") for index in range(2)]
    done = import_sheet(world, sheet(rows))
    done.settle(RowClass.OTHER_CLASS, Decision.MOVE)
    with pytest.raises(Refused, match=r"large_change"):
        done.apply(sure=False)
    assert done.apply(sure=True).state == BatchState.FINISHED


def test_another_administrator_may_not_decide_before_taking_over(world: Any) -> None:
    done = import_sheet(world, sheet([new_pupil(1)]))
    second = replace(done.actor, account_id=uuid4(), name="另一位")
    mine, done.actor = done.actor, second
    with pytest.raises(Refused, match=r"not_yours"):
        done.settle(RowClass.NEW, Decision.SKIP)
    take_over(actor=second, now=timezone.now(), batch_id=done.batch.pk)
    done.settle(RowClass.NEW, Decision.SKIP)
    done.actor = mine
    with pytest.raises(Refused, match=r"not_yours"):
        done.settle(RowClass.NEW, Decision.OPEN)


def test_problem_rows_go_out_with_reasons_and_come_back_corrected(world: Any) -> None:
    bad = new_pupil(1)
    bad[1], bad[2] = "369901201909010020", ""
    done = import_sheet(world, sheet([bad, new_pupil(2)]))
    book = openpyxl.load_workbook(BytesIO(problem_sheet(done.batch, done.place, RowClass.FAULTY)))
    page = book.worksheets[0]
    rows = list(page.iter_rows(values_only=True))
    assert rows[0][0] == "原文件行号"
    assert "最后一位校验码不对" in rows[1][-1]
    page.cell(row=2, column=list(rows[0]).index("身份证件号") + 1).value = new_pupil(1)[1]
    stream = BytesIO()
    book.save(stream)
    values = returned_rows(done.batch, SimpleUploadedFile("改好.xlsx", stream.getvalue()))
    back = return_rows(actor=done.actor, now=timezone.now(), batch_id=done.batch.pk, values=values)
    assert back.rows == 1
    assert done.classes() == [RowClass.NEW, RowClass.NEW]


def test_a_pupil_without_number_gets_one_and_is_known_again(world: Any) -> None:
    head = ("姓名", "身份证件号", "出生日期", "班级")
    rows = [["无号生", "", "2019-09-03", "一（1）班"]]
    done = import_sheet(world, sheet(rows, head))
    assert done.classes() == [RowClass.NEW]
    done.apply()
    again = import_sheet(world, sheet(rows, head))
    assert again.classes() == [RowClass.SAME]
