"""A homeroom teacher's desk: the ticket of a pupil of the own class comes with the button that cures it."""

import pytest

from jiaoyun.helpdesk.models import ClosedWhy, TicketState
from tests.helpdesk.raising import again, raised, raised_by_visitor
from tests.pages import PageClient
from tests.world import World

pytestmark = pytest.mark.django_db


def ticket_page(world: World, role: str, ticket_id: object) -> tuple[PageClient, str]:
    """The browser of one of the cast, and the ticket's page at the desk of the school."""
    return world.client(role), f"/desk/{world.place('school').organization_id}/tickets/{ticket_id}"


def test_the_homeroom_teacher_resets_the_password_and_the_ticket_ends(world: World) -> None:
    ticket = raised_by_visitor("password_reset", name="雀学生", account=world.login("student"))
    client, address = ticket_page(world, "homeroom", ticket.pk)
    [way] = [link for link in client.open(address).links() if "/reset?" in link]
    page = client.open(way)
    [form] = [form for form in page.html.forms if form.method == "post" and form.hidden.get("step") == "reset"]
    done = client.send(form, {"how": "generated"}, status=200)
    assert "雀学生" in done.text
    closed = again(ticket.pk)
    assert (closed.state, closed.closed_why) == (TicketState.CLOSED, ClosedWhy.CURED)


def test_the_homeroom_teacher_of_another_class_has_no_such_ticket(world: World) -> None:
    ticket = raised_by_visitor("password_reset", name="雀学生", account=world.login("student"))
    client, address = ticket_page(world, "neighbour_teacher", ticket.pk)
    client.open(address, status=404)


def test_a_page_tells_only_what_the_ticket_gave_to_compare(world: World) -> None:
    asked = raised(world.actor("student"), "password_reset", name="雀学生", account=world.login("student"))
    client, address = ticket_page(world, "homeroom", asked.pk)
    text = client.open(address).text
    assert "姓名与账号一致" in text
    assert "证件号" not in text
    assert "删除时绑定的手机号" not in text
