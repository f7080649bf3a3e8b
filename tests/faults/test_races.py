"""The same thing asked for twice at the same moment: one effect, and words for whoever came second."""

from typing import Any

import pytest
from django.utils import timezone

from jiaoyun.accounts.actors import actor_for
from jiaoyun.accounts.commands.reset_administrator import reset_administrator
from jiaoyun.accounts.commands.reset_second_factor import reset_second_factor
from jiaoyun.accounts.models import Identifier, Identity
from jiaoyun.plumbing.actor import Actor, Role
from jiaoyun.plumbing.jobs import run_pending
from jiaoyun.plumbing.models import JobRun
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.roster.commands.close_batch import take_over
from jiaoyun.roster.commands.confirm_batch import confirm_batch, counts_of
from jiaoyun.roster.commands.settle_rows import settle_rows
from jiaoyun.roster.commands.undo_batch import undo_batch
from jiaoyun.roster.intake import take_upload
from jiaoyun.roster.models import BatchState, Decision, Enrolment, ImportBatch, RowClass
from tests.factors import give_app
from tests.faults.mixed import HEAD, SECOND, pupil
from tests.faults.oracle import details, events
from tests.faults.snapshot import WHY
from tests.faults.threads import at_once
from tests.roster.importing import Import, import_sheet, sheet

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture
def world(shared_world: Any, machine: Any) -> Any:
    """The cast where threads see it, with a data folder of the test's own."""
    return shared_world


def second_administrator(world: Any) -> Actor:
    """Another administrator of the same school: the teacher gets the role too."""
    account, place = world.accounts["teacher"], world.place("school").organization_id
    row = Identity.objects.create(account_id=account, role=Role.SCHOOL_ADMIN, organization_id=place, since=world.now)
    actor = actor_for(account, row.pk, "test-request")
    assert actor is not None
    return actor


def outcomes(found: list[Any]) -> list[str]:
    """Each answer as a word: the refusal's id, the error's name, or ok."""
    return sorted(
        error.id if isinstance(error, Refused) else type(error).__name__ if isinstance(error, Exception) else "ok"
        for error in found
    )


@pytest.mark.parametrize("who", ["two tabs", "two administrators"])
def test_it_takes_the_same_file_once_when_it_comes_twice_at_once(world: Any, who: str, settings: Any) -> None:
    first = world.actor("school_admin")
    other = second_administrator(world) if who == "two administrators" else first
    rows = [pupil(number) for number in range(20)]
    uploads = [
        lambda actor=actor: take_upload(actor, world.place("school"), sheet(rows, HEAD), timezone.now())
        for actor in (first, other, first, other)
    ]
    assert outcomes(at_once(uploads)) == ["ok", *["roster.batch.another_open"] * 3]
    batch = ImportBatch.objects.everywhere(WHY).get()
    run_pending()
    done = Import(world, world.place("school"), world.actor("school_admin"), batch)
    assert len(done.rows()) == 20
    assert [str(path) for path in settings.JIAOYUN_UPLOADS.iterdir()] == [batch.file_path]


def checked(world: Any, numbers: range = range(30), role: str = "school_admin") -> Import:
    return import_sheet(world, sheet([pupil(number) for number in numbers], HEAD), role)


def confirm(done: Import, actor: Actor | None = None) -> Any:
    return confirm_batch(
        actor=actor or done.actor,
        now=timezone.now(),
        batch_id=done.batch.pk,
        seen=done.batch.version,
        seen_counts=counts_of(done.batch),
        sure=True,
    )


def test_it_runs_once_when_confirm_is_clicked_in_two_tabs(world: Any) -> None:
    done = checked(world)
    found = outcomes(at_once([lambda: confirm(done)] * 6))
    assert found == ["ok", *["roster.batch.not_in_state"] * 5]
    assert JobRun.objects.filter(name="roster.apply_batch").count() == 1
    run_pending()
    assert done.refresh().state == BatchState.FINISHED
    assert details(done, "roster.block_applied", "done") == [30]
    assert Enrolment.objects.everywhere(WHY).filter(opened_by_batch=done.batch.pk).count() == 30


def test_it_refuses_to_settle_while_the_import_is_at_work(world: Any) -> None:
    rows = [pupil(number) for number in range(10)]
    import_sheet(world, sheet(rows, HEAD)).apply()
    done = import_sheet(world, sheet([*([*row[:3], SECOND, ""] for row in rows), pupil(50)], HEAD))
    confirm(done)
    with pytest.raises(Refused, match="not_in_state"):
        done.settle(RowClass.OTHER_CLASS, Decision.MOVE)
    run_pending()
    assert done.refresh().state == BatchState.OPEN
    assert sum(details(done, "roster.block_applied", "done")) == 1


def test_it_keeps_one_of_settle_and_confirm_at_once(world: Any) -> None:
    rows = [pupil(number) for number in range(10)]
    import_sheet(world, sheet(rows, HEAD)).apply()
    done = import_sheet(world, sheet([*([*row[:3], SECOND, ""] for row in rows), pupil(50)], HEAD))
    settle = [lambda: done.settle(RowClass.OTHER_CLASS, Decision.MOVE), lambda: confirm(done)]
    found = outcomes(at_once(settle))
    assert found in (["ok", "roster.batch.changed_since"], ["ok", "roster.batch.not_in_state"])
    run_pending()
    written = sum(details(done, "roster.block_applied", "done"))
    assert written == (1 if "roster.batch.not_in_state" in found else 0)


def test_it_undoes_once_when_asked_twice(world: Any) -> None:
    done = checked(world)
    done.apply()
    ask = [lambda: undo_batch(actor=done.actor, now=timezone.now(), batch_id=done.batch.pk)] * 5
    assert outcomes(at_once(ask)) == ["ok", *["roster.batch.not_in_state"] * 4]
    run_pending()
    assert done.refresh().state == BatchState.UNDONE
    assert events(done, "roster.undo_finished") == 1
    released = Identifier.objects.everywhere(WHY).filter(kind="document", released_why="import undone")
    assert released.count() == 30


def test_a_second_administrator_may_take_over_while_the_rows_are_written(world: Any, settings: Any) -> None:
    settings.JIAOYUN_IMPORT_BLOCK = 5
    other = second_administrator(world)
    done = checked(world, range(60))
    confirm(done)
    takes = [lambda: take_over(actor=other, now=timezone.now(), batch_id=done.batch.pk), run_pending]
    found = at_once(takes)
    assert [error for error in found if isinstance(error, Exception) and not isinstance(error, Refused)] == []
    run_pending()
    assert done.refresh().state == BatchState.FINISHED
    assert sum(details(done, "roster.block_applied", "done")) == 60
    assert done.batch.by in (other.account_id, done.actor.account_id)


def test_another_administrator_may_not_settle_what_was_not_taken_over(world: Any) -> None:
    done = checked(world)
    other = second_administrator(world)
    with pytest.raises(Refused, match="not_yours"):
        settle_rows(
            actor=other, now=timezone.now(), batch_id=done.batch.pk, row_class=RowClass.NEW, choice=Decision.SKIP
        )


@pytest.mark.parametrize("number", range(3))
def test_it_never_takes_both_password_and_second_factor_from_an_administrator(number: int, world: Any) -> None:
    whose, county = world.accounts["school_admin"], world.actor("county_admin")
    give_app(whose)
    resets = [
        lambda reset=reset: reset(actor=county, account_id=whose, now=timezone.now())
        for reset in (reset_administrator, reset_second_factor)
    ]
    assert outcomes(at_once(resets)) == ["accounts.administrator.too_soon", "ok"]
