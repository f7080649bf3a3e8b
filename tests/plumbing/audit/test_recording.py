"""The audit is written with the change or not at all."""

import pytest
from django.db import transaction
from uuid_utils.compat import uuid7

from jiaoyun.plumbing.audit import record, record_many
from jiaoyun.plumbing.models import AuditEvent
from tests.plumbing.audit.conftest import NOW, happening

pytestmark = pytest.mark.django_db


def test_it_records_all_it_is_told_in_one_statement(django_assert_num_queries) -> None:
    actor, identity = uuid7(), uuid7()
    with django_assert_num_queries(1):
        record(
            action="roster.batch_applied",
            actor_id=actor,
            identity_id=identity,
            subject=("import_batch", "7"),
            place="/36/",
            details={"added": 3},
            request_id="r1",
            at=NOW,
        )
    event = AuditEvent.objects.get()
    assert (event.actor_id, event.identity_id, event.subject_kind, event.subject_id) == (
        actor,
        identity,
        "import_batch",
        "7",
    )
    assert (event.details, event.place, event.request_id, event.at) == ({"added": 3}, "/36/", "r1", NOW)


def test_it_falls_with_the_transaction() -> None:
    def fail() -> None:
        with transaction.atomic():
            record_many([happening(1)])
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert not AuditEvent.objects.exists()


def test_many_take_one_statement(django_assert_num_queries, happened) -> None:
    with django_assert_num_queries(1):
        happened(1000)
    assert AuditEvent.objects.count() == 1000
