"""Leases: one holder at a time, lost when silent, fenced when late, quarantined when deadly."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models.functions import Now
from uuid_utils.compat import uuid7

import tests.plumbing.jobs.sample.jobs  # noqa: F401 - declares the jobs
from jiaoyun.plumbing.jobs import LeaseLost, Progress, enqueue
from jiaoyun.plumbing.jobs.lease import claim, reap, renew
from jiaoyun.plumbing.jobs.runner import run_claimed
from jiaoyun.plumbing.models import JobRun, JobState, OnceKey

pytestmark = pytest.mark.django_db

SUBJECT = ("sample", "1")


@pytest.fixture
def claimed() -> JobRun:
    enqueue("sample.write_chunks", subject=SUBJECT, by=None, owner=uuid7(), chunks=2)
    run = claim("bulk", "one")
    assert run is not None
    return run


def let_run_out(run: JobRun) -> None:
    JobRun.objects.filter(pk=run.pk).update(lease_until=Now() - timedelta(seconds=1))


def test_a_job_is_claimed_once(claimed: JobRun) -> None:
    assert (claimed.state, claimed.worker, claimed.attempts) == (JobState.RUNNING, "one", 1)
    assert claim("bulk", "two") is None


def test_an_idle_look_takes_no_lock(django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        assert claim("quick", "one") is None


def test_a_living_holder_keeps_its_job(claimed: JobRun) -> None:
    assert reap() == 0
    assert renew(claimed.pk, claimed.attempts)


def test_a_silent_holder_loses_it_and_notices(claimed: JobRun) -> None:
    let_run_out(claimed)
    assert reap() == 1
    again = claim("bulk", "two")
    assert again is not None
    assert again.attempts == 2
    late = Progress(claimed)
    with pytest.raises(LeaseLost):
        late.hold()
    with pytest.raises(LeaseLost):
        late.report(1, 2)
    assert late.lost.is_set()
    Progress(again).report(1, 2)


def test_a_late_holder_writes_nothing_more_and_does_not_end_the_job(claimed: JobRun) -> None:
    let_run_out(claimed)
    reap()
    again = claim("bulk", "two")
    run_claimed(claimed, heartbeat=False)
    assert OnceKey.objects.count() == 0
    again.refresh_from_db()
    assert (again.state, again.worker) == (JobState.RUNNING, "two")
    run_claimed(again, heartbeat=False)
    assert OnceKey.objects.count() == 2


def test_a_worker_known_to_be_dead_loses_its_job_at_once(claimed: JobRun) -> None:
    assert reap("another") == 0
    assert reap("one") == 1
    assert JobRun.objects.get(pk=claimed.pk).state == JobState.WAITING


def test_a_job_that_kills_its_workers_is_put_aside() -> None:
    run = enqueue("sample.die", subject=SUBJECT, by=None, owner=uuid7())
    for worker in ("one", "two"):
        assert claim("quick", worker) is not None
        assert reap(worker) == 1
    run.refresh_from_db()
    assert (run.state, run.error_code) == (JobState.QUARANTINED, "worker_died")
    assert claim("quick", "three") is None


def test_progress_is_written_a_few_times_a_second_and_at_the_end(claimed: JobRun) -> None:
    progress = Progress(claimed)
    before = len(connection.queries_log)
    connection.force_debug_cursor = True
    for number in range(1000):
        progress.report(number + 1, 1000)
    connection.force_debug_cursor = False
    assert len(connection.queries_log) - before <= 6
    claimed.refresh_from_db()
    assert (claimed.done, claimed.percent) == (1000, 100)


def test_the_lease_is_as_long_as_the_environment_says(claimed: JobRun, monkeypatch) -> None:
    monkeypatch.setenv("JIAOYUN_LEASE_SECONDS", "100")
    renew(claimed.pk, claimed.attempts)
    assert JobRun.objects.filter(pk=claimed.pk, lease_until__gt=Now() + timedelta(seconds=90)).exists()
    assert not JobRun.objects.filter(pk=claimed.pk, lease_until__gt=Now() + timedelta(seconds=110)).exists()
