"""Changes that wait 48 hours: nobody hurries them, the old number stops them, two people are two people."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from jiaoyun.accounts.binding import bind, numbers_of, release
from jiaoyun.accounts.commands.cancel_waiting import cancel_waiting
from jiaoyun.accounts.jobs import finish_waiting_changes
from jiaoyun.accounts.models import Account, Identifier, IdentifierKind, WaitingChange, WaitingKind
from jiaoyun.accounts.waiting import (
    HOLD,
    LONGEST,
    Begun,
    begin_waiting,
    confirm_second,
    due_changes,
    find_by_token,
    finish,
    token_of,
)
from jiaoyun.plumbing.actor import NOBODY, Actor
from jiaoyun.plumbing.refusals import Refused
from tests.people import invent_phone
from tests.world import World

OLD, NEW = invent_phone(7001), invent_phone(7002)


def numbers(account_id: UUID) -> set[str]:
    return {bound.number for bound in numbers_of([account_id])}


def begun(world: World, now: datetime, *, by: str = "teacher") -> Begun:
    """The teacher's phone is to be moved, asked by a member of the cast."""
    account_id = world.accounts["teacher"]
    old = bind(account_id, IdentifierKind.PHONE, OLD, now=now)
    return begin_waiting(
        actor=world.actor(by),
        account_id=account_id,
        kind=WaitingKind.MOVE_PHONE,
        identifier_id=old.id,
        new=(IdentifierKind.PHONE, NEW),
        now=now,
    )


def epoch(account_id: UUID) -> int:
    return int(Account.objects.of_account(account_id).values_list("session_epoch", flat=True).get())


class _Still:
    def hold(self) -> None:
        """The job's lease is not asked for here."""


def test_it_takes_effect_after_48_hours_and_not_before(world: World) -> None:
    now = timezone.now()
    change, teacher = begun(world, now), world.accounts["teacher"]
    assert not change.needs_second
    assert due_changes(now + HOLD - timedelta(seconds=1)) == []
    with pytest.raises(Refused, match=r"accounts.waiting.over"):
        finish(change.change_id, now=now + timedelta(hours=47))
    assert OLD in numbers(teacher)
    before = epoch(teacher)
    assert due_changes(now + HOLD) == [change.change_id]
    assert finish(change.change_id, now=now + HOLD).state == "done"
    assert NEW in numbers(teacher)
    assert OLD not in numbers(teacher)
    assert epoch(teacher) == before + 1


def test_the_job_finishes_what_is_due_once(world: World) -> None:
    begun(world, timezone.now() - HOLD)
    assert finish_waiting_changes(progress=_Still()) == {"finished": 1}  # type: ignore[arg-type]
    assert finish_waiting_changes(progress=_Still()) == {"finished": 0}  # type: ignore[arg-type]
    assert NEW in numbers(world.accounts["teacher"])


def test_the_link_of_the_old_number_stops_it(world: World) -> None:
    now = timezone.now()
    change = begun(world, now)
    found = find_by_token(token_of(change.change_id))
    assert found is not None
    assert found.id == change.change_id
    cancel_waiting(actor=NOBODY, change_id=found.id, why="link", now=now)
    with pytest.raises(Refused, match=r"accounts.waiting.over"):
        finish(change.change_id, now=now + HOLD)
    with pytest.raises(Refused, match=r"accounts.waiting.over"):
        cancel_waiting(actor=NOBODY, change_id=found.id, why="link", now=now)
    assert OLD in numbers(world.accounts["teacher"])


@pytest.mark.parametrize("token", ["", "0" * 40, "ü" * 40, "f" * 64])
def test_a_guessed_link_names_nothing(world: World, token: str) -> None:
    begun(world, timezone.now())
    assert find_by_token(token) is None


def test_it_lets_one_change_wait_at_a_time(world: World) -> None:
    now = timezone.now()
    change = begun(world, now)
    with pytest.raises(Refused, match=r"accounts.waiting.already"):
        begin_waiting(
            actor=world.actor("teacher"),
            account_id=change.account_id,
            kind=WaitingKind.UNBIND_DOCUMENT,
            identifier_id=None,
            now=now,
        )


def test_what_somebody_else_asks_needs_a_second_person(world: World) -> None:
    now = timezone.now()
    change = begun(world, now, by="school_admin")
    assert change.needs_second
    for role in ("school_admin", "teacher"):
        with pytest.raises(Refused, match=r"accounts.waiting.same_person"):
            confirm_second(change.change_id, actor=world.actor(role), now=now)
    # The same person under another identity is the same person.
    again = Actor(world.accounts["school_admin"], "", world.actor("county_admin").grant)
    with pytest.raises(Refused, match=r"accounts.waiting.same_person"):
        confirm_second(change.change_id, actor=again, now=now)
    assert due_changes(now + HOLD) == []
    with pytest.raises(Refused, match=r"accounts.waiting.over"):
        finish(change.change_id, now=now + HOLD)
    confirm_second(change.change_id, actor=world.actor("county_admin"), now=now)
    assert due_changes(now + HOLD) == [change.change_id]


def test_what_nobody_confirms_is_given_up(world: World) -> None:
    now = timezone.now()
    change = begun(world, now, by="support")
    assert due_changes(now + LONGEST) == [change.change_id]
    ended = finish(change.change_id, now=now + LONGEST)
    assert (ended.state, ended.why) == ("cancelled", "unconfirmed")
    assert OLD in numbers(world.accounts["teacher"])


def test_a_number_that_somebody_bound_meanwhile_ends_it_and_the_old_one_stays(world: World) -> None:
    now = timezone.now()
    change = begun(world, now)
    bind(world.accounts["guardian"], IdentifierKind.PHONE, NEW, now=now)
    ended = finish(change.change_id, now=now + HOLD)
    assert (ended.state, ended.why) == ("cancelled", "taken")
    assert OLD in numbers(world.accounts["teacher"])


def test_an_old_number_that_left_meanwhile_is_not_missed(world: World) -> None:
    now = timezone.now()
    change = begun(world, now)
    rows = Identifier.objects.of_account(change.account_id).filter(kind=IdentifierKind.PHONE, released_at=None)
    release([row.id for row in rows], why="moved", now=now)
    assert finish(change.change_id, now=now + HOLD).state == "done"
    assert NEW in numbers(change.account_id)


def test_no_column_holds_the_new_number_or_the_token(world: World) -> None:
    change = begun(world, timezone.now())
    row = WaitingChange.objects.of_account(change.account_id).values().get()
    kept = " ".join(str(bytes(v) if isinstance(v, memoryview) else v) for v in row.values())
    assert NEW not in kept
    assert token_of(change.change_id) not in kept
