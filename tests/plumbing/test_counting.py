"""Counts of several rooms: one statement for all of a page, each as its own query would count."""

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jiaoyun.accounts.models import Identity
from jiaoyun.plumbing.counting import BADGE_MOST, NO_DEADLINE, Sum, counted, later, summed
from jiaoyun.plumbing.prepared import Question, question_of
from jiaoyun.plumbing.scope import UnscopedQueryError
from tests.world import World

pytestmark = pytest.mark.django_db


def identities(role: str) -> Any:
    return Identity.objects.everywhere("a test").filter(role=role)


def rows(count: int) -> Question:
    return Question(" UNION ALL ".join(["SELECT 1"] * count), ())


def test_it_counts_what_each_question_finds_by_one_query(world: World) -> None:
    asked = [question_of(identities(role).values_list("id")) for role in ("student", "nobody", "school_admin")]
    with CaptureQueriesContext(connection) as queries:
        found = counted(asked)
    assert found == [identities("student").count(), 0, identities("school_admin").count()]
    assert found[0] > 0
    assert len(queries) == 1


def test_it_asks_nothing_where_nothing_is_to_be_counted(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert (counted([]), summed([])) == ([], [])


def test_it_sums_the_oldest_and_the_nearest_deadline(world: World) -> None:
    with_end = identities("teacher")
    with_end.update(until=world.now + timedelta(days=3))
    with CaptureQueriesContext(connection) as queries:
        ends, open_ended, none = summed(
            [
                question_of(with_end.values_list("since", "until")),
                question_of(identities("school_admin").values_list("since", NO_DEADLINE)),
                question_of(identities("nobody").values_list("since", NO_DEADLINE)),
            ]
        )
    since = min(with_end.values_list("since", flat=True))
    assert ends == Sum(with_end.count(), since, world.now + timedelta(days=3))
    assert (open_ended.count, open_ended.due) == (identities("school_admin").count(), None)
    assert none == Sum(0, None, None)
    assert len(queries) == 1


def test_badges_of_a_page_are_counted_together_when_one_is_read(world: World) -> None:
    request: Any = SimpleNamespace()
    with CaptureQueriesContext(connection) as queries:
        first, second = later(request, rows(3)), later(request, rows(BADGE_MOST))
    assert not queries.captured_queries
    with CaptureQueriesContext(connection) as queries:
        assert (str(first), str(second), bool(first)) == ("3", "99+", True)
    assert len(queries) == 1
    with CaptureQueriesContext(connection) as queries:
        third = later(request, Question("SELECT 1 WHERE 1 = 0", ()))
        assert (bool(third), str(first)) == (False, "3")
    assert len(queries) == 1


def test_it_refuses_a_question_that_nobody_limited() -> None:
    with pytest.raises(UnscopedQueryError):
        question_of(Identity.objects.values_list("id"))
