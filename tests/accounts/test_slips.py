"""Printing slips: who may, for whom, and what a run shows (security.md §7, activation slip)."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.http import Http404
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from uuid_utils.compat import uuid7

from jiaoyun.accounts.commands.issue_first_secrets import SecretsIssued, issue_first_secrets
from jiaoyun.accounts.commands.reveal_secrets import SHOWN_FOR, reveal_secrets
from jiaoyun.accounts.first_secrets import ALPHABET, LENGTH, grouped, is_same, new_secret
from jiaoyun.accounts.models import Account, FirstSecret
from jiaoyun.plumbing.models import AuditEvent
from jiaoyun.plumbing.refusals import Refused
from tests.world import World


def pupils_without_password(world: World, school: str = "school") -> list[UUID]:
    ids = [pupil.account_id for pupil in world.pupils[school]]
    Account.objects.everywhere("the test's own pupils").filter(id__in=ids).update(password="")
    return ids


def issue(world: World, accounts: list[UUID], role: str = "school_admin", **more: Any) -> SecretsIssued:
    return issue_first_secrets(
        actor=world.actor(role),
        place=world.place(more.get("place", "school")),
        accounts=accounts,
        allowed=more.get("allowed", frozenset(accounts)),
        run=more.get("run") or uuid7(),
        now=more.get("now", timezone.now()),
    )


def test_it_makes_one_slip_each_and_shows_them_to_the_printer(world: World) -> None:
    pupils = pupils_without_password(world)
    issued = issue(world, pupils)
    assert (issued.count, issued.skipped) == (len(pupils), 0)
    shown = reveal_secrets(
        actor=world.actor("school_admin"), place=world.place("school"), run=issued.run, now=timezone.now()
    )
    assert {slip.account_id for slip in shown.slips} == set(pupils)
    assert {slip.login for slip in shown.slips} == {"q_student", *(p.roll_number for p in world.pupils["school"][1:])}
    assert all(len(slip.secret) == 11 and slip.secret[5] == "-" for slip in shown.slips)
    assert len({slip.secret for slip in shown.slips}) == len(pupils)


def test_it_seals_the_secrets_and_keeps_them_out_of_the_audit(world: World) -> None:
    issued = issue(world, pupils_without_password(world))
    shown = reveal_secrets(
        actor=world.actor("school_admin"), place=world.place("school"), run=issued.run, now=timezone.now()
    )
    stored = b"".join(bytes(row.sealed) for row in FirstSecret.objects.within(world.place("school")))
    written = str(list(AuditEvent.objects.values_list("details", "subject_id")))
    for slip in shown.slips:
        assert slip.secret.replace("-", "").encode() not in stored
        assert slip.secret not in written
        assert slip.secret not in repr(slip)
        assert slip.login not in repr(slip)
    actions = set(AuditEvent.objects.values_list("action", flat=True))
    assert actions == {"accounts.first_secrets_issued", "accounts.first_secrets_shown"}


def test_it_voids_earlier_slips_and_leaves_out_who_has_a_password(world: World) -> None:
    pupils = pupils_without_password(world)
    first = issue(world, pupils)
    world.set_password("student")
    second = issue(world, pupils)
    assert (second.count, second.skipped) == (len(pupils) - 1, 1)
    place, actor = world.place("school"), world.actor("school_admin")
    still = reveal_secrets(actor=actor, place=place, run=first.run, now=timezone.now())
    assert [slip.account_id for slip in still.slips] == [world.accounts["student"]]


def test_it_refuses_all_where_one_is_not_of_this_school(world: World) -> None:
    own, foreign = pupils_without_password(world), pupils_without_password(world, "neighbour")
    with pytest.raises(Refused) as raised:
        issue(world, own + foreign, allowed=frozenset(own))
    assert raised.value.id == "accounts.slips.not_yours"
    assert raised.value.values["count"] == len(foreign)
    assert not FirstSecret.objects.everywhere("nothing may be there").exists()


@pytest.mark.parametrize("role", ["homeroom", "teacher", "student", "guardian", "county_admin", "province_admin"])
def test_others_may_not_print_slips(world: World, role: str) -> None:
    with pytest.raises(Refused) as raised:
        issue(world, pupils_without_password(world), role)
    assert raised.value.id == "house.power.lacking"


@pytest.mark.parametrize("role", ["neighbour_admin", "neighbour_teacher", "other_county_admin", "support"])
def test_outsiders_may_not_even_see_that_there_are_slips(world: World, role: str) -> None:
    pupils = pupils_without_password(world)
    issued = issue(world, pupils)
    with pytest.raises(Http404):
        issue(world, pupils, role)
    with pytest.raises(Http404):
        reveal_secrets(actor=world.actor(role), place=world.place("school"), run=issued.run, now=timezone.now())


def test_another_place_may_not_open_the_run(world: World) -> None:
    issued = issue(world, pupils_without_password(world))
    with pytest.raises(Http404):
        reveal_secrets(
            actor=world.actor("neighbour_admin"), place=world.place("neighbour"), run=issued.run, now=timezone.now()
        )


def test_it_shows_no_slip_that_ran_out(world: World) -> None:
    issued = issue(world, pupils_without_password(world))
    now = timezone.now()
    FirstSecret.objects.everywhere("the test's own slips").filter(run=issued.run).update(expires_at=now)
    shown = reveal_secrets(actor=world.actor("school_admin"), place=world.place("school"), run=issued.run, now=now)
    assert shown.slips == ()


def test_it_shows_the_slips_of_a_printing_for_two_hours(world: World) -> None:
    issued, place = issue(world, pupils_without_password(world)), world.place("school")
    begun = FirstSecret.objects.within(place).filter(run=issued.run).values_list("issued_at", flat=True)[0]
    actor = world.actor("school_admin")
    assert reveal_secrets(actor=actor, place=place, run=issued.run, now=begun + SHOWN_FOR).slips
    with pytest.raises(Refused, match=r"accounts\.slips\.over"):
        reveal_secrets(actor=actor, place=place, run=issued.run, now=begun + SHOWN_FOR + timedelta(seconds=1))


def test_the_statements_do_not_grow_with_the_pupils(world: World) -> None:
    pupils = pupils_without_password(world)

    def statements(accounts: list[UUID]) -> int:
        with CaptureQueriesContext(connection) as captured:
            issue(world, accounts)
        return len(captured)

    assert statements(pupils[:1]) == statements(pupils)


def test_secrets_are_random_and_hold_no_letters_that_look_alike() -> None:
    made = [new_secret() for _ in range(10_000)]
    assert len(set(made)) == len(made)
    assert set("".join(made)) == set(ALPHABET)
    assert not set(ALPHABET) & set("0O1IL")
    assert len(ALPHABET) ** LENGTH > 2**48
    assert is_same(grouped(made[0]).lower(), made[0])
    assert not is_same(made[0], made[1])
    assert not is_same("", made[0])
