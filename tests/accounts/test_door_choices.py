"""What was chosen or proved at a door goes along: by every door, past the first password, into the ticket."""

import re
from typing import Any

import pytest

from jiaoyun.accounts.models import Account, AccountState, IdentifierKind
from tests.accounts.knocking import PHONE, by_password, by_sms, goes_to, with_phone, without_phone
from tests.accounts.outside.conftest import issuer as issuer
from tests.accounts.outside.going import LOGS_IN, START, ask, choose, come_back
from tests.accounts.recovery.walking import PHONE as RECOVERY_PHONE
from tests.accounts.recovery.walking import to_code, with_channels
from tests.accounts.registration.registering import document_of, holder_of
from tests.accounts.test_first_secret import set_password, slip_for, try_slip
from tests.accounts.test_passkeys import add
from tests.accounts.test_passkeys import ask as ask_passkey
from tests.inbox import code_to
from tests.pages import PageClient
from tests.people import invent_phone
from tests.soft_passkey import SoftPasskey
from tests.world import World

NOBODYS = invent_phone(7303)


def cookie(client: PageClient, name: str) -> Any:
    return client.cookies.get(name)


def bound_outside(world: World) -> None:
    client = PageClient()
    come_back(client)
    by_password(client, world, "teacher")
    client.send(client.open("/login/bind").form("/login/bind"))


@pytest.mark.usefixtures("issuer")
@pytest.mark.parametrize("shared", [True, False])
def test_an_outside_login_ends_with_the_browser_where_the_computer_is_shared(world: World, shared: bool) -> None:
    bound_outside(world)
    client = PageClient()
    address = f"{START}?role=teacher{'&public_computer=on' if shared else ''}"
    client.open(choose(ask(client, address)), status=302, queries=LOGS_IN)
    assert (cookie(client, "session")["max-age"] == "") is shared
    assert (cookie(client, "role") is None) is shared


@pytest.mark.usefixtures("issuer")
def test_an_outside_login_leaves_the_remembered_role_where_nobody_asked(world: World) -> None:
    bound_outside(world)
    client = PageClient()
    by_password(client, world, "teacher", role="teacher")
    client.send(client.open("/desktop").form("/logout"))
    come_back(client)
    assert cookie(client, "role").value == "teacher"


@pytest.mark.usefixtures("issuer")
def test_the_role_chosen_counts_for_an_outside_login_too(world: World, visitor: PageClient) -> None:
    bound_outside(world)
    came = visitor.open(choose(ask(visitor, f"{START}?role=student")), status=302, queries=LOGS_IN)
    assert goes_to(came) == "/login/role"
    assert "角色不匹配" in visitor.open("/login/role", status=200).text


@pytest.mark.parametrize("shared", ["on", ""])
def test_a_passkey_ends_with_the_browser_where_the_computer_is_shared(
    world: World, visitor: PageClient, settings: Any, shared: str
) -> None:
    settings.JIAOYUN_PASSKEY_DOMAIN = "testserver"
    chip = SoftPasskey()
    add(world, "county_admin", chip)
    chip.count += 1
    page = visitor.open("/login")
    given = chip.get(ask_passkey(visitor, page, "/login/passkey/options"))
    visitor.send(page.form("/login/passkey"), {"answer": given, "public_computer": shared, "role": "teacher"})
    assert (cookie(visitor, "session")["max-age"] == "") is bool(shared)
    assert (cookie(visitor, "role") is None) is bool(shared)


def test_the_page_asked_for_comes_after_the_first_password(world: World, visitor: PageClient) -> None:
    slip = slip_for(world.pupils["school"][1].account_id)
    form = visitor.open("/login?next=/me").form("/login")
    went = visitor.send(form, {"login": slip.login, "password": slip.secret})
    assert goes_to(went) == "/first-password?next=%2Fme"
    page = visitor.open(goes_to(went))
    good = "小船儿推开波浪-8"
    assert goes_to(visitor.send(page.form("/first-password"), {"password": good, "again": good})) == "/me"


def test_a_phone_proved_on_the_way_is_bound_after_the_first_password(world: World, visitor: PageClient) -> None:
    pupil = world.pupils["school"][1]
    by_sms(visitor, NOBODYS)
    slip = slip_for(pupil.account_id)
    try_slip(visitor, slip.login, slip.secret)
    assert goes_to(set_password(visitor, "小船儿推开波浪-8")) == "/login/bind"
    page = visitor.open("/login/bind")
    assert NOBODYS[-4:] in page.text
    visitor.send(page.form("/login/bind"))
    assert holder_of(IdentifierKind.PHONE, NOBODYS) == pupil.account_id


@pytest.mark.parametrize(("state", "field"), [(AccountState.DELETED, "document"), (AccountState.FROZEN, "account")])
def test_what_is_met_in_a_recovery_leads_to_a_filled_ticket(
    world: World, visitor: PageClient, state: AccountState, field: str
) -> None:
    with_channels(world)
    typed = document_of(world, "teacher") if field == "document" else "q_teacher"
    Account.objects.of_account(world.accounts["teacher"]).update(state=state, state_at=world.now)
    page = to_code(visitor, typed)
    refused = visitor.send(page.form("/recover/code"), {"code": code_to(RECOVERY_PHONE)}, status=403)
    [address] = [link for link in refused.links() if "/tickets/new/" in link]
    ticket = visitor.open(address)
    html = ticket.response.content.decode()
    assert re.search(rf'name="{field}"[^>]*value="{typed}"|value="{typed}"[^>]*name="{field}"', html)
    assert f'value="accounts.login.{state.value}"' in html


@pytest.mark.parametrize("state", [AccountState.DELETED, AccountState.FROZEN])
def test_the_ticket_after_an_sms_login_knows_the_phone(world: World, visitor: PageClient, state: AccountState) -> None:
    with_phone(world, "teacher")
    Account.objects.of_account(world.accounts["teacher"]).update(state=state, state_at=world.now)
    by_sms(visitor)
    refused = visitor.send(visitor.open("/login/whose").form("/login/whose"), status=403)
    [address] = [link for link in refused.links() if "/tickets/new/" in link]
    assert f"refusal=accounts.login.{state.value}" in address
    assert visitor.open(address).status == 200


def test_a_visitor_who_proved_nothing_proves_a_phone_for_a_ticket(world: World, visitor: PageClient) -> None:
    without_phone(world, "teacher")
    assert goes_to(visitor.open("/tickets/new/thaw", status=302)).startswith("/tickets/prove")
    by_sms(visitor, PHONE)
    assert visitor.open("/tickets/new/thaw").status == 200
