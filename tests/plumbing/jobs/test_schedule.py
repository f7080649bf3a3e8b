"""Recurring jobs: enqueued when due, never doubled, without a trace when all went well."""

import logging
from datetime import timedelta

import pytest
from django.db.models.functions import Now
from django.utils import timezone
from uuid_utils.compat import uuid7

import tests.plumbing.jobs.sample.jobs  # noqa: F401 - declares the jobs
from jiaoyun.plumbing.jobs import enqueue, run_pending
from jiaoyun.plumbing.jobs.house import FORMS_KEPT, JOBS_KEPT
from jiaoyun.plumbing.jobs.registry import discover
from jiaoyun.plumbing.jobs.schedule import enqueue_due, prepare_schedule
from jiaoyun.plumbing.models import AuditEvent, AuditSeal, JobRun, JobState, OnceKey, Schedule
from tests.plumbing.audit.conftest import heads  # noqa: F401 - a heads file of the test's own

pytestmark = pytest.mark.django_db

HOUSE = ("plumbing.seal_audit", "plumbing.sweep")


@pytest.fixture(autouse=True)
def prepared() -> None:
    discover()
    prepare_schedule()
    Schedule.objects.exclude(name__in=HOUSE).update(next_at=Now() + timedelta(days=1))


def test_it_prepares_a_row_for_each_and_drops_those_no_longer_declared() -> None:
    Schedule.objects.create(name="gone.job", next_at=timezone.now())
    prepare_schedule()
    names = set(Schedule.objects.values_list("name", flat=True))
    assert names >= set(HOUSE)
    assert "gone.job" not in names


def test_it_enqueues_what_is_due_and_not_before_its_time_again() -> None:
    assert enqueue_due() == 2
    assert set(JobRun.objects.values_list("name", flat=True)) == set(HOUSE)
    assert enqueue_due() == 0


def test_it_does_not_double_one_that_still_waits() -> None:
    enqueue_due()
    Schedule.objects.filter(name__in=HOUSE).update(next_at=Now() - timedelta(seconds=1))
    assert enqueue_due() == 2
    assert JobRun.objects.count() == 2


def test_the_log_tells_of_work_that_somebody_asked_for_and_of_no_recurring_work_that_went_well(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO, "jiaoyun.jobs")
    asked = enqueue("sample.note", subject=("sample", "1"), by=None, owner=uuid7())
    enqueue_due()
    assert run_pending() == 3
    said = [record.getMessage() for record in caplog.records if record.name == "jiaoyun.jobs"]
    assert said == [f"job {asked.pk} sample.note: attempt 1", f"job {asked.pk} sample.note: done"]


def test_it_leaves_no_row_when_all_went_well() -> None:
    enqueue_due()
    assert run_pending() == 2
    assert JobRun.objects.count() == 0
    assert Schedule.objects.filter(name__in=HOUSE, last_done_at=None).count() == 0


def test_the_seal_is_one_of_them() -> None:
    AuditEvent.objects.create(
        at=timezone.now(), action="a", subject_kind="x", subject_id="1", place="/", request_id="r"
    )
    enqueue_due()
    run_pending()
    assert AuditSeal.objects.get().count == 1


def test_the_sweep_deletes_what_is_over_and_nothing_else() -> None:
    now = timezone.now()
    for age in (FORMS_KEPT * 2, timedelta(hours=1)):
        form = OnceKey.objects.create(actor_id=uuid7(), key="k")
        OnceKey.objects.filter(pk=form.pk).update(created_at=now - age)
        JobRun.objects.create(name="old.job", lane="quick", state=JobState.DONE, finished_at=now - age)
    JobRun.objects.create(name="old.job", lane="quick", state=JobState.FAILED, finished_at=now - JOBS_KEPT * 2)
    Schedule.objects.filter(name="plumbing.seal_audit").update(next_at=now + timedelta(days=1))
    enqueue_due()
    run_pending()
    assert OnceKey.objects.count() == 1
    assert JobRun.objects.filter(name="old.job").count() == 2
