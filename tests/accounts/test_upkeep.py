"""What the machine does by itself: sweeping sessions, rewriting seals with a new key."""

from datetime import timedelta
from typing import Any

from django.contrib.sessions.models import Session
from django.utils import timezone

from jiaoyun.accounts.binding import numbers_of
from jiaoyun.accounts.jobs import sweep_sessions
from jiaoyun.accounts.models import FirstSecret, Identifier
from jiaoyun.plumbing.resealing import SEALED
from tests.world import World


def test_it_sweeps_the_sessions_that_are_over_and_no_other(world: World) -> None:
    client = world.client("teacher")
    old = Session.objects.get(session_key=world.session("student"))
    old.expire_date = timezone.now() - timedelta(minutes=1)
    old.save()
    assert sweep_sessions(progress=_no_progress()) == {"sessions": 1}
    assert client.get("/me").status_code == 200


def test_every_sealed_column_of_the_room_is_rewritten_with_a_new_key(world: World) -> None:
    assert {Identifier, FirstSecret} <= {column.model for column in SEALED}


def test_numbers_come_back_as_they_were_bound(world: World) -> None:
    pupil = world.pupils["school"][1]
    found = numbers_of([pupil.account_id])
    assert {bound.number for bound in found} == {pupil.document, pupil.roll_number}
    assert pupil.document not in repr(found)


def _no_progress() -> Any:
    """The job reports none."""
    return None
