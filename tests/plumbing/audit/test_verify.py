"""Whatever is done to sealed rows is found, and the row is named."""

from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from uuid_utils.compat import uuid7

from jiaoyun.plumbing.audit.sealer import GAP_KEPT, seal_pending
from jiaoyun.plumbing.audit.verify import verify_audit
from jiaoyun.plumbing.models import AuditEvent, AuditSeal
from tests.plumbing.audit.conftest import NOW

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(hours=3)


@pytest.fixture
def first(happened) -> int:
    """Three seals of four events each; the first event's id."""
    for _ in range(3):
        happened(4)
        seal_pending(NOW)
    assert findings() == []
    return AuditEvent.objects.order_by("id")[0].id


def findings() -> list[tuple[str, int]]:
    return [(finding.what, finding.number) for finding in verify_audit(LATER)]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("at", NOW + timedelta(microseconds=1)),
        ("actor_id", uuid7()),
        ("actor_id", None),
        ("identity_id", uuid7()),
        ("action", "roster.row_unsettled"),
        ("subject_kind", "import_rows"),
        ("subject_id", "9"),
        ("place", "/36/3602/"),
        ("details", {"choice": "leave"}),
        ("request_id", "r99"),
    ],
)
def test_it_finds_a_changed_column(first: int, column: str, value: object) -> None:
    AuditEvent.objects.filter(id=first + 5).update(**{column: value})
    assert findings() == [("event_changed", first + 5)]


@pytest.mark.parametrize("offset", [0, 5, 11])
def test_it_finds_a_removed_row(first: int, offset: int) -> None:
    AuditEvent.objects.filter(id=first + offset).delete()
    assert findings() == [("event_removed", first + offset)]


def test_it_finds_two_rows_that_changed_places(first: int) -> None:
    one, other = AuditEvent.objects.get(id=first + 1), AuditEvent.objects.get(id=first + 9)
    one.id, other.id = other.id, one.id
    one.save()
    other.save()
    assert findings() == [("event_changed", first + 1), ("event_changed", first + 9)]


def test_it_finds_a_row_put_between_sealed_ones(first: int, happened) -> None:
    """Into an id that a rolled back transaction left free, once the sealer no longer looks for late commits there."""
    happened(2)
    AuditEvent.objects.filter(id=first + 12).delete()
    seal_pending(NOW)
    happened(1)
    seal_pending(NOW + GAP_KEPT * 2)
    assert findings() == []
    slipped = AuditEvent.objects.get(id=first)
    slipped.id = first + 12
    slipped.save(force_insert=True)
    assert findings() == [("event_inserted", first + 12)]


def test_it_finds_a_cut_tail(first: int) -> None:
    AuditEvent.objects.filter(id__gte=first + 8).delete()
    AuditSeal.objects.filter(sequence=3).delete()
    assert findings() == [("tail_cut", 3)]


def test_it_finds_a_cut_tail_that_was_sealed_over(first: int, happened) -> None:
    AuditEvent.objects.filter(id__gte=first + 8).delete()
    AuditSeal.objects.filter(sequence=3).delete()
    happened(1)
    seal_pending(NOW)
    assert ("head_differs", 3) in findings()


def test_it_finds_a_removed_seal(first: int) -> None:
    AuditSeal.objects.filter(sequence=2).delete()
    found = findings()
    assert ("seal_removed", 2) in found
    assert {number for what, number in found if what == "event_inserted"} == set(range(first + 4, first + 8))


@pytest.mark.parametrize("column", ["marks", "previous", "digest"])
def test_it_finds_a_changed_seal(first: int, column: str) -> None:
    seal = AuditSeal.objects.get(sequence=2)
    value = bytearray(getattr(seal, column))
    value[0] ^= 1
    AuditSeal.objects.filter(sequence=2).update(**{column: bytes(value)})
    assert ("seal_changed", 2) in findings()


def test_it_finds_a_chain_that_was_written_anew_without_the_key(first: int) -> None:
    """Somebody who may write everything but has no key cannot make a mark that fits."""
    AuditEvent.objects.filter(id=first).update(action="nothing_happened")
    seal = AuditSeal.objects.get(sequence=1)
    AuditSeal.objects.filter(sequence=1).update(marks=bytes(16) + bytes(seal.marks)[16:])
    assert {("seal_changed", 1), ("event_changed", first)} <= set(findings())


def test_it_says_when_events_wait_for_a_worker(first: int, happened) -> None:
    happened(2)
    assert findings() == [("event_waiting", first + 12)]


def test_it_says_when_the_heads_file_is_gone(first: int, heads: Path) -> None:
    heads.unlink()
    assert findings() == [("heads_missing", 3)]


def test_the_command_names_the_row_and_fails(first: int) -> None:
    out = StringIO()
    call_command("verify_audit", stdout=out)
    assert "the audit is whole: 12 events, 3 seals" in out.getvalue()
    AuditEvent.objects.filter(id=first + 2).delete()
    with pytest.raises(CommandError, match="1 findings"):
        call_command("verify_audit", stdout=out)
    assert f"event {first + 2} was sealed and is no longer there" in out.getvalue()


def test_a_person_may_begin_a_new_heads_file_after_a_restore(first: int, heads: Path) -> None:
    AuditEvent.objects.filter(id__gte=first + 8).delete()
    AuditSeal.objects.filter(sequence=3).delete()
    call_command("verify_audit", "--new-heads", stdout=StringIO())
    assert findings() == []
    kept = [path for path in heads.parent.iterdir() if path != heads]
    assert len(kept) == 1
    assert len(kept[0].read_text(encoding="ascii").splitlines()) == 3
