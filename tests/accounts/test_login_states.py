"""What the state of account and school says after the right password or code, and to nobody before (L3, L5, L6)."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from jiaoyun.accounts.door import Attempt, check_login
from jiaoyun.accounts.doors.counts import NAME_BUDGET, forget_failures
from jiaoyun.accounts.models import Account, AccountState
from jiaoyun.organizations.models import Organization
from jiaoyun.plumbing.refusals import Refused
from tests.accounts.knocking import PHONE, ask_code, by_password, by_sms, with_phone
from tests.pages import Page, PageClient
from tests.world import PASSWORD, World


def set_state(world: World, **values: Any) -> None:
    Account.objects.of_account(world.accounts["teacher"]).update(**values)


def after_password(world: World, status: int = 403) -> Page:
    return by_password(PageClient(), world, "teacher", status=status)


def after_sms(world: World, status: int = 403) -> Page:
    with_phone(world, "teacher")
    client = PageClient()
    by_sms(client)
    return client.send(client.open("/login/whose").form("/login/whose"), status=status)


@pytest.mark.parametrize("door", [after_password, after_sms])
def test_it_says_that_the_account_is_deleted(world: World, door: Any) -> None:
    set_state(world, state=AccountState.DELETED, state_at=timezone.now())
    page = door(world)
    assert "账号异常,请联系管理员" in page.text
    assert "提交恢复工单" in page.text
    assert "省级管理员" in page.text


@pytest.mark.parametrize("door", [after_password, after_sms])
def test_it_says_which_level_froze_the_account(world: World, door: Any) -> None:
    county = world.place("county").organization_id
    set_state(world, state=AccountState.FROZEN, state_role="county_admin", state_organization_id=county)
    page = door(world)
    assert "账号被冻结" in page.text
    assert "雀林县教育局的区县管理员" in page.text
    assert "提交解冻工单" in page.text


@pytest.mark.parametrize("door", [after_password, after_sms])
@pytest.mark.parametrize("state", ["unopened", "stopped", "abolished"])
def test_it_says_that_the_school_is_no_tenant(world: World, door: Any, state: str) -> None:
    school = Organization.objects.everywhere("the test's own places").filter(id=world.place("school").organization_id)
    school.update(state=state)
    page = door(world)
    assert "用户所在学校不在平台的租户中" in page.text
    assert "雀林县雀林第一小学" in page.text


def test_it_lets_in_whoever_has_left_every_school(world: World, visitor: PageClient) -> None:
    by_password(visitor, world, "left_teacher")
    assert "没有可用的身份" in visitor.open("/desktop").text


@pytest.mark.parametrize("state", [AccountState.DELETED, AccountState.FROZEN])
def test_a_stranger_learns_no_state_from_the_sms_door(world: World, visitor: PageClient, state: str) -> None:
    with_phone(world, "teacher")
    set_state(world, state=state)
    client = PageClient()
    page = ask_code(client, PHONE)
    refused = client.send(page.form("/login/code"), {"code": "000000"}, status=422)
    assert not {word for word in ("账号异常", "冻结", "雀") if word in page.text + refused.text}


def test_it_thaws_every_login_of_an_account_after_a_recovery(world: World) -> None:
    world.set_password("teacher")
    now = timezone.now().replace(minute=5)
    for _ in range(NAME_BUDGET.limit):
        with pytest.raises(Refused):
            check_login(Attempt(world.login("teacher"), "falsches-passwort", "192.0.2.7"), now=now)
    with pytest.raises(Refused) as frozen:
        check_login(Attempt(world.login("teacher"), PASSWORD, "192.0.2.7"), now=now)
    assert (frozen.value.id, frozen.value.refusal.text) == ("accounts.login.too_many", "账号被冻结")
    forget_failures([world.accounts["teacher"]], now=now)
    proof = check_login(Attempt(world.login("teacher"), PASSWORD, "192.0.2.7"), now=now + timedelta(seconds=1))
    assert proof.account_id == world.accounts["teacher"]


def test_it_thaws_the_owners_own_browser_too(world: World) -> None:
    world.set_password("teacher")
    now = timezone.now().replace(minute=5)
    own = Attempt(world.login("teacher"), "falsches-passwort", "192.0.2.7", device_of=lambda _: "a-known-browser")
    for _ in range(NAME_BUDGET.limit):
        with pytest.raises(Refused, match=r"login\.wrong"):
            check_login(own, now=now)
    right = Attempt(world.login("teacher"), PASSWORD, "192.0.2.7", device_of=lambda _: "a-known-browser")
    with pytest.raises(Refused, match=r"too_many"):
        check_login(right, now=now)
    # The browser is counted apart: a stranger's count was never spent, and this one's is not the stranger's.
    assert check_login(Attempt(world.login("teacher"), PASSWORD, "192.0.2.8"), now=now)
    forget_failures([world.accounts["teacher"]], now=now)
    assert check_login(right, now=now).account_id == world.accounts["teacher"]
