"""Wanting a job: in the caller's transaction, once a key, with ids only."""

import pytest
from django.db import transaction
from uuid_utils.compat import uuid7

import tests.plumbing.jobs.sample.jobs  # noqa: F401 - declares the jobs
from jiaoyun.plumbing.jobs import enqueue, job, run_pending
from jiaoyun.plumbing.jobs.registry import discover, find_job
from jiaoyun.plumbing.models import JobRun, JobState

pytestmark = pytest.mark.django_db

SUBJECT = ("sample", "1")


def test_it_waits_with_what_it_was_given() -> None:
    by, owner = uuid7(), uuid7()
    run = enqueue("sample.note", subject=SUBJECT, by=by, owner=owner)
    stored = JobRun.objects.get(pk=run.pk)
    assert (stored.state, stored.lane, stored.args) == (JobState.WAITING, "quick", {"owner": str(owner)})
    assert (stored.subject_kind, stored.subject_id, stored.by_id) == ("sample", "1", by)
    assert stored.is_open


def test_it_takes_one_statement(django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        enqueue("sample.note", subject=SUBJECT, by=None, owner=uuid7())


def test_it_falls_with_the_transaction() -> None:
    def fail() -> None:
        with transaction.atomic():
            enqueue("sample.note", subject=SUBJECT, by=None, owner=uuid7())
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert not JobRun.objects.exists()


def test_it_is_wanted_once_while_it_waits_or_runs() -> None:
    owner = uuid7()
    first = enqueue("sample.note", subject=SUBJECT, by=None, unique_key="batch:1", owner=owner)
    second = enqueue("sample.note", subject=SUBJECT, by=None, unique_key="batch:1", owner=owner)
    assert first.pk == second.pk
    assert enqueue("sample.note", subject=SUBJECT, by=None, unique_key="batch:2", owner=uuid7()).pk != first.pk
    run_pending()
    third = enqueue("sample.note", subject=SUBJECT, by=None, unique_key="batch:1", owner=uuid7())
    assert third.pk != first.pk


def test_it_may_go_to_the_other_lane() -> None:
    assert enqueue("sample.note", subject=SUBJECT, by=None, lane="bulk", owner=uuid7()).lane == "bulk"


@pytest.mark.parametrize("value", ["张三", "x" * 121, b"bytes", 1.5, object()])
def test_it_refuses_what_is_no_id(value: object) -> None:
    with pytest.raises(TypeError, match="the argument owner of a job is no id") as refused:
        enqueue("sample.note", subject=SUBJECT, by=None, owner=value)
    assert "张三" not in str(refused.value)


def test_it_refuses_a_name_that_no_room_declares() -> None:
    with pytest.raises(LookupError, match=r"sample\.nothing"):
        enqueue("sample.nothing", subject=SUBJECT, by=None)


def test_names_are_declared_once() -> None:
    with pytest.raises(ValueError, match="declared twice"):
        job("sample.note")(lambda *, progress: None)


def test_a_lane_must_be_one_of_the_two() -> None:
    with pytest.raises(ValueError, match="no lane slow"):
        job("sample.other", lane="slow")(lambda *, progress: None)


def test_the_house_declares_its_recurring_jobs() -> None:
    discover()
    assert find_job("plumbing.seal_audit").every is not None
    assert find_job("plumbing.sweep").every is not None
