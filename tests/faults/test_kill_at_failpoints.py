"""kill -9 at every named place of an import: the next worker goes on, and every row is written exactly once."""

import signal
from typing import Any

import pytest
from django.utils import timezone

from jiaoyun.plumbing import failpoints
from jiaoyun.plumbing.jobs import run_pending
from jiaoyun.plumbing.jobs.lease import reap
from jiaoyun.roster.commands.confirm_batch import confirm_batch, counts_of
from jiaoyun.roster.commands.undo_batch import undo_batch
from jiaoyun.roster.intake import take_upload
from tests.faults.machine import Machine, die_in_child
from tests.faults.mixed import CHOICES, HEAD, Mixed, prepare
from tests.faults.oracle import Grown, assert_record_whole, assert_written_once, events
from tests.faults.snapshot import roll_as_it_stands, withdrawn_leftovers
from tests.roster.importing import Import, sheet

pytestmark = [pytest.mark.kills, pytest.mark.slow]

ROWS, BLOCK = 120, 50
PLACES = [
    *("check-after-block:1", "check-after-block:3", "check-after-finish:1"),
    *("apply-before-write:1", "apply-before-write:2", "apply-before-numbers:1", "apply-before-numbers:3"),
    *("apply-before-commit:1", "apply-before-commit:2", "apply-after-block:1", "apply-after-block:3"),
    "apply-after-finish:1",
    *("undo-after-block:1", "undo-after-block:2", "undo-after-finish:1"),
]


@pytest.fixture
def small_blocks(settings: Any) -> None:
    """Three blocks in a file of the test's size."""
    settings.JIAOYUN_IMPORT_BLOCK = BLOCK


def work(monkeypatch: pytest.MonkeyPatch, step: str, place: str) -> None:
    """Let the jobs run; in the step that the place belongs to, the first worker is killed there."""
    if place.startswith(step):
        with monkeypatch.context() as here:
            here.setenv(failpoints.VARIABLE, place)
            assert die_in_child(run_pending) == signal.SIGKILL
        assert reap("in-process") == 1
    run_pending()


@pytest.mark.parametrize("place", PLACES)
def test_it_goes_on_after_a_kill_at(
    place: str, machine: Machine, shared_world: Any, small_blocks: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = prepare(shared_world, ROWS)
    before, grown = roll_as_it_stands(), Grown()
    done = _checked(shared_world, file, monkeypatch, place)
    _confirm(done)
    work(monkeypatch, "apply", place)
    assert done.refresh().state == "finished"
    assert done.batch.fault is None
    assert_written_once(done, file, grown)
    undo_batch(actor=done.actor, now=timezone.now(), batch_id=done.batch.pk)
    work(monkeypatch, "undo", place)
    assert (done.refresh().state, done.batch.fault) == ("undone", None)
    assert roll_as_it_stands() == before
    assert (withdrawn_leftovers(), events(done, "roster.undo_finished")) == (0, 1)
    assert_record_whole()


def _checked(world: Any, file: Mixed, monkeypatch: pytest.MonkeyPatch, place: str) -> Import:
    actor, school = world.actor("school_admin"), world.place("school")
    batch = take_upload(actor, school, sheet(file.rows, HEAD), timezone.now())
    work(monkeypatch, "check", place)
    done = Import(world, school, actor, batch)
    assert (done.refresh().state, done.batch.fault, done.batch.row_count) == ("open", None, len(file.rows))
    assert len(done.rows()) == len(file.rows)
    assert events(done, "roster.batch_checked") == 1
    for row_class, choice in CHOICES.items():
        done.settle(row_class, choice)
    return done


def _confirm(done: Import) -> None:
    seen = done.batch.version
    confirm_batch(
        actor=done.actor,
        now=timezone.now(),
        batch_id=done.batch.pk,
        seen=seen,
        seen_counts=counts_of(done.batch),
        sure=True,
    )
