"""The main path of an import: check, settle, apply, undo; every class of row."""

from typing import Any

import pytest

from jiaoyun.accounts.models import Account, Identifier, Identity
from jiaoyun.roster.models import BatchState, CurrentEnrolment, Decision, Enrolment, RowClass
from tests.roster.importing import import_sheet, new_pupil, sheet

pytestmark = pytest.mark.django_db


def _pupil_row(world: Any, school: str, index: int, class_text: str = "", name: str = "") -> list[str]:
    pupil = world.pupils[school][index]
    return [name or pupil.name, pupil.document, pupil.roll_number, class_text, "", "", "", ""]


def test_it_adds_new_pupils_with_everything_they_need(world: Any) -> None:
    done = import_sheet(world, sheet([new_pupil(1, phone="13800001111"), new_pupil(2)]))
    assert done.classes() == [RowClass.NEW, RowClass.NEW]
    batch = done.apply()
    assert batch.state == BatchState.FINISHED
    rows = done.rows()
    account = Account.objects.of_account(rows[2].account_id).get()
    assert account.state == "active"
    assert not account.password
    kinds = Identifier.objects.of_account(account.pk).values_list("kind", flat=True)
    assert sorted(kinds) == ["document", "roll"]
    assert Identity.objects.of_account(account.pk).get().role == "student"
    current = CurrentEnrolment.objects.of_account(account.pk).get()
    assert (current.school_id, current.state, current.version) == (done.place.school_id, "enrolled", 1)


def test_it_changes_nothing_for_a_pupil_who_is_here_already(world: Any) -> None:
    done = import_sheet(world, sheet([_pupil_row(world, "school", 0)]))
    assert done.classes() == [RowClass.SAME]


def test_it_moves_a_pupil_of_the_own_school_to_the_class_in_the_file_and_back(world: Any) -> None:
    before = Enrolment.objects.of_account(world.pupils["school"][0].account_id).get()
    done = import_sheet(world, sheet([_pupil_row(world, "school", 0, "二（1）班")]))
    assert done.classes() == [RowClass.OTHER_CLASS]
    done.settle(RowClass.OTHER_CLASS, Decision.MOVE)
    done.apply()
    moved = Enrolment.objects.of_account(before.account_id).get()
    assert moved.school_class_id != before.school_class_id
    done.undo()
    assert Enrolment.objects.of_account(before.account_id).get().school_class_id == before.school_class_id


def test_it_recognises_pupils_of_other_schools(world: Any) -> None:
    rows = [
        _pupil_row(world, "neighbour", 0, "一（1）班"),
        _pupil_row(world, "neighbour", 1, "一（1）班", name="别的名字"),
    ]
    done = import_sheet(world, sheet(rows))
    assert done.classes() == [RowClass.ELSEWHERE_ENROLLED, RowClass.ELSEWHERE_NAME]


def test_it_claims_a_graduate_of_another_school_and_gives_back_on_undo(world: Any) -> None:
    pupil = world.pupils["neighbour"][0]
    CurrentEnrolment.objects.of_account(pupil.account_id).update(state="graduated")
    Enrolment.objects.of_account(pupil.account_id).update(state="graduated", closed_at=world.now)
    done = import_sheet(world, sheet([_pupil_row(world, "neighbour", 0, "一（1）班")]))
    assert done.classes() == [RowClass.ELSEWHERE_GONE]
    done.settle(RowClass.ELSEWHERE_GONE, Decision.MOVE)
    assert done.apply().state == BatchState.FINISHED
    current = CurrentEnrolment.objects.of_account(pupil.account_id).get()
    assert (current.school_id, current.state) == (done.place.school_id, "enrolled")
    done.undo()
    current = CurrentEnrolment.objects.of_account(pupil.account_id).get()
    assert (current.school_id, current.state) == (world.place("neighbour").school_id, "graduated")
    assert current.enrolment_id == pupil.enrolment_id


def test_it_undoes_new_pupils_and_importing_again_gives_the_first_result(world: Any) -> None:
    rows = [new_pupil(1), new_pupil(2)]
    done = import_sheet(world, sheet(rows))
    done.apply()
    account_id = done.rows()[2].account_id
    assert done.undo().state == BatchState.UNDONE
    assert Account.objects.of_account(account_id).get().state == "withdrawn"
    again = import_sheet(world, sheet(rows))
    assert again.classes() == [RowClass.NEW, RowClass.NEW]
    assert again.apply().state == BatchState.FINISHED


def test_it_keeps_on_undo_whoever_has_logged_in_since(world: Any) -> None:
    done = import_sheet(world, sheet([new_pupil(1), new_pupil(2)]))
    done.apply()
    Account.objects.of_account(done.rows()[2].account_id).update(last_login_at=world.now)
    done.undo()
    assert [row.outcome for _, row in sorted(done.rows().items())] == ["kept", "undone"]
