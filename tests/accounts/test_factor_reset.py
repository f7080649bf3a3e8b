"""Who lost the device and the codes is helped by the level above, and by nobody else (issue 4, part 6)."""

import pytest
from django.utils import timezone

from jiaoyun.accounts.commands.make_recovery_codes import make_recovery_codes
from jiaoyun.accounts.commands.reset_second_factor import reset_second_factor
from jiaoyun.accounts.models import Account, Authenticator, RecoveryCode
from jiaoyun.accounts.people.administrators import path_above
from jiaoyun.accounts.second_factor import has_factor
from jiaoyun.notices.models import Notice
from jiaoyun.plumbing.actor import Role
from jiaoyun.plumbing.jobs import run_pending
from jiaoyun.plumbing.models import AuditEvent
from jiaoyun.plumbing.refusals import Refused
from tests.factors import give_app
from tests.world import World


@pytest.mark.parametrize(
    ("held", "above"),
    [
        ([(Role.SCHOOL_ADMIN, "/1/2/3/4/")], "/1/2/3/"),
        ([(Role.COUNTY_ADMIN, "/1/2/3/")], "/1/2/"),
        ([(Role.CITY_ADMIN, "/1/2/")], "/1/"),
        ([(Role.PROVINCE_ADMIN, "/1/")], "/1/"),
        ([(Role.SUPPORT, "/1/")], "/1/"),
        ([(Role.SCHOOL_ADMIN, "/1/2/3/4/"), (Role.COUNTY_ADMIN, "/1/2/3/")], "/1/2/"),
        ([(Role.SCHOOL_ADMIN, "/1/2/3/4/"), (Role.SCHOOL_ADMIN, "/1/2/3/5/")], "/1/2/3/"),
        ([(Role.SCHOOL_ADMIN, "/1/2/3/4/"), (Role.SCHOOL_ADMIN, "/1/2/33/4/")], "/1/2/"),
        ([], ""),
    ],
)
def test_it_stands_above_everything_that_a_person_administers(held: list[tuple[Role, str]], above: str) -> None:
    assert path_above(held) == above


def test_it_removes_the_factors_ends_the_sessions_and_tells_the_person(world: World) -> None:
    whose, client = world.accounts["school_admin"], world.client("school_admin")
    give_app(whose)
    make_recovery_codes(actor=world.actor("school_admin"), now=timezone.now())
    address = f"/accounts/{whose}/second-factor/reset"
    page = world.client("county_admin").open(address)
    assert "雀校管" in page.text
    assert "雀林县雀林第一小学的学校管理员" in page.text
    epoch = Account.objects.of_account(whose).get().session_epoch
    world.client("county_admin").send(page.form(address))
    assert not has_factor(whose)
    assert Account.objects.of_account(whose).get().session_epoch == epoch + 1
    assert client.open("/desktop", status=302).response.headers["Location"].startswith("/login")
    assert not RecoveryCode.objects.of_account(whose).exists()
    assert Authenticator.objects.of_account(whose).get().removed_at is not None
    recorded = AuditEvent.objects.get(action="accounts.factor_reset")
    assert recorded.details == {"apps": 1, "passkeys": 0, "codes": 10}
    run_pending()
    assert Notice.objects.of_account(whose).filter(kind="notices.factor_changed").exists()


def test_it_leaves_the_password_as_it_is(world: World) -> None:
    whose = world.accounts["county_admin"]
    world.set_password("county_admin")
    give_app(whose)
    before = Account.objects.of_account(whose).get().password
    reset_second_factor(actor=world.actor("city_admin"), account_id=whose, now=timezone.now())
    assert Account.objects.of_account(whose).get().password == before


def test_an_administrator_of_the_province_may_not_reset_the_own_one(world: World) -> None:
    whose = world.accounts["province_admin"]
    give_app(whose)
    assert "不能重置自己" in world.client("province_admin").open(f"/accounts/{whose}/second-factor/reset").text
    with pytest.raises(Refused, match=r"accounts\.factor\.own"):
        reset_second_factor(actor=world.actor("province_admin"), account_id=whose, now=timezone.now())
    assert has_factor(whose)


def test_it_says_where_there_is_nothing_to_reset(world: World) -> None:
    with pytest.raises(Refused, match=r"accounts\.factor\.none"):
        reset_second_factor(
            actor=world.actor("county_admin"), account_id=world.accounts["school_admin"], now=timezone.now()
        )
    address = f"/accounts/{world.accounts['school_admin']}/second-factor/reset"
    assert "不用重置" in world.client("county_admin").open(address).text
