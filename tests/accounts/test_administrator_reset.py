"""An administrator who forgot the password and has neither phone nor mailbox is helped by the level above."""

from datetime import timedelta

import pytest
from django.http import Http404
from django.utils import timezone

from jiaoyun.accounts.commands.rename_administrator import rename_administrator
from jiaoyun.accounts.commands.reset_administrator import reset_administrator
from jiaoyun.accounts.commands.reset_second_factor import reset_second_factor
from jiaoyun.accounts.models import Account, AccountState, FirstSecret, NameChange
from jiaoyun.accounts.second_factor import has_factor
from jiaoyun.helpdesk.desk_reading import ticket_at_desk
from jiaoyun.helpdesk.desk_view import desk_view
from jiaoyun.helpdesk.models import Ticket, TicketState
from jiaoyun.notices.models import Notice
from jiaoyun.plumbing.jobs import run_pending
from jiaoyun.plumbing.models import AuditEvent
from jiaoyun.plumbing.refusals import Refused
from tests.factors import give_app
from tests.helpdesk.raising import raised_by_visitor
from tests.world import CAST, World


def asked(world: World, role: str) -> Ticket:
    """A visitor's ticket about the forgotten password of somebody of the cast."""
    return raised_by_visitor("password_reset", name=CAST[role].name, account=world.login(role))


def test_the_ticket_leads_the_level_above_to_a_slip_that_opens_the_account(world: World) -> None:
    whose, gone = world.accounts["school_admin"], world.client("school_admin")
    world.set_password("school_admin")
    give_app(whose)
    ticket, client = asked(world, "school_admin"), world.client("county_admin")
    page = client.open(f"/desk/{ticket.organization_id}/tickets/{ticket.pk}")
    address = next(link for link in page.links() if link.startswith(f"/accounts/{whose}/password/reset"))
    page = client.open(address)
    assert "雀林县雀林第一小学的学校管理员" in page.text
    done = client.send(page.form(address.partition("?")[0]), status=200)
    slip = FirstSecret.objects.of_account(whose).get(used_at__isnull=True, voided_at__isnull=True)
    assert slip.expires_at - slip.issued_at == timedelta(days=14)
    assert "一次性密码只显示这一次" in done.text
    # The slip names the school of the administrator, not the county that resets.
    assert done.text.count("雀林县雀林第一小学") == 1
    account = Account.objects.of_account(whose).get()
    assert account.password == ""
    assert has_factor(whose)
    assert gone.open("/desktop", status=302).response.headers["Location"].startswith("/login")
    ticket.refresh_from_db()
    assert (ticket.state, ticket.cured_by) == (TicketState.CLOSED, "accounts.administrator_reset")
    recorded = AuditEvent.objects.get(action="accounts.administrator_reset")
    assert recorded.details == {"account_id": str(whose), "run": str(slip.run)}
    run_pending()
    assert Notice.objects.of_account(whose).filter(kind="notices.password_reset_above").exists()


@pytest.mark.parametrize(
    ("kind", "role", "level"),
    [
        ("password_reset", "school_admin", "county"),
        ("password_reset", "county_admin", "city"),
        ("password_reset", "support", "province"),
        ("password_reset", "teacher", "school"),
        ("account_theft", "school_admin", "county"),
        ("account_theft", "teacher", "school"),
    ],
)
def test_it_begins_above_an_administrator_and_with_everybody_elses_school(
    world: World, kind: str, role: str, level: str
) -> None:
    ticket = raised_by_visitor(kind, name=CAST[role].name, account=world.login(role))
    assert ticket.level == level


def test_no_desk_is_shown_a_button_that_is_not_for_this_person(world: World) -> None:
    now = timezone.now()
    ticket = asked(world, "teacher")
    Ticket.objects.everywhere("the test's own").update(
        level="county", organization=world.place("county").organization_id
    )
    actor = world.actor("county_admin")
    assert desk_view(actor, ticket_at_desk(actor, ticket.pk, now), world.place("county").organization_id).cures == []


