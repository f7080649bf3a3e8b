"""The throttle: exact when many come at once, its own window for each key, nothing readable stored."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from jiaoyun.plumbing.models import ThrottleCount
from jiaoyun.plumbing.throttle import Budget, forgive, spend, spend_all, spent, sweep_counts

CODES = Budget("sms.code", 3, 60)
NOW = datetime(2026, 9, 1, 0, 0, 30, tzinfo=UTC)
PHONE = "13900000000"


@pytest.mark.django_db
def test_it_allows_as_many_as_the_budget_and_says_when_it_is_full_again() -> None:
    answers = [spend(CODES, PHONE, now=NOW) for _ in range(5)]
    assert [answer.allowed for answer in answers] == [True, True, True, False, False]
    assert [answer.count for answer in answers] == [1, 2, 3, 4, 5]
    assert answers[-1].retry_at == datetime(2026, 9, 1, 0, 1, tzinfo=UTC)


@pytest.mark.django_db
def test_it_begins_again_in_the_next_window() -> None:
    for _ in range(4):
        spend(CODES, PHONE, now=NOW)
    assert spend(CODES, PHONE, now=NOW + timedelta(seconds=30)).allowed


@pytest.mark.django_db
def test_it_counts_keys_and_budgets_apart() -> None:
    for _ in range(4):
        spend(CODES, PHONE, now=NOW)
    assert spend(CODES, "13900000001", now=NOW).count == 1
    assert spend(Budget("login.name", 3, 60), PHONE, now=NOW).count == 1


@pytest.mark.django_db
def test_it_answers_without_counting() -> None:
    assert spent(CODES, PHONE, now=NOW).allowed
    for _ in range(3):
        spend(CODES, PHONE, now=NOW)
    assert not spent(CODES, PHONE, now=NOW).allowed
    assert spent(CODES, PHONE, now=NOW).count == 3


@pytest.mark.django_db
def test_it_forgives_one_key_only() -> None:
    for key in (PHONE, "13900000001"):
        spend(CODES, key, now=NOW)
    forgive(CODES, PHONE)
    assert spent(CODES, PHONE, now=NOW).count == 0
    assert spent(CODES, "13900000001", now=NOW).count == 1


@pytest.mark.django_db
def test_it_takes_one_statement(django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        spend(CODES, PHONE, now=NOW)


@pytest.mark.django_db
def test_it_stores_no_key() -> None:
    spend(CODES, PHONE, now=NOW)
    row = ThrottleCount.objects.values_list().get()
    assert PHONE not in repr(row)
    assert PHONE.encode() not in bytes(ThrottleCount.objects.get().digest)


@pytest.mark.django_db
def test_it_sweeps_what_is_over() -> None:
    spend(CODES, PHONE, now=NOW)
    spend(CODES, "13900000001", now=NOW + timedelta(hours=1))
    assert sweep_counts(NOW + timedelta(minutes=30)) == 1
    assert ThrottleCount.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_it_is_exact_when_many_come_at_once() -> None:
    def one(_: int) -> int:
        try:
            return spend(CODES, PHONE, now=NOW).count
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        counts = sorted(pool.map(one, range(80)))
    assert counts == list(range(1, 81))


@pytest.mark.django_db
def test_several_budgets_are_spent_in_one_statement_and_answer_in_their_order(
    django_assert_num_queries: Any,
) -> None:
    other = Budget("login.network", 1, 600)
    spend(other, PHONE, now=NOW)
    with django_assert_num_queries(1):
        first, second = spend_all((CODES, PHONE), (other, PHONE), now=NOW)
    assert (first.count, first.allowed, first.retry_at) == (1, True, datetime(2026, 9, 1, 0, 1, tzinfo=UTC))
    assert (second.count, second.allowed, second.retry_at) == (2, False, datetime(2026, 9, 1, 0, 10, tzinfo=UTC))
    spend_all((other, PHONE), (CODES, PHONE), now=NOW, amount=-1)
    assert (spent(CODES, PHONE, now=NOW).count, spent(other, PHONE, now=NOW).count) == (0, 1)


def test_the_same_budget_twice_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="twice"):
        spend_all((CODES, PHONE), (CODES, PHONE), now=NOW)
