"""Asking and following without an account: number and code, and a door that tells a stranger nothing."""

import re
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from jiaoyun.accounts.models import Account, AccountState, Identifier
from jiaoyun.helpdesk.fields import masked
from jiaoyun.helpdesk.models import Ticket
from tests.accounts.knocking import answer
from tests.helpdesk.raising import phone_of, raised, raised_by_visitor, typed_for
from tests.inbox import code_to
from tests.pages import Page, PageClient
from tests.people import invent_phone
from tests.world import World

pytestmark = pytest.mark.django_db
PHONE = invent_phone(8840)


def prove(client: PageClient, wanted: str, phone: str = PHONE) -> Page:
    """Prove a phone on the way to a page; the answer to the code."""
    sent = client.get(wanted)
    assert sent.status_code == 302
    assert sent.headers["Location"].startswith("/tickets/prove?next=")
    page = client.open(sent.headers["Location"])
    client.send(page.form("/tickets/prove"), {"phone": phone, **answer(page)})
    code = client.open("/tickets/prove/code")
    return client.send(code.form("/tickets/prove/code"), {"code": code_to(phone)})


def test_a_visitor_proves_a_phone_asks_and_follows(world: World) -> None:
    client = PageClient()
    done = prove(client, "/tickets/new/other")
    assert done.response.headers["Location"] == "/tickets/new/other"
    form = client.open("/tickets/new/other").form("/tickets/new/other")
    client.send(form, {"text": "登不上去"})
    ticket = Ticket.objects.everywhere("the test's own").get()
    assert (ticket.asker_id, bytes(ticket.phone_digest) != b"") == (None, True)
    listed = client.open("/tickets/track")
    assert ticket.number in listed.text
    shown = client.open(f"/tickets/{ticket.pk}")
    assert "登不上去" in shown.text
    assert "平台的工作人员" in shown.text


def test_another_browser_follows_by_number_and_code_only(world: World) -> None:
    ticket = raised_by_visitor(phone=PHONE)
    page = f"/tickets/{ticket.pk}"
    client = PageClient()
    done = prove(client, page)
    assert done.response.headers["Location"] == page
    assert ticket.number in client.open(page).text
    other = PageClient()
    prove(other, page, invent_phone(8841))
    assert other.get(page).status_code == 404
    assert ticket.number not in other.open("/tickets/track").text


def test_a_wrong_code_proves_nothing_and_says_so(world: World) -> None:
    client = PageClient()
    page = client.open("/tickets/prove?next=/tickets/track")
    client.send(page.form("/tickets/prove"), {"phone": PHONE, **answer(page)})
    code = client.open("/tickets/prove/code")
    wrong = "000000" if code_to(PHONE) != "000000" else "111111"
    said = client.send(code.form("/tickets/prove/code"), {"code": wrong}, status=422)
    assert "验证码" in said.text
    assert client.get("/tickets/track").status_code == 302


def test_a_ticket_of_an_account_is_not_opened_by_its_phone(world: World) -> None:
    ticket = raised(world.actor("teacher"))
    client = PageClient()
    prove(client, "/tickets/track", phone_of(world, "teacher"))
    assert ticket.number not in client.open("/tickets/track").text
    assert client.get(f"/tickets/{ticket.pk}").status_code == 404


def test_the_way_on_stays_in_the_house(world: World) -> None:
    client = PageClient()
    page = client.open("/tickets/prove?next=//evil.example/")
    client.send(page.form("/tickets/prove"), {"phone": PHONE, **answer(page)})
    code = client.open("/tickets/prove/code")
    done = client.send(code.form("/tickets/prove/code"), {"code": code_to(PHONE)})
    assert done.response.headers["Location"] == "/tickets/track"


_ONCE = re.compile(r'(csrfmiddlewaretoken" value=|x-csrftoken": |nonce=|name="once" value=)"[^"]*"')


def raised_at_the_door(kind: str, typed: dict[str, str], phone: str) -> tuple[int, str, str]:
    """Statements, answer and the ticket's page of a visitor who asks about this person."""
    client, page = PageClient(), f"/tickets/new/{kind}"
    prove(client, page, phone)
    form = client.open(page).form(page)
    with CaptureQueriesContext(connection) as captured:
        sent: Any = client.post(form.action, {**form.hidden, **typed, "text": "请处理"})
    # Now: the next request throws away what was noted.
    statements = len(captured)
    assert statements
    assert sent.status_code == 302
    ticket = Ticket.objects.everywhere("the test's own").order_by("-id")[0]
    shown = client.get(f"/tickets/{ticket.pk}").content.decode()
    assert not [value for name, value in typed.items() if name != "name" and value in shown]
    for value in (str(ticket.pk), ticket.number, *(hint for _, hint in masked(typed))):
        shown = shown.replace(value, "VALUE")
    where = sent.headers["Location"].replace(str(ticket.pk), "VALUE")
    return statements, where, _ONCE.sub("", shown)


@pytest.mark.parametrize(
    ("kind", "field"),
    [("account_restore", "document"), ("unbind_document", "document"), ("unbind_phone", "phone")],
)
def test_known_and_unknown_numbers_get_the_same_answer(world: World, kind: str, field: str) -> None:
    known = typed_for(world, "teacher")
    if field == "phone":
        known = {"name": known["name"], "phone": phone_of(world, "teacher")}
    free = {"phone": invent_phone(8899), "document": typed_for(world, "student")["document"]}[field]
    unknown = {"name": known["name"], field: free}
    if field == "document":
        nobodys = Identifier.objects.of_account(world.accounts["student"])
        nobodys.update(released_at=world.now, released_why="test")
    # A page tells the minute: both are asked within one.
    with time_machine.travel(timezone.now(), tick=False):
        first = raised_at_the_door(kind, known, invent_phone(8842))
        second = raised_at_the_door(kind, unknown, invent_phone(8843))
    assert first[1:] == second[1:]
    assert first[0] == second[0]
    found = Ticket.objects.everywhere("the test's own").order_by("id").values_list("person_id", flat=True)
    assert [person is not None for person in found] == [True, False], "one was known and the other was not"


@pytest.mark.parametrize("kind", ["password_reset", "thaw", "account_theft", "factor_lost"])
@pytest.mark.parametrize("role", ["student", "teacher", "school_admin", "county_admin"])
def test_a_known_account_name_gets_the_same_answer_as_an_unknown_one(world: World, kind: str, role: str) -> None:
    if kind == "thaw":
        # Frozen by the county: its desk is another one, which costs what any other does.
        Account.objects.of_account(world.accounts[role]).update(
            state=AccountState.FROZEN,
            state_role="county_admin",
            state_organization_id=world.place("county").organization_id,
        )
    name = Account.objects.of_account(world.accounts[role]).get().name
    with time_machine.travel(timezone.now(), tick=False):
        first = raised_at_the_door(kind, {"name": name, "account": world.login(role)}, invent_phone(8842))
        second = raised_at_the_door(kind, {"name": name, "account": "nobodyhere"}, invent_phone(8843))
    assert first == second
    found = Ticket.objects.everywhere("the test's own").order_by("id").values_list("person_id", flat=True)
    assert list(found) == [world.accounts[role], None]
