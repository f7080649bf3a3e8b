"""What happens when two do the same at once: threads on the real database, not one transaction."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone
from uuid_utils.compat import uuid7

from jiaoyun.accounts.commands.issue_first_secrets import issue_first_secrets
from jiaoyun.accounts.door import Attempt, check_login
from jiaoyun.accounts.doors.counts import NAME_BUDGET
from jiaoyun.accounts.models import Account, FirstSecret
from jiaoyun.plumbing.refusals import Refused
from tests.world import World, build_world

pytestmark = pytest.mark.slow

AT_ONCE = 8


@pytest.fixture
def standing_world(transactional_db: None) -> World:
    """A world that other threads see."""
    return build_world()


def at_once(act: Callable[[], str]) -> list[str]:
    """What `act` answers in each of several threads that start together."""
    barrier = Barrier(AT_ONCE)

    def run(_: int) -> str:
        barrier.wait()
        try:
            return act()
        except Refused as refused:
            return refused.id
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(run, range(AT_ONCE)))


def test_guesses_sent_at_once_are_all_counted(standing_world: World) -> None:
    begun = timezone.now()

    def guess() -> str:
        check_login(Attempt("q_teacher", "falsches-passwort", "192.0.2.7"), now=begun)
        return "in"

    answers = at_once(guess) + at_once(guess)
    assert answers.count("accounts.login.wrong") == NAME_BUDGET.limit
    assert answers.count("accounts.login.too_many") == 2 * AT_ONCE - NAME_BUDGET.limit


def test_slips_printed_at_once_leave_one_open_slip_a_pupil(standing_world: World) -> None:
    world = standing_world
    pupils = [pupil.account_id for pupil in world.pupils["school"]]
    Account.objects.everywhere("the test's own pupils").filter(id__in=pupils).update(password="")
    actor, place = world.actor("school_admin"), world.place("school")

    def print_slips() -> str:
        done = issue_first_secrets(
            actor=actor, place=place, accounts=pupils, allowed=frozenset(pupils), run=uuid7(), now=timezone.now()
        )
        return str(done.count)

    assert at_once(print_slips) == [str(len(pupils))] * AT_ONCE
    open_slips = FirstSecret.objects.within(place).filter(used_at__isnull=True, voided_at__isnull=True)
    assert sorted(open_slips.values_list("account_id", flat=True)) == sorted(pupils)
    assert FirstSecret.objects.within(place).count() == AT_ONCE * len(pupils)
