"""The other party's hand: reset, freeze, thaw, rename, unbind — for the own people only, and told to their owner."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from django.http import Http404
from django.utils import timezone

from jiaoyun.accounts.binding import bind
from jiaoyun.accounts.commands.freeze_account import freeze_account
from jiaoyun.accounts.commands.rename_person import rename_person
from jiaoyun.accounts.commands.reset_passwords import MOST, reset_passwords
from jiaoyun.accounts.commands.thaw_account import thaw_account
from jiaoyun.accounts.commands.unbind_phone import ask_unbinding, confirm_unbinding
from jiaoyun.accounts.door import Attempt, check_login
from jiaoyun.accounts.models import (
    Account,
    FirstSecret,
    Identifier,
    IdentifierKind,
    Identity,
    NameChange,
    WaitingChange,
)
from jiaoyun.accounts.waiting import finish
from jiaoyun.notices.models import Notice
from jiaoyun.plumbing.actor import Role
from jiaoyun.plumbing.jobs import run_pending
from jiaoyun.plumbing.models import AuditEvent
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.rules.faults import Fault
from tests.world import PASSWORD, World

pytestmark = pytest.mark.django_db(transaction=True)
OWN = "竹林深处-有人家"


def account(world: World, key: str) -> Account:
    found: Account = Account.objects.of_account(world.accounts[key]).get()
    return found


def reset(world: World, by: str, *ids: UUID, custom: str = "", place: str = "school") -> Any:
    where = world.place(place)
    return reset_passwords(actor=world.actor(by), place=where, account_ids=list(ids), custom=custom, now=timezone.now())


def test_it_resets_once_ends_sessions_and_tells_the_owner(world: World) -> None:
    world.set_password("student")
    before, pupil = account(world, "student"), world.pupils["school"][0]
    done = reset(world, "school_admin", before.id)
    [slip] = done.slips
    after = account(world, "student")
    assert (after.password, after.session_epoch) == ("", before.session_epoch + 1)
    proof = check_login(Attempt(pupil.roll_number, slip.secret, "192.0.2.1"), now=timezone.now())
    assert proof.first_secret_id == FirstSecret.objects.of_account(before.id).get(run=done.run).id
    with pytest.raises(Refused) as wrong:
        check_login(Attempt(pupil.roll_number, PASSWORD, "192.0.2.1"), now=timezone.now())
    assert wrong.value.id == "accounts.login.wrong"
    run_pending()
    assert Notice.objects.of_account(before.id).filter(kind="notices.password_reset").count() == 1
    event = AuditEvent.objects.get(action="accounts.passwords_reset")
    assert slip.secret not in str(event.details)


def test_it_takes_a_custom_password_as_it_was_typed(world: World) -> None:
    pupil = world.pupils["school"][1]
    [slip] = reset(world, "school_admin", pupil.account_id, custom=OWN).slips
    assert slip.secret == OWN
    proof = check_login(Attempt(pupil.roll_number, OWN, "192.0.2.1"), now=timezone.now())
    assert proof.first_secret_id is not None
    secret = FirstSecret.objects.of_account(pupil.account_id).get()
    assert secret.expires_at - secret.issued_at == timedelta(days=14)


@pytest.mark.parametrize("custom", ["short", "12345678", "password123"])
def test_it_refuses_a_custom_password_that_others_guess(world: World, custom: str) -> None:
    with pytest.raises(Refused) as refused:
        reset(world, "school_admin", world.pupils["school"][1].account_id, custom=custom)
    assert refused.value.id == "accounts.reset.weak"
    assert not FirstSecret.objects.of_account(world.pupils["school"][1].account_id).exists()


def test_it_refuses_a_custom_password_made_of_a_number_of_one_of_them(world: World) -> None:
    first, second = world.pupils["school"][:2]
    with pytest.raises(Refused):
        reset(world, "school_admin", first.account_id, second.account_id, custom=f"家门口{second.document[6:14]}")


def test_it_resets_many_or_none(world: World) -> None:
    ids = [pupil.account_id for pupil in world.pupils["school"]]
    assert reset(world, "school_admin", *ids).count == len(ids)
    with pytest.raises(Http404):
        reset(world, "school_admin", ids[0], world.pupils["neighbour"][0].account_id)
    with pytest.raises(Refused) as refused:
        reset(world, "school_admin", *[UUID(int=number) for number in range(MOST + 1)])
    assert refused.value.id == "accounts.reset.too_many"


def test_a_homeroom_teacher_may_reset_in_the_own_class_only(world: World) -> None:
    own, other = world.pupils["school"][0], world.pupils["school"][2]
    assert own.class_id != other.class_id
    assert reset(world, "homeroom", own.account_id).count == 1
    for ids in ((other.account_id,), (own.account_id, other.account_id), (world.accounts["teacher"],)):
        with pytest.raises((Refused, Http404)):
            reset(world, "homeroom", *ids)


@pytest.mark.parametrize("by", ["teacher", "county_admin", "neighbour_admin", "student", "guardian", "support"])
def test_others_may_not_reset(world: World, by: str) -> None:
    with pytest.raises((Refused, Http404)):
        reset(world, by, world.pupils["school"][1].account_id)


def test_an_administrator_may_not_reset_whoever_runs_more(world: World) -> None:
    teacher = world.accounts["teacher"]
    Identity(
        account_id=teacher,
        role=Role.COUNTY_ADMIN,
        organization_id=world.place("county").organization_id,
        since=world.now,
    ).save(force_insert=True)
    for target in (teacher, world.accounts["school_admin"]):
        with pytest.raises(Refused) as refused:
            reset(world, "school_admin", target)
        assert refused.value.id == "accounts.person.beyond"


def freeze(world: World, target: UUID, reason: str = "多人共用") -> None:
    given = {"actor": world.actor("school_admin"), "place": world.place("school"), "now": timezone.now()}
    freeze_account(account_id=target, reason=reason, **given)


def test_it_freezes_with_a_reason_and_keeps_who_did_it(world: World) -> None:
    target = world.accounts["teacher"]
    freeze(world, target)
    row = account(world, "teacher")
    assert (row.state, row.state_reason, row.state_role) == ("frozen", "多人共用", "school_admin")
    assert row.state_by == world.accounts["school_admin"]
    assert row.state_organization_id == world.place("school").organization_id
    with pytest.raises(Refused) as again:
        freeze(world, target)
    assert again.value.id == "accounts.person.not_active"
    with pytest.raises(Refused) as frozen:
        reset(world, "school_admin", target)
    assert frozen.value.id == "accounts.person.not_active"


def test_it_does_not_freeze_without_a_reason(world: World) -> None:
    with pytest.raises(Refused) as refused:
        freeze(world, world.accounts["teacher"], "  ")
    assert refused.value.id == "accounts.person.reason_missing"
    assert account(world, "teacher").state == "active"


@pytest.mark.parametrize("by", ["school_admin", "county_admin", "province_admin"])
def test_it_thaws_at_the_level_that_froze_or_above(world: World, by: str) -> None:
    freeze(world, world.accounts["teacher"])
    thaw_account(
        actor=world.actor(by), place=world.place("school"), account_id=world.accounts["teacher"], now=timezone.now()
    )
    row = account(world, "teacher")
    assert (row.state, row.state_by, row.state_role) == ("active", None, "")


def test_a_school_may_not_thaw_what_the_county_froze(world: World) -> None:
    Account.objects.of_account(world.accounts["teacher"]).update(state="frozen", state_role="county_admin")
    with pytest.raises(Refused) as refused:
        thaw_account(
            actor=world.actor("school_admin"),
            place=world.place("school"),
            account_id=world.accounts["teacher"],
            now=timezone.now(),
        )
    assert refused.value.id == "accounts.thaw.above"


def rename(world: World, name: str, reason: str = "与户口簿核对") -> None:
    given = {"actor": world.actor("school_admin"), "place": world.place("school"), "now": timezone.now()}
    rename_person(account_id=world.pupils["school"][1].account_id, name=name, reason=reason, **given)


def test_it_renames_with_keys_and_keeps_the_reason(world: World) -> None:
    pupil = world.pupils["school"][1]
    rename(world, "欧阳 雀飞")
    row = Account.objects.of_account(pupil.account_id).get()
    assert (row.name, row.name_initials) == ("欧阳雀飞", "oyqf")
    change = NameChange.objects.of_account(pupil.account_id).get()
    assert (change.old_name, change.new_name, change.reason) == (pupil.name, "欧阳雀飞", "与户口簿核对")
    run_pending()
    assert Notice.objects.of_account(pupil.account_id).filter(kind="roster.person_renamed").exists()


@pytest.mark.parametrize("name", ["", "雀1", "=1+1", "<script>", "雀" * 61])
def test_it_refuses_what_is_no_name(world: World, name: str) -> None:
    with pytest.raises(Fault):
        rename(world, name)
    assert not NameChange.objects.of_account(world.pupils["school"][1].account_id).exists()


def test_unbinding_waits_for_48_hours_and_a_second_person(world: World) -> None:
    pupil, place = world.pupils["school"][0], world.place("school")
    bind(pupil.account_id, IdentifierKind.PHONE, "13800009901", now=timezone.now())
    common = {"place": place, "account_id": pupil.account_id}
    asked = ask_unbinding(actor=world.actor("school_admin"), reason="手机丢失", now=timezone.now(), **common)
    with pytest.raises(Refused) as same:
        confirm_unbinding(actor=world.actor("school_admin"), now=timezone.now(), **common)
    assert same.value.id == "accounts.waiting.same_person"
    confirm_unbinding(actor=world.actor("homeroom"), now=timezone.now(), **common)
    with pytest.raises(Refused), transaction.atomic():
        finish(asked.change_id, now=timezone.now() + timedelta(hours=47))
    with transaction.atomic():
        finish(asked.change_id, now=timezone.now() + timedelta(hours=49))
    phones = Identifier.objects.of_account(pupil.account_id).filter(kind=IdentifierKind.PHONE)
    assert not phones.filter(released_at__isnull=True).exists()
    assert WaitingChange.objects.of_account(pupil.account_id).get().state == "done"


def test_it_says_that_there_is_no_phone_and_nothing_to_confirm(world: World) -> None:
    common = {"place": world.place("school"), "account_id": world.pupils["school"][1].account_id}
    with pytest.raises(Refused) as none:
        ask_unbinding(actor=world.actor("school_admin"), reason="手机丢失", now=timezone.now(), **common)
    assert none.value.id == "accounts.unbind.no_phone"
    with pytest.raises(Refused) as nothing:
        confirm_unbinding(actor=world.actor("county_admin"), now=timezone.now(), **common)
    assert nothing.value.id == "accounts.unbind.nothing_waits"
