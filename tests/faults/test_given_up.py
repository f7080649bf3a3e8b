"""A run that cannot be finished gives the batch back: what is written counts, and the school can go on."""

import signal
from typing import Any

import pytest
from django.utils import timezone

from jiaoyun.plumbing import failpoints
from jiaoyun.plumbing.jobs import run_pending
from jiaoyun.plumbing.jobs.lease import reap
from jiaoyun.plumbing.models import JobRun
from jiaoyun.roster.commands.undo_batch import undo_batch
from jiaoyun.roster.runs.stop import stop_given_up
from tests.faults.machine import die_in_child
from tests.faults.mixed import HEAD, pupil
from tests.faults.oracle import details
from tests.faults.snapshot import roll_as_it_stands
from tests.faults.test_races import confirm, second_administrator
from tests.roster.importing import Import, import_sheet, sheet

pytestmark = [pytest.mark.kills, pytest.mark.slow]
ROWS = [pupil(number) for number in range(30)]


@pytest.fixture
def done(shared_world: Any, machine: Any, settings: Any) -> Import:
    """An import of three blocks, checked."""
    settings.JIAOYUN_IMPORT_BLOCK = 10
    return import_sheet(shared_world, sheet(ROWS, HEAD))


def killed_at(monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    """Let a worker die there, and give its job back."""
    with monkeypatch.context() as here:
        here.setenv(failpoints.VARIABLE, place)
        assert die_in_child(run_pending) == signal.SIGKILL
    assert reap("in-process") == 1


def test_it_gives_an_import_back_whose_job_is_put_aside(done: Import, monkeypatch: pytest.MonkeyPatch) -> None:
    before = roll_as_it_stands()
    confirm(done)
    killed_at(monkeypatch, "apply-after-block:1")
    for _ in range(4):
        killed_at(monkeypatch, "apply-before-commit:1")
    assert JobRun.objects.get(pk=done.refresh().job).state == "quarantined"
    assert (done.batch.state, stop_given_up(timezone.now()), done.refresh().state) == ("applying", 1, "open")
    assert done.batch.fault["id"] == "roster.run.gave_up"
    assert sorted(row.outcome for row in done.rows().values()) == [*[""] * 20, *["done"] * 10]
    assert done.world.client("school_admin").open(_address(done)).text.count("这一步没有做完") == 1
    assert done.apply().state == "finished"
    assert sum(details(done, "roster.block_applied", "done")) == 30
    done.undo()
    assert roll_as_it_stands() == before


def test_it_counts_what_was_written_before_the_administrator_s_power_ended(
    done: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    confirm(done)
    killed_at(monkeypatch, "apply-after-block:2")
    done.world.end_identity("school_admin")
    run_pending()
    assert (done.refresh().state, done.batch.fault["id"]) == ("open", "roster.batch.nobody_left")
    assert done.batch.summary["classes"]["new"]["add"] == {"": 10, "done": 20}
    done.actor = second_administrator(done.world)
    done.undo()
    assert done.refresh().state == "undone"
    assert [row.outcome for _, row in sorted(done.rows().items())] == [*["undone"] * 20, *[""] * 10]


def test_it_gives_a_check_and_an_undoing_back(shared_world: Any, done: Import) -> None:
    done.apply()
    undo_batch(actor=done.actor, now=timezone.now(), batch_id=done.batch.pk)
    JobRun.objects.filter(pk=done.refresh().job).update(state="failed")
    assert (stop_given_up(timezone.now()), done.refresh().state) == (1, "finished")
    assert done.undo().state == "undone"
    assert stop_given_up(timezone.now()) == 0


def _address(done: Import) -> str:
    return f"/school/{done.place.school_id}/imports/{done.batch.pk}"
