"""Bulk writes store exactly what Django would, in a constant number of statements."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from django.db import IntegrityError, connection, models, transaction
from uuid_utils.compat import uuid7

from jiaoyun.plumbing.bulk import insert_rows, lookup_table
from jiaoyun.plumbing.models import AuditEvent, GramEntry, KeyCheck, OnceKey, ThrottleCount

pytestmark = pytest.mark.django_db

AT = datetime(2026, 9, 1, 8, 30, 1, 5, tzinfo=UTC)
CHINA = timezone(timedelta(hours=8))
HARD_TEXTS = ["", "张三", "𠮷\t\\N\n\r'\"", "{NULL}", "\\.", "100%s", "x" * 64]
COLUMNS = ("at", "actor_id", "identity_id", "action", "subject_kind", "subject_id", "place", "details", "request_id")


def row_of(number: int, text: str) -> tuple[Any, ...]:
    moment = AT.astimezone(CHINA) if number % 2 else AT.replace(microsecond=0)
    details = {"text": text, "list": [1, None, True], "nested": {"字": 1.5}}
    return moment, uuid7(), None if number % 2 else uuid7(), "a.b", "kind", text, "/36/", details, "r"


def raw(key: int) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(f"select {', '.join(COLUMNS)} from plumbing_auditevent where id = %s", [key])
        values = list(cursor.fetchone())
    # PostgreSQL keeps JSON as values, SQLite as the text that was written: blanks in it mean nothing.
    values[7] = AuditEvent.objects.values_list("details", flat=True).get(pk=key)
    return values


@pytest.mark.parametrize(("number", "text"), list(enumerate(HARD_TEXTS)))
def test_it_stores_what_django_would_store(number: int, text: str) -> None:
    row = row_of(number, text)
    assert insert_rows(AuditEvent, COLUMNS, [row]) == 1
    ours = AuditEvent.objects.get()
    theirs = AuditEvent.objects.create(**dict(zip(COLUMNS, row, strict=True)))
    assert raw(ours.pk) == raw(theirs.pk)
    theirs.refresh_from_db()
    assert (ours.details, ours.subject_id, ours.at) == (theirs.details, text, theirs.at)


def test_it_stores_bytes() -> None:
    insert_rows(KeyCheck, ("id", "digest", "sealed"), [(1, bytes(range(32)), b"\x00\\x5c\n\t")])
    row = KeyCheck.objects.get()
    assert (bytes(row.digest), bytes(row.sealed)) == (bytes(range(32)), b"\x00\\x5c\n\t")


def test_it_takes_a_stream_and_counts(django_assert_num_queries) -> None:
    rows = ((uuid7(), f"k{number}", "", AT) for number in range(4000))
    with django_assert_num_queries(1):
        assert insert_rows(OnceKey, ("actor_id", "key", "outcome", "created_at"), rows) == 4000
    assert OnceKey.objects.count() == 4000


def test_it_takes_no_rows() -> None:
    assert insert_rows(OnceKey, ("actor_id", "key", "outcome", "created_at"), []) == 0


def test_nothing_of_a_call_stays_after_a_clash() -> None:
    rows = [(bytes((number % 250,)), 1, 1, AT) for number in range(300)]
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_rows(ThrottleCount, ("digest", "window", "count", "expires_at"), rows)
    assert ThrottleCount.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_nothing_stays_after_a_clash_outside_a_transaction_either() -> None:
    rows = [(bytes((number % 250,)), 1, 1, AT) for number in range(300)]
    with pytest.raises(IntegrityError):
        insert_rows(ThrottleCount, ("digest", "window", "count", "expires_at"), rows)
    assert ThrottleCount.objects.count() == 0


def test_a_lookup_table_joins(django_assert_num_queries) -> None:
    owners = [uuid7() for _ in range(500)]
    insert_rows(
        GramEntry, ("kind", "owner_id", "text", "sort_key"), ((f"k{n % 2}", o, "t", "s") for n, o in enumerate(owners))
    )
    columns = {
        "line": models.IntegerField(),
        "owner_id": GramEntry._meta.get_field("owner_id"),
        "day": models.DateField(),
    }
    rows = ((line, owner, date(2012, 2, 29)) for line, owner in enumerate([*owners[:100], uuid7()]))
    statements = 4 if connection.vendor == "postgresql" else 3  # create, fill, (analyze,) drop
    with (
        django_assert_num_queries(statements + 1),
        lookup_table("wanted", columns, rows) as table,
        connection.cursor() as cursor,
    ):
        cursor.execute(
            f"select w.line, w.day from {table} w "
            "join plumbing_gramentry g on g.owner_id = w.owner_id and g.kind = 'k1'"
        )
        found = cursor.fetchall()
    assert sorted(line for line, _ in found) == list(range(1, 100, 2))
    assert {str(day) for _, day in found} == {"2012-02-29"}


def test_a_lookup_table_is_gone_afterwards() -> None:
    columns = {"line": models.IntegerField()}
    for _ in range(2):
        with lookup_table("again", columns, [(1,), (None,)]) as table, connection.cursor() as cursor:
            cursor.execute(f"select count(*), count(line) from {table}")
            assert cursor.fetchone() == (2, 1)
    with pytest.raises(ZeroDivisionError), transaction.atomic(), lookup_table("again", columns, []):
        raise ZeroDivisionError
    with lookup_table("again", columns, []):
        pass


@pytest.mark.django_db(transaction=True)
def test_a_lookup_table_needs_a_transaction() -> None:
    with pytest.raises(RuntimeError, match="transaction"), lookup_table("x", {"a": models.IntegerField()}, []):
        pass
