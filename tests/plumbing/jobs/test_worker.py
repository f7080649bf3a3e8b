"""Real worker processes: both lanes, kill -9, an end in order, a dead machine."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest
from django.db import connection
from uuid_utils.compat import uuid7

import tests.plumbing.jobs.sample.jobs  # noqa: F401 - declares the jobs
from jiaoyun.plumbing.jobs import enqueue
from jiaoyun.plumbing.models import AuditEvent, AuditSeal, JobRun, JobState, OnceKey

pytestmark = [pytest.mark.kills, pytest.mark.slow]

ROOT = Path(__file__).resolve().parents[3]
SUBJECT = ("sample", "1")
Start = Callable[..., "subprocess.Popen[bytes]"]


@pytest.fixture
def start(shared_database: dict[str, str]) -> Iterator[Start]:
    """Starts workers on the test's database; whatever is left of them is killed at the end."""
    started: list[subprocess.Popen[bytes]] = []

    def worker(*arguments: str, **environment: str) -> "subprocess.Popen[bytes]":
        process = subprocess.Popen(
            [sys.executable, "manage.py", "worker", *arguments],
            cwd=ROOT,
            env={**shared_database, "DJANGO_SETTINGS_MODULE": "tests.plumbing.jobs.worker_settings", **environment},
            start_new_session=True,
        )
        started.append(process)
        return process

    yield worker
    for process in started:
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
        finally:
            process.wait()


def until(what: Callable[[], bool], seconds: float = 40) -> None:
    """Wait for it; fail when it does not come."""
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)
        connection.close()


def wanted(chunks: int, pause: int = 0) -> tuple[JobRun, UUID]:
    owner = uuid7()
    return enqueue("sample.write_chunks", subject=SUBJECT, by=None, owner=owner, chunks=chunks, pause=pause), owner


def state_of(run: JobRun) -> str:
    run.refresh_from_db()
    return str(run.state)


def written(owner: UUID) -> list[str]:
    return sorted(OnceKey.objects.filter(actor_id=owner).values_list("key", flat=True), key=int)


def test_a_quick_job_does_not_wait_behind_a_long_one_and_the_audit_is_sealed(start: Start) -> None:
    long, _ = wanted(2000, pause=20)
    quick = enqueue("sample.note", subject=SUBJECT, by=None, owner=uuid7())
    AuditEvent.objects.create(
        at=long.created_at, action="a", subject_kind="x", subject_id="1", place="/", request_id="r"
    )
    start()
    until(lambda: state_of(quick) == JobState.DONE)
    until(lambda: state_of(long) == JobState.RUNNING)
    until(lambda: AuditSeal.objects.exists())


@pytest.mark.parametrize("place", ["sample.before_commit:1", "sample.before_commit:4", "sample.after_commit:4"])
def test_a_job_killed_at_any_place_is_done_once(start: Start, place: str) -> None:
    run, owner = wanted(6)
    start(JIAOYUN_FAILPOINT=place)
    until(lambda: state_of(run) == JobState.DONE)
    assert written(owner) == [str(number) for number in range(6)]
    assert run.attempts == 2


def test_a_dead_machine_s_job_is_taken_up_when_its_lease_runs_out(start: Start) -> None:
    run, owner = wanted(400, pause=10)
    dead = start("--lane", "bulk", JIAOYUN_LEASE_SECONDS="2")
    until(lambda: len(written(owner)) > 3)
    os.killpg(dead.pid, signal.SIGKILL)
    dead.wait()
    began = time.monotonic()
    start("--lane", "bulk", JIAOYUN_LEASE_SECONDS="2")
    until(lambda: state_of(run) == JobState.RUNNING and run.attempts == 2)
    assert time.monotonic() - began < 15
    until(lambda: state_of(run) == JobState.DONE)
    assert written(owner) == [str(number) for number in range(400)]


def test_a_stopped_worker_ends_its_step_and_the_next_one_goes_on(start: Start) -> None:
    run, owner = wanted(300, pause=10)
    first = start()
    until(lambda: len(written(owner)) > 3)
    first.send_signal(signal.SIGTERM)
    assert first.wait(timeout=15) == 0
    assert state_of(run) == JobState.WAITING
    assert run.attempts == 0
    assert 3 < len(written(owner)) < 300
    start()
    until(lambda: state_of(run) == JobState.DONE)
    assert written(owner) == [str(number) for number in range(300)]


def test_a_deadly_job_is_put_aside_and_the_others_go_on(start: Start) -> None:
    deadly = enqueue("sample.die", subject=SUBJECT, by=None, owner=uuid7())
    other = enqueue("sample.note", subject=SUBJECT, by=None, owner=uuid7())
    start()
    until(lambda: state_of(deadly) == JobState.QUARANTINED)
    until(lambda: state_of(other) == JobState.DONE)
    assert deadly.attempts == 2


def test_two_workers_share_the_jobs_and_double_none(start: Start) -> None:
    owners = [uuid7() for _ in range(60)]
    for owner in owners:
        enqueue("sample.note", subject=SUBJECT, by=None, owner=owner)
    start("--lane", "quick")
    start("--lane", "quick")
    until(lambda: not JobRun.objects.filter(name="sample.note").exclude(state=JobState.DONE).exists())
    assert OnceKey.objects.filter(actor_id__in=owners).count() == 60
    assert set(JobRun.objects.filter(name="sample.note").values_list("attempts", flat=True)) == {1}


def test_a_worker_with_a_wrong_key_file_does_not_start(start: Start, shared_database: dict[str, str]) -> None:
    from jiaoyun.plumbing.key_check import check_keys_fit
    from jiaoyun.plumbing.keys import make_keys

    check_keys_fit()
    other = Path(shared_database["JIAOYUN_DATA"]) / "other.json"
    make_keys(other)
    assert start(JIAOYUN_KEYS=str(other)).wait(timeout=40) == 1
