"""Rows that a school may not settle are one ticket: county first, then up, answered there, followed by the school."""

from typing import Any

import pytest
from django.utils import timezone

from jiaoyun.helpdesk.commands.answer_ticket import answer_ticket
from jiaoyun.helpdesk.commands.climb_ticket import climb_ticket
from jiaoyun.helpdesk.commands.hand_up_ticket import hand_up_ticket
from jiaoyun.helpdesk.commands.open_case import open_case
from jiaoyun.helpdesk.commands.reopen_ticket import reopen_ticket
from jiaoyun.helpdesk.models import Ticket
from jiaoyun.helpdesk.tasks import waiting_at
from jiaoyun.plumbing.actor import NOBODY
from jiaoyun.roster.commands.close_batch import close_batch
from jiaoyun.roster.commands.request_help import request_help
from jiaoyun.roster.models import RosterRequest, RowClass
from tests.helpdesk.raising import again
from tests.roster.importing import Import, import_sheet, sheet
from tests.world import World

pytestmark = pytest.mark.django_db


def ask(done: Import, row_class: RowClass = RowClass.ELSEWHERE_ENROLLED, note: str = "请帮忙协调") -> Any:
    return request_help(actor=done.actor, now=timezone.now(), batch_id=done.batch.pk, row_class=row_class, note=note)


def imported(world: World) -> Import:
    """The school's import of two pupils of its neighbour, who are 在读 there."""
    pupils = world.pupils["neighbour"][:2]
    return import_sheet(
        world, sheet([[pupil.name, pupil.document, "", "一（1）班", "", "", "", ""] for pupil in pupils])
    )


def asked(world: World) -> tuple[Import, Ticket]:
    done = imported(world)
    ask(done)
    return done, the_ticket()


def the_ticket() -> Ticket:
    [ticket] = Ticket.objects.everywhere("the test's own").filter(kind="import_rows")
    return ticket


def state_of(ticket: Ticket) -> str:
    return str(RosterRequest.objects.everywhere("the test's own").get(ticket=ticket.pk).state)


def at_desk(world: World, role: str, place: str, ticket: Ticket, query: str = "") -> Any:
    organization_id = world.place(place).organization_id
    return world.client(role).open(f"/desk/{organization_id}/tickets/{ticket.pk}{query}")


def test_it_opens_one_ticket_at_the_county_with_what_was_refused(world: World) -> None:
    done, ticket = asked(world)
    assert (ticket.level, ticket.organization_id) == ("county", world.place("county").organization_id)
    assert ticket.home_id == world.place("school").organization_id
    assert ticket.asker_id == done.actor.account_id
    assert [row.pk for row in waiting_at(world.actor("county_admin"), world.place("county"))] == [ticket.pk]
    page = at_desk(world, "county_admin", "county", ticket)
    assert "外校在读学生，2 行" in page.text
    assert "请帮忙协调" in page.text
    request = RosterRequest.objects.everywhere("the test's own").get(ticket=ticket.pk)
    rows = f"/region/{ticket.organization_id}/roster-requests/{request.pk}"
    [cure] = [link for link in page.links() if "roster-requests/" in link]
    assert cure.split("?")[0].endswith(f"/roster-requests/{request.pk}"), rows
    shown = world.client("county_admin").open(cure)
    assert "共 2 行" in shown.text
    assert f"/desk/{ticket.organization_id}/tickets/{ticket.pk}" in shown.links()


def test_asked_again_the_rows_join_the_open_ticket(world: World) -> None:
    done, ticket = asked(world)
    ask(done)
    assert the_ticket().pk == ticket.pk
    ask(done, RowClass.ELSEWHERE_NAME)
    assert the_ticket().pk == ticket.pk, "a class without rows asks nobody"


def test_it_climbs_and_is_handed_up_like_every_ticket(world: World) -> None:
    _, ticket = asked(world)
    assert climb_ticket(actor=NOBODY, ticket_id=ticket.pk, now=ticket.due_at).level == "city"
    hand_up_ticket(actor=world.actor("city_admin"), ticket_id=ticket.pk, text="请省里看", now=timezone.now())
    page = at_desk(world, "province_admin", "province", again(ticket.pk))
    assert any("roster-requests/" in link for link in page.links())


def test_the_countys_answer_is_kept_and_ends_the_request(world: World) -> None:
    done, ticket = asked(world)
    county = world.actor("county_admin")
    answer_ticket(actor=county, ticket_id=ticket.pk, text="已和对方学校核实，请等转学", now=timezone.now())
    assert (state_of(ticket), again(ticket.pk).closed_why) == ("answered", "answered")
    page = world.client("school_admin").open(f"/tickets/{ticket.pk}")
    assert "已和对方学校核实，请等转学" in page.text
    reopen_ticket(actor=done.actor, ticket_id=ticket.pk, phone=None, text="还没有转来", now=timezone.now())
    assert (state_of(ticket), again(ticket.pk).level) == ("open", "county")


def test_the_school_follows_it_from_its_list_and_from_the_row(world: World) -> None:
    done, ticket = asked(world)
    assert ticket.number in world.client("school_admin").open("/tickets").text
    lines = RosterRequest.objects.everywhere("the test's own").get(ticket=ticket.pk).lines
    address = f"/school/{done.place.school_id}/imports/{done.batch.pk}?class=elsewhere_enrolled&line={lines[0]}"
    assert f"/tickets/{ticket.pk}" in world.client("school_admin").open(address).links()


def test_support_sees_its_rows_one_at_a_time_and_only_within_a_case(world: World) -> None:
    _, ticket = asked(world)
    for role in ("county_admin", "city_admin", "province_admin"):
        hand_up_ticket(actor=world.actor(role), ticket_id=ticket.pk, now=timezone.now())
    hints = [pupil.document[-4:] for pupil in world.pupils["neighbour"][:2]]
    closed = at_desk(world, "support", "province", ticket)
    assert not any(hint in closed.text for hint in hints)
    assert not any("roster-requests/" in link for link in closed.links())
    open_case(actor=world.actor("support"), ticket_id=ticket.pk, reason="核对转学", now=timezone.now())
    for number, (here, other) in enumerate((hints, hints[::-1]), start=1):
        page = at_desk(world, "support", "province", ticket, f"?piece={number}")
        assert f"第 {number} 条，共 2 条" in page.text
        assert here in page.text
        assert other not in page.text
        assert not any(pupil.name in page.text for pupil in world.pupils["neighbour"])
    assert "共 2 条" not in at_desk(world, "support", "province", ticket, "?piece=3").text


def test_a_batch_that_is_given_up_takes_its_ticket_back(world: World) -> None:
    done, ticket = asked(world)
    close_batch(actor=done.actor, now=timezone.now(), batch_id=done.batch.pk)
    assert (state_of(ticket), again(ticket.pk).closed_why) == ("withdrawn", "solved")


def test_nobody_else_follows_or_handles_it(world: World) -> None:
    _, ticket = asked(world)
    for role in ("teacher", "neighbour_admin", "other_county_admin"):
        assert world.client(role).get(f"/tickets/{ticket.pk}").status_code == 404
    elsewhere = world.place("other_county").organization_id
    assert world.client("other_county_admin").get(f"/desk/{elsewhere}/tickets/{ticket.pk}").status_code == 404
    assert "导入时有几行要上级处理" not in world.client("school_admin").open("/tickets/new").text
