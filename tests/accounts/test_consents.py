"""Consents: a guardian's until fourteen, the pupil's own from then on; versions, withdrawal, the ledger (PIPL 31)."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import pytest
from django.http import Http404
from django.utils import timezone

from jiaoyun.accounts.commands.decide_consent import give_consent, withdraw_consent
from jiaoyun.accounts.consents import allows
from jiaoyun.accounts.consents.deciding import Decider, age_at, decider_for
from jiaoyun.accounts.consents.purposes import TEXTS, Purpose
from jiaoyun.accounts.models import Account, Consent
from jiaoyun.plumbing.models import AuditEvent
from jiaoyun.plumbing.refusals import Refused
from tests.faults.threads import at_once
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)
TODAY = timezone.localdate()
SPACE = Purpose.SPACE


def child(world: World) -> UUID:
    return world.pupils["school"][0].account_id


def born(world: World, years: int) -> None:
    Account.objects.of_account(child(world)).update(birth_date=TODAY.replace(year=TODAY.year - years, day=1))


def give(world: World, who: str = "guardian", account_id: UUID | None = None, **other: Any) -> None:
    given = {"purpose": SPACE, "version": TEXTS[SPACE].version, "now": timezone.now(), **other}
    give_consent(actor=world.actor(who), account_id=account_id or child(world), **given)


def withdraw(world: World, who: str = "guardian") -> None:
    withdraw_consent(actor=world.actor(who), account_id=child(world), purpose=SPACE, now=timezone.now())


@pytest.mark.parametrize(
    ("birth", "today", "age"),
    [
        (date(2012, 11, 24), date(2026, 11, 23), 13),
        (date(2012, 11, 24), date(2026, 11, 24), 14),
        (date(2012, 2, 29), date(2026, 2, 28), 13),
        (date(2012, 2, 29), date(2026, 3, 1), 14),
    ],
)
def test_it_counts_whole_years(birth: date, today: date, age: int) -> None:
    assert age_at(birth, today) == age


@pytest.mark.parametrize(
    ("birth", "is_pupil", "decider"),
    [
        (date(2012, 11, 25), True, Decider.GUARDIAN),
        (date(2012, 11, 24), True, Decider.SELF),
        (date(2008, 11, 24), True, Decider.SELF),
        (date(2008, 11, 24), False, Decider.NOBODY),
        (date(2010, 11, 24), False, Decider.SELF),
        (None, True, Decider.GUARDIAN),
        (None, False, Decider.NOBODY),
    ],
)
def test_it_knows_who_decides(birth: date | None, is_pupil: bool, decider: Decider) -> None:
    assert decider_for(birth, is_pupil, date(2026, 11, 24)) is decider


def test_nothing_is_allowed_for_a_child_before_a_guardian_agreed(world: World) -> None:
    assert not allows(child(world), SPACE, TODAY)
    give(world)
    assert allows(child(world), SPACE, TODAY)
    assert not allows(child(world), Purpose.PUBLISHING, TODAY)
    row = Consent.objects.of_account(child(world)).get()
    assert (row.given_by_id, row.channel) == (world.accounts["guardian"], "web")
    assert row.version == TEXTS[SPACE].version
    assert AuditEvent.objects.filter(action="accounts.consent_given").count() == 1


def test_it_is_withdrawn_at_any_time_and_kept_in_the_ledger(world: World) -> None:
    give(world)
    withdraw(world)
    assert not allows(child(world), SPACE, TODAY)
    row = Consent.objects.of_account(child(world)).get()
    assert row.withdrawn_by == world.accounts["guardian"]
    give(world)
    assert allows(child(world), SPACE, TODAY)
    assert Consent.objects.of_account(child(world)).count() == 2


def test_from_fourteen_on_the_pupil_decides_and_the_guardians_word_ends(world: World) -> None:
    born(world, 13)
    give(world)
    assert allows(child(world), SPACE, TODAY)
    born(world, 14)
    assert not allows(child(world), SPACE, TODAY)
    with pytest.raises(Refused) as guardian:
        give(world)
    assert guardian.value.id == "accounts.consent.own_turn"
    give(world, "student")
    assert allows(child(world), SPACE, TODAY)
    old, new = Consent.objects.of_account(child(world)).order_by("given_at")
    assert old.withdrawn_at is not None
    assert new.given_by_id == child(world)


def test_a_child_under_fourteen_may_not_decide(world: World) -> None:
    with pytest.raises(Refused) as refused:
        give(world, "student")
    assert refused.value.id == "accounts.consent.guardians_turn"
    assert not Consent.objects.of_account(child(world)).exists()


@pytest.mark.parametrize("who", ["teacher", "homeroom", "school_admin", "neighbour_teacher", "support"])
def test_nobody_else_may_decide_for_a_child(world: World, who: str) -> None:
    with pytest.raises(Http404):
        give(world, who)
    with pytest.raises(Http404):
        withdraw(world, who)


def test_a_guardian_whose_bond_ended_may_not_decide(world: World) -> None:
    world.end_identity("guardian")
    with pytest.raises(Http404):
        give(world)


def test_an_old_text_is_not_agreed_to_and_an_old_consent_does_not_count(world: World) -> None:
    with pytest.raises(Refused) as refused:
        give(world, version="2025-01")
    assert refused.value.id == "accounts.consent.changed"
    give(world)
    Consent.objects.of_account(child(world)).update(version="2025-01")
    assert not allows(child(world), SPACE, TODAY)


def test_grown_ups_need_no_consent(world: World) -> None:
    assert allows(world.accounts["teacher"], SPACE, TODAY)
    with pytest.raises(LookupError):
        allows(UUID(int=7), SPACE, TODAY)


def test_agreeing_many_times_at_once_is_agreeing_once(world: World) -> None:
    actor, now = world.actor("guardian"), datetime.now(tz=timezone.get_current_timezone())
    version, account_id = TEXTS[SPACE].version, child(world)

    def agree() -> Any:
        return give_consent(actor=actor, account_id=account_id, purpose=SPACE, version=version, now=now)

    results = at_once([agree for _ in range(6)])
    assert not [one for one in results if isinstance(one, BaseException)]
    assert Consent.objects.of_account(account_id).count() == 1


def test_the_page_says_the_six_items_and_takes_yes_and_no(world: World) -> None:
    client, here = world.client("guardian"), f"/me/children/{child(world)}/consents"
    page = client.open(here)
    for title, text in TEXTS[SPACE].items():
        assert title in page.text
        assert text in page.text
    values = {"purpose": "space", "version": TEXTS[SPACE].version, "decide": "agree"}
    client.send(page.form(here), values)
    assert "已同意" in client.open(here).text
    client.send(client.open(here).form(here), {**values, "decide": "refuse"})
    assert not allows(child(world), SPACE, TODAY)
    assert "家长决定" in world.client("student").open("/me/uses").text
    assert world.client("teacher").get(here).status_code == 404


def test_the_rules_are_public_and_have_a_version(visitor: Any) -> None:
    page = visitor.open("/rules/children")
    assert page.title == "儿童个人信息保护规则"
    assert "版本 2026-09" in page.text
    assert "负责人" in page.text


def test_a_withdrawal_of_nothing_changes_nothing(world: World) -> None:
    withdraw(world)
    assert not Consent.objects.of_account(child(world)).exists()
