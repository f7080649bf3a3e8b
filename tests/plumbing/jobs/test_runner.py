"""How a job ends: done, refused, tried again, failed; and what is never written down."""

import logging
import threading
from datetime import timedelta

import pytest
from django.db.models.functions import Now
from django.utils import timezone
from uuid_utils.compat import uuid7

import tests.plumbing.jobs.sample.jobs  # noqa: F401 - declares the jobs
from jiaoyun.plumbing.jobs import enqueue, run_pending
from jiaoyun.plumbing.jobs.lease import claim
from jiaoyun.plumbing.jobs.runner import run_claimed
from jiaoyun.plumbing.models import JobRun, JobState, OnceKey

pytestmark = pytest.mark.django_db

SUBJECT = ("sample", "1")
SECRET = "369901201203051239"


def test_it_runs_what_waits_and_keeps_the_result() -> None:
    run = enqueue("sample.write_chunks", subject=SUBJECT, by=None, owner=uuid7(), chunks=3)
    assert run_pending() == 1
    run.refresh_from_db()
    assert (run.state, run.result) == (JobState.DONE, {"chunks": 3, "began_at": 0})
    assert (run.done, run.total, run.percent, run.message) == (3, 3, 100, "已完成 3 段")
    assert run.lease_until is None
    assert run.finished_at is not None


def test_it_runs_in_the_order_of_wishes_and_quick_ones_first() -> None:
    names = []
    for name, lane in (("bulk one", "bulk"), ("quick one", "quick"), ("quick two", "quick")):
        run = enqueue("sample.note", subject=("sample", name), by=None, lane=lane, owner=uuid7())
        names.append(run.pk)
    run_pending()
    ended = list(JobRun.objects.order_by("finished_at", "started_at").values_list("subject_id", flat=True))
    assert ended == ["quick one", "quick two", "bulk one"]


def test_it_stops_at_the_limit() -> None:
    for _ in range(3):
        enqueue("sample.note", subject=SUBJECT, by=None, owner=uuid7())
    assert run_pending(limit=2) == 2
    assert JobRun.objects.filter(state=JobState.WAITING).count() == 1


def test_it_waits_until_its_time() -> None:
    run = enqueue("sample.note", subject=SUBJECT, by=None, run_after=timezone.now() + timedelta(hours=1), owner=uuid7())
    assert run_pending() == 0
    JobRun.objects.filter(pk=run.pk).update(run_after=Now() - timedelta(seconds=1))
    assert run_pending() == 1


def test_a_refusal_is_the_answer_and_not_tried_again() -> None:
    run = enqueue("sample.refuse", subject=SUBJECT, by=None)
    assert run_pending() == 1
    run.refresh_from_db()
    assert (run.state, run.error_code, run.attempts) == (JobState.FAILED, "house.form.expired", 1)


def test_an_error_is_tried_again_later_and_fails_in_the_end() -> None:
    owner = uuid7()
    run = enqueue("sample.fail", subject=SUBJECT, by=None, owner=owner)
    assert run_pending() == 1
    run.refresh_from_db()
    assert (run.state, run.attempts, run.error_code) == (JobState.WAITING, 1, "ValueError")
    assert run.run_after > timezone.now()
    JobRun.objects.filter(pk=run.pk).update(run_after=None)
    assert run_pending() == 1
    run.refresh_from_db()
    assert (run.state, run.attempts, run.error_code) == (JobState.FAILED, 2, "ValueError")
    assert run_pending() == 0
    assert OnceKey.objects.filter(actor_id=owner).count() == 2


def test_what_an_error_says_is_neither_logged_nor_stored(caplog) -> None:
    caplog.set_level(logging.DEBUG)
    owner = uuid7()
    run = enqueue("sample.fail", subject=SUBJECT, by=None, owner=owner)
    run_pending()
    said = " ".join(record.getMessage() + str(record.exc_text) for record in caplog.records)
    assert str(run.pk) in said
    assert "ValueError at jobs.py:" in said
    assert SECRET not in said
    assert str(owner) not in said
    assert SECRET not in repr(JobRun.objects.values_list().get(pk=run.pk))


def test_a_stop_returns_the_job_without_counting_the_try() -> None:
    run = enqueue("sample.write_chunks", subject=SUBJECT, by=None, owner=uuid7(), chunks=3)
    stop = threading.Event()
    stop.set()
    claimed = claim("bulk", "me")
    assert claimed is not None
    run_claimed(claimed, stop=stop, heartbeat=False)
    run.refresh_from_db()
    assert (run.state, run.attempts, run.worker) == (JobState.WAITING, 0, "")
    run_pending()
    run.refresh_from_db()
    assert (run.state, run.result) == (JobState.DONE, {"chunks": 3, "began_at": 1})


def test_a_job_whose_room_is_gone_fails_and_stops_nobody() -> None:
    run = JobRun.objects.create(name="gone.job", lane="quick", args={})
    enqueue("sample.note", subject=SUBJECT, by=None, owner=uuid7())
    assert run_pending() == 2
    run.refresh_from_db()
    assert (run.state, run.error_code) == (JobState.FAILED, "LookupError")
