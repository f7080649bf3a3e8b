"""Only the school changes a name: its owner asks by one link from 个人中心, and the change ends the ticket (I1)."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse

from jiaoyun.accounts.models import Account, NameChange
from jiaoyun.helpdesk.models import Ticket
from tests.helpdesk.raising import again
from tests.pages import PageClient
from tests.world import World

pytestmark = pytest.mark.django_db

NEW = "雀任科"


def asked(world: World, role: str = "teacher") -> Ticket:
    """The ticket as the owner raises it from the page about oneself."""
    client = world.client(role)
    address = reverse("helpdesk:ticket_new", kwargs={"kind": "name_wrong"})
    assert address in client.open(reverse("accounts:personal")).links()
    page = client.open(address)
    sent = client.send(page.form(address), {"right_name": NEW, "text": "第三个字写错了"})
    return again(sent.response.headers["Location"].rstrip("/").rsplit("/", 1)[1])


def test_it_is_asked_from_the_page_about_oneself_and_lies_at_the_school(world: World) -> None:
    ticket = asked(world)
    assert (ticket.kind, ticket.level, ticket.person_id) == ("name_wrong", "school", world.accounts["teacher"])
    assert ticket.organization_id == world.place("school").organization_id
    assert ticket.facts == {}


def test_the_school_changes_the_name_from_the_ticket_and_the_ticket_ends(world: World) -> None:
    ticket, desk = asked(world), world.client("school_admin")
    where = {"organization_id": ticket.organization_id, "ticket_id": ticket.pk}
    page = desk.open(reverse("helpdesk:desk_ticket", kwargs=where))
    cure = next(link for link in page.links() if urlsplit(link).path.endswith("/rename"))
    assert parse_qs(urlsplit(cure).query)["ticket"] == [str(ticket.pk)]
    form = desk.open(cure).form(urlsplit(cure).path)
    desk.send(form, {"name": NEW, "reason": "与身份证核对，第三个字写错"})
    assert Account.objects.of_account(world.accounts["teacher"]).get().name == NEW
    assert NameChange.objects.of_account(world.accounts["teacher"]).get().reason == "与身份证核对，第三个字写错"
    assert (again(ticket.pk).state, again(ticket.pk).closed_why) == ("closed", "cured")


def test_a_colleague_may_not_change_it_from_the_ticket(world: World) -> None:
    ticket = asked(world)
    path = {"school_id": world.place("school").school_id, "account_id": ticket.person_id}
    address = f"{reverse('accounts:person_rename', kwargs=path)}?ticket={ticket.pk}"
    assert world.client("homeroom").get(address).status_code == 403
    assert world.client("neighbour_admin").get(address).status_code == 404
    assert again(ticket.pk).closed_why == ""


def test_whoever_is_not_logged_in_is_asked_to_log_in_first() -> None:
    answer = PageClient().get(reverse("helpdesk:ticket_new", kwargs={"kind": "name_wrong"}))
    assert answer.status_code == 302
    assert reverse("accounts:login") in answer.headers["Location"]