def test_both_are_not_reset_within_two_days(world: World) -> None:
    whose, actor, now = world.accounts["school_admin"], world.actor("county_admin"), timezone.now()
    give_app(whose)
    reset_second_factor(actor=actor, account_id=whose, now=now)
    with pytest.raises(Refused, match=r"accounts\.administrator\.too_soon"):
        reset_administrator(actor=actor, account_id=whose, now=now + timedelta(hours=47))
    reset_administrator(actor=actor, account_id=whose, now=now + timedelta(hours=49))
    give_app(whose)
    with pytest.raises(Refused, match=r"accounts\.administrator\.too_soon"):
        reset_second_factor(actor=actor, account_id=whose, now=now + timedelta(hours=96))
    assert has_factor(whose)
    reset_second_factor(actor=actor, account_id=whose, now=now + timedelta(hours=98))
    assert not has_factor(whose)


def test_it_says_when_the_other_one_may_be_reset(world: World) -> None:
    whose = world.accounts["school_admin"]
    give_app(whose)
    reset_second_factor(actor=world.actor("county_admin"), account_id=whose, now=timezone.now())
    client, address = world.client("county_admin"), f"/accounts/{whose}/password/reset"
    page = client.send(client.open(address).form(address), status=409)
    assert "二次验证刚刚重置过" in page.text
    assert "48 小时" in page.text


def test_nobody_resets_the_own_one_a_frozen_one_or_one_that_is_not_below(world: World) -> None:
    now = timezone.now()
    with pytest.raises(Refused, match=r"accounts\.administrator\.own"):
        reset_administrator(actor=world.actor("province_admin"), account_id=world.accounts["province_admin"], now=now)
    whose = world.accounts["school_admin"]
    for role, other in (
        ("school_admin", "school_admin"),
        ("county_admin", "county_admin"),
        ("county_admin", "teacher"),
    ):
        with pytest.raises((Http404, Refused)):
            reset_administrator(actor=world.actor(role), account_id=world.accounts[other], now=now)
    Account.objects.of_account(whose).update(state=AccountState.FROZEN)
    with pytest.raises(Refused, match=r"accounts\.person\.not_active"):
        reset_administrator(actor=world.actor("county_admin"), account_id=whose, now=now)
    assert not FirstSecret.objects.of_account(whose).filter(issued_at=now).exists()


def test_the_level_above_corrects_the_name_and_the_person_is_told(world: World) -> None:
    whose, client = world.accounts["county_admin"], world.client("city_admin")
    address = f"/accounts/{whose}/rename"
    page = client.open(address)
    assert "雀县管" in page.text
    client.send(page.form(address), {"name": "雀贤管", "reason": "与身份证核对，同音字写错"}, status=302)
    assert Account.objects.of_account(whose).get().name == "雀贤管"
    kept = NameChange.objects.of_account(whose).get()
    assert (kept.old_name, kept.by) == ("雀县管", world.accounts["city_admin"])
    run_pending()
    assert Notice.objects.of_account(whose).filter(kind="roster.person_renamed").exists()
    same = client.send(client.open(address).form(address), {"name": "雀贤管", "reason": "再来"}, status=422)
    assert "新姓名和原来的一样" in same.text
    with pytest.raises(Refused, match=r"accounts\.rename\.own"):
        rename_administrator(
            actor=world.actor("province_admin"),
            account_id=world.accounts["province_admin"],
            name="雀别名",
            reason="自己改",
            now=timezone.now(),
        )


def test_the_level_above_freezes_whoever_administers_a_region(world: World) -> None:
    whose, county = world.accounts["county_admin"], world.place("county").organization_id
    address = f"/school/{county}/people/{whose}/freeze"
    client = world.client("city_admin")
    client.send(client.open(address).form(address), {"reason": "账号可能被盗"}, status=302)
    assert Account.objects.of_account(whose).get().state == AccountState.FROZEN
    pupil = world.accounts["student"]
    assert client.get(f"/school/{county}/people/{pupil}/freeze").status_code == 404
