"""Telling the planner of a table that has grown."""

from django.db import connection

from jiaoyun.plumbing.planner import tell_planner
from jiaoyun.roster.models import Enrolment
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
