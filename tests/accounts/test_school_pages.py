"""The pages of the other party's hand: each asks again who is there, a reset thaws, a weak password is refused."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from jiaoyun.accounts.commands.reset_passwords import reset_passwords
from jiaoyun.accounts.door import Attempt, check_login
from jiaoyun.accounts.doors.counts import NAME_BUDGET
from jiaoyun.accounts.models import Account, FirstSecret
from jiaoyun.accounts.password_rules import check_new_password
from jiaoyun.accounts.person_facts import facts_of_all
from jiaoyun.accounts.reproof import FRESH
from jiaoyun.plumbing.refusals import Refused
from tests.helpdesk.raising import raised
from tests.pages import PageClient
from tests.world import World

pytestmark = pytest.mark.django_db


def stale(world: World, role: str) -> PageClient:
    """Somebody who logged in longer ago than dangerous steps allow."""
    client = PageClient()
    client.cookies[settings.SESSION_COOKIE_NAME] = world.session(
        role, now=timezone.now() - FRESH - timedelta(minutes=1)
    )
    return client


@pytest.mark.parametrize(
    ("act", "status"),
    [("freeze", 200), ("thaw", 409), ("unbind", 200), ("unbind/confirm", 409), ("rename", 200), ("reset", 200)],
)
def test_it_asks_again_who_is_there_and_says_what_stands_against_it(world: World, act: str, status: int) -> None:
    address = f"/school/{world.place('school').school_id}/people/{world.accounts['teacher']}/{act}"
    answer = stale(world, "school_admin").get(address)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/prove-again?")
    assert world.client("school_admin").get(address).status_code == status


def test_it_does_nothing_for_whoever_found_the_screen_open(world: World) -> None:
    address = f"/school/{world.place('school').school_id}/people/{world.accounts['teacher']}/freeze"
    token = world.client("school_admin").open(address).form(address).hidden
    client = stale(world, "school_admin")
    client.cookies[settings.CSRF_COOKIE_NAME] = world.client("school_admin").cookies[settings.CSRF_COOKIE_NAME].value
    answer = client.post(address, {**token, "reason": "手机丢失"})
    assert answer.headers["Location"].startswith("/prove-again?")
    assert Account.objects.of_account(world.accounts["teacher"]).get().state == "active"


def test_opening_a_school_asks_again_who_is_there(world: World) -> None:
    ticket = raised(world.actor("teacher"), "school_missing", school="雀林县雀尾镇中心小学", county="900011")
    address = f"/desk/{ticket.organization_id}/tickets/{ticket.pk}/school"
    answer = stale(world, "support").get(address)
    assert answer.headers["Location"].startswith("/prove-again?")


@pytest.mark.parametrize("by", ["school_admin", "homeroom"])
def test_the_new_password_opens_an_account_that_was_frozen_by_failures(world: World, by: str) -> None:
    pupil = world.pupils["school"][0]
    now = timezone.now()
    for _ in range(NAME_BUDGET.limit):
        with pytest.raises(Refused, match=r"login\.wrong"):
            check_login(Attempt(pupil.roll_number, "falsches-passwort", "192.0.2.7"), now=now)
    with pytest.raises(Refused, match=r"too_many"):
        check_login(Attempt(pupil.roll_number, "egal-welches", "192.0.2.7"), now=now)
    address = f"/school/{world.place('school').school_id}/people/{pupil.account_id}/reset"
    client = world.client(by)
    client.send(client.open(address).form(address), {"how": "custom", "custom": "竹林深处-有人家"}, status=200)
    proof = check_login(Attempt(pupil.roll_number, "竹林深处-有人家", "192.0.2.7"), now=now)
    assert proof.account_id == pupil.account_id


@pytest.mark.parametrize(
    ("by", "place", "role", "custom", "fault"),
    [
        ("school_admin", "school", "teacher", "雀林第一小学-9x", "place"),
        ("school_admin", "school", "teacher", "雀任课老师-9x", "name"),
    ],
)
def test_a_password_made_of_the_place_or_the_name_is_refused(
    world: World, by: str, place: str, role: str, custom: str, fault: str
) -> None:
    with pytest.raises(Refused) as weak:
        reset_passwords(
            actor=world.actor(by),
            place=world.place(place),
            account_ids=[world.accounts[role]],
            custom=custom,
            now=timezone.now(),
        )
    assert weak.value.id == "accounts.reset.weak"
    assert fault in weak.value.values["faults"]
    assert not FirstSecret.objects.of_account(world.accounts[role]).exists()


def test_an_administrators_password_has_ten_characters(world: World) -> None:
    ids = [world.accounts["school_admin"], world.accounts["teacher"]]
    accounts = list(Account.objects.everywhere("the test's own cast").filter(id__in=ids))
    found = {
        account.id: check_new_password("竹林-有人家9", facts)
        for account, facts in zip(accounts, facts_of_all(accounts), strict=True)
    }
    assert "short_administrator" in found[ids[0]]
    assert "short_administrator" not in found[ids[1]]
