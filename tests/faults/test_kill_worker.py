"""kill -9 of a real worker at random moments of an import of 3,000 rows: everything once, or exactly not."""

import os
import random
import subprocess
import time
from dataclasses import dataclass
from typing import Any

import pytest
from django.utils import timezone

from jiaoyun.plumbing.models import JobRun
from jiaoyun.roster.commands.confirm_batch import confirm_batch, counts_of
from jiaoyun.roster.commands.undo_batch import undo_batch
from jiaoyun.roster.intake import take_upload
from jiaoyun.roster.models import ImportRow
from tests.faults.machine import Machine, kill_children, kill_group, until
from tests.faults.mixed import CHOICES, HEAD, Mixed, prepare
from tests.faults.oracle import Grown, assert_record_whole, assert_written_once
from tests.faults.snapshot import roll_as_it_stands, withdrawn_leftovers
from tests.roster.importing import Import, sheet

pytestmark = [pytest.mark.kills, pytest.mark.slow]

ROWS, BLOCK = 3000, 300
#: The steps of one import in which its two kills fall; four imports a database, thirty in the long run.
STEPS = (("check", "apply"), ("apply", "apply"), ("apply", "undo"), ("check", "undo"))
IMPORTS = 30 if os.environ.get("JIAOYUN_LONG") else 4
MOST_SECONDS = 90


@dataclass
class Attack:
    """A worker under attack: how it is killed is drawn by lot, the lot is the test's number."""

    machine: Machine
    chance: random.Random
    steps: tuple[str, ...]
    worker: "subprocess.Popen[bytes] | None" = None
    kills: int = 0

    def start(self) -> None:
        """Start a worker."""
        self.worker = self.machine.worker(BLOCK)

    def during(self, step: str, done: Import) -> None:
        """Kill the worker as often as this step's turn comes, at moments of its progress drawn by lot."""
        moments = sorted(self.chance.random() for _ in range(self.steps.count(step)))
        for moment in moments:
            until(lambda share=moment: _share(step, done) >= share or _over(done))  # type: ignore[misc]
            time.sleep(self.chance.random() * 0.06)
            self._kill()

    def _kill(self) -> None:
        assert self.worker is not None
        self.kills += 1
        if self.chance.random() < 0.5 and kill_children(self.worker):
            return
        kill_group(self.worker)
        self.start()


def _share(step: str, done: Import) -> float:
    """The part of the rows that a step has behind it, as committed."""
    rows = ImportRow.objects.within(done.place).filter(batch_id=done.batch.pk)
    if step == "apply":
        rows = rows.exclude(outcome="")
    elif step == "undo":
        rows = rows.filter(outcome="undone")
    # The last block is not waited for: the kill shall fall while the job is at work.
    return rows.count() / (ROWS - BLOCK)


def _over(done: Import) -> bool:
    return done.refresh().state not in ("checking", "applying", "undoing")


def finish(done: Import) -> str:
    """Wait until no job works at the batch, and give its state."""
    until(lambda: _over(done), MOST_SECONDS)
    until(lambda: not JobRun.objects.filter(pk=done.batch.job, state__in=("waiting", "running")).exists(), MOST_SECONDS)
    return str(done.batch.state)


@pytest.mark.parametrize("number", range(IMPORTS))
def test_it_imports_every_row_once_whenever_the_worker_is_killed(
    number: int, machine: Machine, shared_world: Any
) -> None:
    file = prepare(shared_world, ROWS)
    before, grown = roll_as_it_stands(), Grown()
    attack = Attack(machine, random.Random(2026_10 + number), STEPS[number % len(STEPS)])
    attack.start()
    done = _checked(shared_world, file, attack)
    seen = done.batch.version
    confirm_batch(
        actor=done.actor,
        now=timezone.now(),
        batch_id=done.batch.pk,
        seen=seen,
        seen_counts=counts_of(done.batch),
        sure=True,
    )
    attack.during("apply", done)
    assert finish(done) == "finished"
    assert_written_once(done, file, grown)
    undo_batch(actor=done.actor, now=timezone.now(), batch_id=done.batch.pk)
    attack.during("undo", done)
    assert finish(done) == "undone"
    assert roll_as_it_stands() == before
    assert withdrawn_leftovers() == 0
    assert_record_whole()
    assert attack.kills == len(attack.steps)


def _checked(world: Any, file: Mixed, attack: Attack) -> Import:
    actor, school = world.actor("school_admin"), world.place("school")
    batch = take_upload(actor, school, sheet(file.rows, HEAD), timezone.now())
    done = Import(world, school, actor, batch)
    attack.during("check", done)
    assert finish(done) == "open"
    assert done.batch.fault is None
    assert len(done.rows()) == ROWS
    for row_class, choice in CHOICES.items():
        done.settle(row_class, choice)
    return done
