"""One pupil on two lines of a file: by other numbers, or by none. Taken once, and the file again changes nothing."""

from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from jiaoyun.accounts.models import Account, Identifier
from jiaoyun.roster.commands.correct_cells import correct_cells
from jiaoyun.roster.models import Decision, RowClass
from jiaoyun.roster.sheet.columns import Field
from tests.roster.importing import Import, import_sheet, new_pupil, sheet
from tests.world import World

pytestmark = pytest.mark.django_db

BARE_HEAD = ("姓名", "身份证件号", "出生日期", "班级")
BARE = ["无号生", "", "2019-09-03", "一（1）班"]


def only_document(serial: int, **change: str) -> list[str]:
    """A pupil's line with the ID number and without 学籍号."""
    row = new_pupil(serial)
    return [row[0], row[1], "", change.get("class_text", row[3]), *row[4:]]


def only_roll(serial: int, **change: str) -> list[str]:
    """A pupil's line with the 学籍号 and without ID number."""
    row = new_pupil(serial)
    return [row[0], "", row[2], change.get("class_text", row[3]), *row[4:]]


def accounts() -> int:
    """Accounts in use of all kinds."""
    return Account.objects.everywhere("counted").exclude(state="withdrawn").count()


def correct(done: Import, line: int, values: dict[Field, str]) -> str:
    """Correct a line and say its class."""
    return correct_cells(
        actor=done.actor, now=timezone.now(), batch_id=done.batch.pk, line=line, values=values
    ).row_class


def test_it_takes_a_pupil_once_whom_two_lines_name_by_different_numbers(world: World) -> None:
    import_sheet(world, sheet([new_pupil(1)])).apply()
    rows = [only_document(1, class_text="二（1）班"), new_pupil(2), only_roll(1, class_text="二（1）班")]
    done = import_sheet(world, sheet(rows))
    assert done.classes() == [RowClass.OTHER_CLASS, RowClass.NEW, RowClass.REPEATED]
    assert done.rows()[4].found == {"line": 2}
    done.settle(RowClass.OTHER_CLASS, Decision.MOVE)
    done.apply()
    assert [row.outcome for row in done.rows().values()] == ["done", "done", ""]


def test_it_takes_a_pupil_once_across_blocks(world: World, settings: Any) -> None:
    settings.JIAOYUN_IMPORT_BLOCK = 2
    import_sheet(world, sheet([new_pupil(1)])).apply()
    done = import_sheet(world, sheet([only_document(1), new_pupil(2), new_pupil(3), only_roll(1)]))
    assert done.classes() == [RowClass.SAME, RowClass.NEW, RowClass.NEW, RowClass.REPEATED]


def test_a_line_corrected_to_a_pupil_of_another_line_repeats_it(world: World) -> None:
    import_sheet(world, sheet([new_pupil(1)])).apply()
    done = import_sheet(world, sheet([only_document(1), only_roll(2)]))
    assert done.classes() == [RowClass.SAME, RowClass.NEW]
    assert correct(done, 3, {Field.ROLL_NUMBER: new_pupil(1)[2]}) == RowClass.REPEATED


def test_a_new_pupil_by_document_and_by_roll_number_is_one(world: World) -> None:
    before = accounts()
    done = import_sheet(world, sheet([only_document(1), only_roll(1), only_roll(2), only_document(2)]))
    assert done.classes() == [RowClass.NEW, RowClass.REPEATED, RowClass.NEW, RowClass.REPEATED]
    done.apply()
    assert accounts() == before + 2


@pytest.mark.parametrize("first", [only_document, only_roll])
def test_a_later_file_with_the_other_number_finds_the_pupil_and_keeps_it_too(world: World, first: Any) -> None:
    second = only_roll if first is only_document else only_document
    import_sheet(world, sheet([first(1)])).apply()
    before = accounts()
    done = import_sheet(world, sheet([second(1)]))
    assert done.classes() == [RowClass.UPDATE]
    done.apply()
    assert accounts() == before
    account = done.rows()[2].account_id
    kinds = Identifier.objects.everywhere("counted").filter(account_id=account).values_list("kind", flat=True)
    assert sorted(kinds) == ["document", "roll"]
    assert import_sheet(world, sheet([new_pupil(1)])).classes() == [RowClass.SAME]


def test_a_pupil_without_any_number_is_taken_once_and_the_file_again_changes_nothing(world: World) -> None:
    before = accounts()
    rows = [BARE, ["另一个", "", "2019-09-03", "一（1）班"], BARE]
    done = import_sheet(world, sheet(rows, BARE_HEAD))
    assert done.classes() == [RowClass.NEW, RowClass.NEW, RowClass.REPEATED]
    done.settle(RowClass.REPEATED, Decision.SKIP)
    assert done.apply().state == "finished"
    assert accounts() == before + 2
    again = import_sheet(world, sheet(rows, BARE_HEAD))
    assert again.classes() == [RowClass.SAME, RowClass.SAME, RowClass.REPEATED]


def test_a_line_corrected_to_the_name_and_birth_of_a_line_without_numbers_repeats_it(world: World) -> None:
    done = import_sheet(world, sheet([BARE, ["无号子", *BARE[1:]]], BARE_HEAD))
    assert done.classes() == [RowClass.NEW, RowClass.NEW]
    assert correct(done, 3, {Field.NAME: BARE[0]}) == RowClass.REPEATED
    assert correct(done, 2, {Field.BIRTH_DATE: "2019-09-04"}) == RowClass.NEW
    assert done.classes() == [RowClass.NEW, RowClass.NEW]


def test_it_says_why_a_line_without_numbers_repeats_another(world: World) -> None:
    done = import_sheet(world, sheet([BARE, BARE], BARE_HEAD))
    at = reverse("roster:batch", kwargs={"school_id": done.place.school_id, "batch_id": done.batch.pk})
    text = world.client("school_admin").open(f"{at}?class=repeated").text
    assert "和第 2 行重复" in text
    assert "都没有号码而姓名和出生日期一样" in text
