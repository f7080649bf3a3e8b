"""The sealer takes every committed event once, whatever the order of the commits."""

import pytest
from django.db import connection

from jiaoyun.plumbing.audit.chain import ids_in
from jiaoyun.plumbing.audit.heads import read_heads
from jiaoyun.plumbing.audit.sealer import EVENTS_A_SEAL, GAP_KEPT, latest_seal, seal_pending
from jiaoyun.plumbing.audit.verify import verify_audit
from jiaoyun.plumbing.models import AuditEvent, AuditSeal
from tests.plumbing.audit.conftest import NOW

pytestmark = pytest.mark.django_db


def hold_back(*numbers: int) -> list[AuditEvent]:
    """What another transaction has inserted and not committed yet: rows that are not there, though higher ids are."""
    rows = list(AuditEvent.objects.filter(id__in=numbers))
    assert len(rows) == len(numbers)
    AuditEvent.objects.filter(id__in=numbers).delete()
    return rows


def commit(rows: list[AuditEvent]) -> None:
    AuditEvent.objects.bulk_create(rows)


def first_id() -> int:
    return AuditEvent.objects.order_by("id").values_list("id", flat=True)[0]


def sealed_ids() -> list[int]:
    return [number for seal in AuditSeal.objects.order_by("sequence") for number in ids_in(seal.ranges)]


def test_it_seals_what_waits_and_writes_the_head(happened) -> None:
    happened(3)
    assert seal_pending(NOW) == 3
    seal = latest_seal()
    assert seal is not None
    assert (seal.sequence, seal.count, len(bytes(seal.marks))) == (1, 3, 48)
    assert [head.digest for head in read_heads()] == [bytes(seal.digest).hex()]
    assert list(verify_audit(NOW)) == []


def test_it_writes_nothing_when_nothing_happened(happened, heads) -> None:
    assert seal_pending(NOW) == 0
    happened(2)
    seal_pending(NOW)
    assert seal_pending(NOW) == 0
    assert AuditSeal.objects.count() == 1


def test_it_takes_a_lower_id_that_was_committed_later(happened) -> None:
    happened(6)
    start = first_id()
    late = hold_back(start + 1, start + 3)
    assert seal_pending(NOW) == 4
    commit(late[1:])
    assert seal_pending(NOW) == 1
    commit(late[:1])
    happened(2)
    assert seal_pending(NOW) == 3
    assert sorted(sealed_ids()) == list(range(start, start + 8))
    assert sealed_ids()[:6] == [start, start + 2, start + 4, start + 5, start + 3, start + 1]
    assert list(verify_audit(NOW)) == []


def test_it_gives_a_rolled_back_id_up_after_a_while(happened) -> None:
    happened(4)
    hold_back(first_id() + 1)
    seal_pending(NOW)
    assert any(gap[0] == first_id() + 1 for gap in latest_seal().gaps)
    happened(1)
    seal_pending(NOW + GAP_KEPT * 2)
    assert all(gap[0] > first_id() + 1 for gap in latest_seal().gaps)
    assert list(verify_audit(NOW)) == []


def test_it_seals_a_flood_in_bounded_parts(happened) -> None:
    happened(EVENTS_A_SEAL + 10)
    assert seal_pending(NOW) == EVENTS_A_SEAL + 10
    assert list(AuditSeal.objects.order_by("sequence").values_list("count", flat=True)) == [EVENTS_A_SEAL, 10]
    assert list(verify_audit(NOW)) == []


def test_it_asks_as_often_for_many_events_as_for_few(happened, django_assert_max_num_queries) -> None:
    happened(900)
    with django_assert_max_num_queries(12):
        seal_pending(NOW)


@pytest.mark.django_db(transaction=True)
def test_it_seals_a_real_late_commit(happened) -> None:
    """PostgreSQL: a transaction takes its ids, others commit higher ones and are sealed, then it commits."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer: ids are committed in their order")
    slow = connection.copy()
    try:
        slow.set_autocommit(False)
        with slow.cursor() as cursor:
            cursor.execute(
                "insert into plumbing_auditevent (at, action, subject_kind, subject_id, place, details, request_id) "
                "values (now(), 'slow', 'x', '1', '/', '{}', 'r') returning id"
            )
            slow_id = cursor.fetchone()[0]
        happened(3)
        assert seal_pending(NOW) == 3
        slow.commit()
        assert seal_pending(NOW) == 1
    finally:
        slow.close()
    assert sealed_ids()[-1] == slow_id
    assert max(sealed_ids()) > slow_id
    assert list(verify_audit(NOW)) == []
