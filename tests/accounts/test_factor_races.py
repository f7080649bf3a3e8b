"""A code works once, however many send it at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from jiaoyun.accounts.commands.begin_app import begin_app
from jiaoyun.accounts.commands.confirm_app import confirm_app
from jiaoyun.accounts.commands.make_recovery_codes import make_recovery_codes
from jiaoyun.accounts.commands.show_factor import Shown, show_factor
from jiaoyun.accounts.models import Authenticator, RecoveryCode
from jiaoyun.accounts.second_factor.totp import current_code, secret_of
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.models import AuditEvent
from jiaoyun.plumbing.refusals import Refused
from tests.factors import code_of, give_app
from tests.world import World, build_world

pytestmark = pytest.mark.slow

AT_ONCE = 20


@pytest.fixture
def standing_world(transactional_db: None) -> World:
    """A world that other threads see."""
    return build_world()


def at_once(act: Callable[[], str]) -> list[str]:
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


def _show(actor: Actor, shown: Shown, now: datetime) -> Callable[[], str]:
    return lambda: show_factor(actor=actor, shown=shown, now=now).how


def test_the_same_recovery_code_sent_by_twenty_works_once(standing_world: World) -> None:
    actor, now = standing_world.actor("school_admin"), timezone.now()
    code = make_recovery_codes(actor=actor, now=now).codes[0]
    answers = at_once(_show(actor, Shown(recovery=code), now))
    assert sorted(answers) == ["accounts.factor.wrong"] * (AT_ONCE - 1) + ["recovery"]
    assert RecoveryCode.objects.of_account(actor.account).filter(used_at__isnull=True).count() == 9
    assert AuditEvent.objects.filter(action="accounts.factor_shown").count() == 1


def test_the_same_code_of_an_app_sent_by_twenty_works_once(standing_world: World) -> None:
    actor, now = standing_world.actor("school_admin"), timezone.now()
    give_app(actor.account)
    answers = at_once(_show(actor, Shown(code=code_of(actor.account, now)), now))
    assert sorted(answers) == ["accounts.factor.wrong"] * (AT_ONCE - 1) + ["totp"]


def test_an_app_confirmed_by_twenty_is_one_app_with_one_set_of_codes(standing_world: World) -> None:
    actor, now = standing_world.actor("school_admin"), timezone.now()
    key = begin_app(actor=actor, now=now).authenticator_id
    code = current_code(secret_of(Authenticator.objects.of_account(actor.account).get(id=key)), now)
    answers = at_once(lambda: str(len(confirm_app(actor=actor, typed=code, now=now).codes)))
    assert sorted(answers) == ["10"] + ["accounts.factor.started_over"] * (AT_ONCE - 1)
    assert Authenticator.objects.of_account(actor.account).count() == 1
    assert RecoveryCode.objects.of_account(actor.account).count() == 10
