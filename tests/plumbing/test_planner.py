"""Telling the planner of a table that has grown."""

from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from jiaoyun.plumbing.planner import tell_planner
from jiaoyun.roster.models import CurrentEnrolment, Enrolment
from tests.world import World


def test_it_looks_at_keys_and_at_what_partial_indexes_ask(world: World) -> None:
    told = tell_planner((Enrolment,), 10_000_000)
    assert told is (connection.vendor == "postgresql")
    if told:
        with connection.cursor() as cursor:
            cursor.execute("SELECT attname FROM pg_stats WHERE tablename = 'roster_enrolment'")
            assert {name for (name,) in cursor.fetchall()} == {"id", "closed_at"}


def test_it_looks_at_nothing_that_is_known_to_be_as_large(world: World) -> None:
    tell_planner((Enrolment,), 10_000_000)
    assert not tell_planner((Enrolment,), 1)


def test_it_looks_only_at_those_that_are_smaller(world: World) -> None:
    def analysed(*models: Any, rows: int) -> list[str]:
        with CaptureQueriesContext(connection) as asked:
            tell_planner(models, rows)
        return [query["sql"] for query in asked if query["sql"].startswith("ANALYZE")]

    tell_planner((Enrolment,), 10_000_000)
    known = Enrolment.objects.everywhere("a test").count()
    assert analysed(Enrolment, rows=known) == []
    told = analysed(Enrolment, CurrentEnrolment, rows=known)
    assert len(told) == (connection.vendor == "postgresql")
    assert all('"roster_currentenrolment"' in one and '"roster_enrolment"' not in one for one in told)
