"""How a real installation gets its first people."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from jiaoyun.accounts.models import Account, AccountState, Identity
from jiaoyun.accounts.second_factor.needs import has_factor
from jiaoyun.notices.models import Notice
from jiaoyun.organizations.models import Kind, Organization
from jiaoyun.plumbing.actor import Role
from jiaoyun.plumbing.jobs import run_pending
from jiaoyun.plumbing.models import AuditEvent
from tests.factors import account_named, code_of, give_app
from tests.pages import PageClient
from tests.world import World


@pytest.fixture
def province(db: None) -> Organization:
    row: Organization = Organization.objects.create(
        id=900_001, path="/900001/", kind=Kind.PROVINCE, code="36", name="雀鸣省教育厅", short_name="雀鸣"
    )
    return row


def run(administrator: str = "sheng_admin", support: str = "zhichi_01", name: str = "雀开山") -> str:
    out = StringIO()
    options = {"administrator_name": name, "support_name": "雀帮手", "support_login": support}
    call_command("first_administrators", administrator_login=administrator, stdout=out, **options)
    return out.getvalue()


def test_both_log_in_with_their_slips_and_set_a_password(province: Organization) -> None:
    lines = run().splitlines()
    for line, login, role in ((lines[0], "sheng_admin", "省级管理员"), (lines[1], "zhichi_01", "平台技术支持")):
        assert line.startswith(role)
        secret = line.split()[-1]
        client = PageClient()
        client.send(client.open("/login").form("/login"), {"login": login, "password": secret})
        page = client.open("/first-password")
        assert "雀**" in page.text
        short = client.send(page.form("/first-password"), {"password": "kurz-8x9", "again": "kurz-8x9"}, status=422)
        assert "至少 10 位" in short.text
        good = {"password": "长江后浪推前浪-6789", "again": "长江后浪推前浪-6789"}
        client.send(client.open("/first-password").form("/first-password"), good)
        # An administrator's first way leads to the second factor; nothing opens before.
        assert Client.get(client, "/desktop").headers["Location"] == "/second-factor?next=%2Fdesktop"
        assert client.open("/second-factor/set-up").title == "设置二次验证"
        account_id = account_named(login)
        assert account_id is not None
        give_app(account_id)
        asked = client.open("/second-factor?next=%2Fdesktop")
        client.send(asked.form("/second-factor"), {"code": code_of(account_id)})
        assert role in client.open("/desktop").text


def test_it_makes_the_two_once(province: Organization) -> None:
    run()
    with pytest.raises(CommandError, match="已经有省级管理员了"):
        run("noch_einer", "noch_zwei")
    roles = sorted(Identity.objects.within(province.place).values_list("role", flat=True))
    assert roles == [Role.PROVINCE_ADMIN, Role.SUPPORT]
    assert AuditEvent.objects.filter(action="accounts.first_administrators_made").count() == 1


def test_it_refuses_a_demo_or_running_province(world: World) -> None:
    with pytest.raises(CommandError, match="已经有省级管理员了"):
        run()


@pytest.mark.parametrize(
    ("logins", "words"),
    [
        ({"administrator": "1x"}, "no account name"),
        ({"support": "sheng_admin"}, "这个号码或账号已注册"),
        ({"name": "<b>"}, "姓名"),
    ],
)
def test_it_makes_nothing_where_something_is_wrong(province: Organization, logins: dict[str, str], words: str) -> None:
    with pytest.raises(CommandError, match=words):
        run(**logins)
    assert not Account.objects.everywhere("nothing may be there").exists()


def test_it_needs_a_province(db: None) -> None:
    with pytest.raises(CommandError, match="load_province"):
        run()


def reopened(*arguments: str) -> str:
    out = StringIO()
    call_command("reopen_access", *arguments, stdout=out)
    return out.getvalue()


def test_the_console_lets_the_only_province_administrator_in_again(province: Organization) -> None:
    run()
    whose = account_named("sheng_admin")
    assert whose is not None
    give_app(whose)
    Account.objects.of_account(whose).update(state=AccountState.FROZEN)
    secret = reopened("--login", "sheng_admin").splitlines()[0].split()[-1]
    assert has_factor(whose)
    client = PageClient()
    client.send(client.open("/login").form("/login"), {"login": "sheng_admin", "password": secret})
    assert client.open("/first-password").title == "设置密码"
    reopened("--login", "Sheng_Admin", "--second-factor")
    assert not has_factor(whose)
    recorded = AuditEvent.objects.filter(action="accounts.access_reopened").order_by("id")
    assert [event.details["factor"] for event in recorded] == [False, True]
    run_pending()
    assert Notice.objects.of_account(whose).filter(kind="notices.password_reset_above").exists()


@pytest.mark.parametrize("login", ["niemand_da", "", "12", "雀开山"])
def test_the_console_lets_nobody_else_in(world: World, login: str) -> None:
    for name in (login, world.login("school_admin")):
        with pytest.raises(CommandError, match="没有这样的省级管理员"):
            reopened("--login", name)
    assert not AuditEvent.objects.filter(action="accounts.access_reopened").exists()
