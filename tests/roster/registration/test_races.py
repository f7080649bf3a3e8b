"""At once: one request decided by many, one child asked for by two guardians, one claim and one slip."""

from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from jiaoyun.accounts.models import Account, Identity, IdentityRequest
from jiaoyun.plumbing.actor import Actor, Role
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.roster.commands.add_child import add_child
from jiaoyun.roster.commands.decide_registrations import decide_guardians
from jiaoyun.roster.commands.register_student import register_student
from jiaoyun.roster.registration.matching import Pupil, find_pupil
from tests.accounts.registration.test_races import proof
from tests.faults.threads import at_once
from tests.roster.registration.registering import PASSWORD, fresh_pupil
from tests.world import World, build_world

MANY = 8


@pytest.fixture
def standing_world(transactional_db: None) -> World:
    """A world that other threads see."""
    return build_world()


def found(world: World, index: int = 1, phones: tuple[bytes, ...] = ()) -> Pupil:
    pupil = world.pupils["school"][index]
    match = find_pupil(pupil.name, pupil.roll_number, phones, timezone.now())
    assert match is not None
    return match


def ask(account_id: UUID, pupil: Pupil) -> Any:
    return lambda: add_child(actor=Actor(account_id), pupil=pupil, relation="52", now=timezone.now())


def good(results: list[Any]) -> list[Any]:
    assert all(isinstance(one, Refused) for one in results if isinstance(one, BaseException)), results
    return [one for one in results if not isinstance(one, BaseException)]


def test_one_guardian_asking_many_times_asks_once(standing_world: World) -> None:
    pupil = found(standing_world)
    results = at_once([ask(standing_world.accounts["teacher"], pupil) for _ in range(MANY)])
    assert len(good(results)) == 1
    assert IdentityRequest.objects.of_account(standing_world.accounts["teacher"]).count() == 1


def test_the_same_child_is_asked_for_by_two_guardians(standing_world: World) -> None:
    pupil, accounts = found(standing_world), standing_world.accounts
    results = at_once([ask(accounts[who], pupil) for who in ("teacher", "inspector", "support")])
    assert len(good(results)) == 3
    rows = Identity.objects.everywhere("the test's own").filter(role=Role.GUARDIAN, child_id=pupil.account_id)
    assert rows.filter(state="pending").count() == 3


def test_a_request_is_decided_once(standing_world: World) -> None:
    world = standing_world
    done = ask(world.accounts["teacher"], found(world))()
    actor, place = world.actor("school_admin"), world.place("school")

    def decide(approve: bool) -> Any:
        return lambda: decide_guardians(
            actor=actor,
            place=place,
            request_ids=[done.request_id],
            approve=approve,
            reason="核对不上",
            now=timezone.now(),
        )

    results = at_once([decide(serial % 2 == 0) for serial in range(MANY)])
    [winner] = good(results)
    request = IdentityRequest.objects.of_account(world.accounts["teacher"]).get()
    identity = Identity.objects.of_account(world.accounts["teacher"]).get(role=Role.GUARDIAN)
    assert request.state == winner.decision
    assert identity.state == ("active" if winner.decision == "approved" else "ended")
    assert request.version == 2


def test_a_first_password_is_set_once(standing_world: World) -> None:
    pupil = fresh_pupil(standing_world)
    proofs = [proof(pupil.phone) for _ in range(MANY)]
    match = found(standing_world, phones=(proofs[0].digest,))
    assert match.by_contact

    def register(serial: int) -> Any:
        return lambda: register_student(
            actor=Actor(),
            phone=proofs[serial],
            pupil=match,
            password=PASSWORD,
            password_hash=f"!hash{serial}",
            now=timezone.now(),
        )

    results = at_once([register(serial) for serial in range(MANY)])
    assert len(good(results)) == 1
    row = Account.objects.of_account(pupil.account_id).get()
    assert row.password.startswith("!hash")
    assert row.session_epoch == 1


def test_a_proof_is_used_once(standing_world: World) -> None:
    first, second = fresh_pupil(standing_world, 1), fresh_pupil(standing_world, 2)
    shown = proof(first.phone)
    both = [found(standing_world, 1, (shown.digest,)), found(standing_world, 1, (shown.digest,))]
    common = {"actor": Actor(), "phone": shown, "password": PASSWORD, "password_hash": "!h", "now": timezone.now()}
    results = at_once([lambda pupil=pupil: register_student(pupil=pupil, **common) for pupil in both])  # type: ignore[misc]
    assert len(good(results)) == 1
    assert not Account.objects.of_account(second.account_id).get().password
