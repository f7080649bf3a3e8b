"""The world of the tests is the same each time but for its moment, which is that of the test."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.db import transaction

from jiaoyun.accounts.models import Identity
from tests import world_kept
from tests.world import World, build_world


def built(when: datetime) -> World:
    """A world that was built then and is gone again; what stands in it is of that moment."""
    with time_machine.travel(when, tick=False), transaction.atomic():
        made = build_world()
        since = set(Identity.objects.everywhere("the test's own").values_list("since", flat=True))
        transaction.set_rollback(True)
    assert since == {when}
    return made


@pytest.mark.django_db
def test_each_world_is_of_its_own_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(world_kept, "_KEPT", {})
    # The first without a fraction of a second, which a driver writes otherwise than one with it.
    first = built(datetime(2026, 10, 5, 8, 0, tzinfo=UTC))
    second = built(datetime(2026, 10, 5, 8, 0, 1, 250_000, tzinfo=UTC))
    assert len(world_kept._KEPT) == 1
    assert (second.accounts, second.pupils) == (first.accounts, first.pupils)
    next_year = built(datetime(2027, 10, 5, 8, 0, tzinfo=UTC))
    assert next_year.classes["school"] != first.classes["school"]


@pytest.mark.django_db
def test_what_one_test_puts_into_its_world_is_not_in_the_next() -> None:
    with transaction.atomic():
        build_world().accounts.clear()
        transaction.set_rollback(True)
    assert build_world().accounts
