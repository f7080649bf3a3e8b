"""我的工单 and what was refused: older tickets are a page away, and the words of the refusal stand with the ticket."""

from datetime import timedelta

import pytest
from django.utils import timezone

from jiaoyun.helpdesk.commands.raise_ticket import Filled, raise_ticket
from jiaoyun.helpdesk.figures import figures_of
from jiaoyun.helpdesk.kinds import KINDS
from jiaoyun.helpdesk.models import HelpEntry, Ticket
from jiaoyun.helpdesk.own_list import PAGE
from jiaoyun.plumbing.refusals import REFUSALS
from tests.helpdesk.raising import raised
from tests.world import World

pytestmark = pytest.mark.django_db


def with_refusal(world: World, refusal: str) -> Ticket:
    filled = Filled({}, "请帮忙看看", (), refusal)
    teacher = world.actor("teacher")
    written = raise_ticket(actor=teacher, kind=KINDS["other"], filled=filled, proof=None, now=timezone.now())
    found: Ticket = Ticket.objects.everywhere("the test's own").get(pk=written.ticket_id)
    return found


def test_older_tickets_are_reached_by_a_link(world: World) -> None:
    teacher, client = world.actor("teacher"), world.client("teacher")
    oldest = raised(teacher)
    assert not any("before=" in link for link in client.open("/tickets").links())
    for _ in range(PAGE):
        raised(teacher)
    first = client.open("/tickets")
    assert oldest.number not in first.text
    [older] = [link for link in first.links() if "before=" in link]
    second = client.open(f"/tickets{older}")
    assert second.text.count(oldest.number) == 1
    assert not any("before=" in link for link in second.links())
    assert "/tickets" in second.links()


def test_a_page_address_that_means_nothing_is_the_first_page(world: World) -> None:
    ticket = raised(world.actor("teacher"))
    for before in ("x", "0", "' or 1=1"):
        assert ticket.number in world.client("teacher").open(f"/tickets?before={before}").text


@pytest.mark.parametrize("refusal", ["accounts.login.frozen", "helpdesk.ticket.too_many"])
def test_what_was_refused_is_read_by_the_desk_and_by_the_asker(world: World, refusal: str) -> None:
    ticket = with_refusal(world, refusal)
    words = REFUSALS[refusal].text.split("{")[0]
    assert words
    school = world.place("school").organization_id
    at_desk = world.client("school_admin").open(f"/desk/{school}/tickets/{ticket.pk}")
    for page in (at_desk, world.client("teacher").open(f"/tickets/{ticket.pk}")):
        assert f"当时的提示 {words}" in page.text
        assert "{" not in page.text


def test_a_ticket_without_a_refusal_says_nothing_of_one(world: World) -> None:
    ticket = raised(world.actor("teacher"))
    assert "当时的提示" not in world.client("teacher").open(f"/tickets/{ticket.pk}").text


def test_figures_name_the_question_of_an_entry_and_lead_to_it(world: World) -> None:
    raised(world.actor("teacher"), "password_reset", name="雀任课", account=world.login("teacher"))
    raised(world.actor("teacher"))
    Ticket.objects.everywhere("the test's own").filter(kind="other").update(help_entry="gone-long-ago")
    school = world.place("school").organization_id
    page = world.client("school_admin").open(f"/desk/{school}/figures")
    assert "/help/forgot-password" in page.links()
    assert "：1 张" in page.text
    assert "forgot-password" not in page.text
    assert "已收起的条目（gone-long-ago）" in page.text
    answer = world.client("school_admin").get("/help/forgot-password")
    assert answer.status_code == 200
    assert not HelpEntry.objects.everywhere("the test's own").exists()


def test_figures_count_by_kind_and_by_how_it_ended(world: World) -> None:
    for _ in range(2):
        raised(world.actor("teacher"))
    rows = Ticket.objects.everywhere("the test's own").order_by("id")
    first = rows[0]
    rows.filter(pk=first.pk).update(
        state="closed", closed_at=first.raised_at + timedelta(hours=3), closed_why="answered"
    )
    raised(world.actor("neighbour_teacher"))
    found = figures_of(world.place("school"), timezone.now())
    [kind] = found.kinds
    assert (kind.raised, kind.open, kind.answered, kind.cured, kind.hours) == (2, 1, 1, 0, 3.0)
    above = figures_of(world.place("county"), timezone.now())
    assert above.kinds[0].raised == 3
    assert figures_of(world.place("other_county"), timezone.now()).kinds == []
