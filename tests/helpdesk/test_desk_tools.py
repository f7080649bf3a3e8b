"""The tools of a desk: who else is there, many at once, saved answers, the list's filters and pages, handing down."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
import time_machine
from django.http import Http404
from django.utils import timezone
from uuid_utils.compat import uuid7

from jiaoyun.accounts.models import Identity
from jiaoyun.helpdesk.bulk import Bulk, run_bulk
from jiaoyun.helpdesk.commands.hand_down_ticket import hand_down_ticket
from jiaoyun.helpdesk.commands.hand_up_ticket import hand_up_ticket
from jiaoyun.helpdesk.commands.put_away_answer import put_away_answer
from jiaoyun.helpdesk.commands.take_ticket import take_ticket
from jiaoyun.helpdesk.desk_list import PAGE
from jiaoyun.helpdesk.models import SavedAnswer, SelfHelp, Ticket, TicketEvent
from jiaoyun.plumbing.refusals import Refused
from tests.helpdesk.raising import again, raised
from tests.pages import PageClient
from tests.world import World

pytestmark = pytest.mark.django_db


def desk(world: World, place: str = "school") -> str:
    return f"/desk/{world.place(place).organization_id}"


def colleague(world: World) -> PageClient:
    """雀备检 sits at the school's desk too."""
    identity = Identity.objects.of_account(world.accounts["school_admin"]).get()
    identity.pk, identity.account_id = uuid7(), world.accounts["inspector"]
    identity.save(force_insert=True)
    world.accounts["second_admin"], world.identities["second_admin"] = world.accounts["inspector"], identity.pk
    return world.client("second_admin")


def post(client: PageClient, page: str, action: str, **values: Any) -> Any:
    form = client.open(page).form(action)
    return client.post(form.action, {**form.hidden, **values})


def test_a_colleague_is_seen_looking_and_writing_and_gone_again(world: World) -> None:
    ticket, other = raised(world.actor("teacher")), colleague(world)
    page = f"{desk(world)}/tickets/{ticket.pk}"
    token = other.open(page).form(f"{page}/case").hidden["csrfmiddlewaretoken"]
    for text, said in (("", "雀备检也在看这张工单"), ("您好，", "雀备检正在写答复")):
        answer = other.post(f"{page}/presence", {"csrfmiddlewaretoken": token, "text": text})
        assert answer.content.decode().strip() == "", "nobody else is there"
        assert said in world.client("school_admin").open(page).text
    with time_machine.travel(timezone.now() + timedelta(seconds=46)):
        assert "雀备检" not in world.client("school_admin").open(page).text


def test_who_may_not_read_a_ticket_is_not_seen_at_it(world: World) -> None:
    ticket = raised(world.actor("teacher"))
    client = world.client("neighbour_admin")
    page = f"{desk(world, 'neighbour')}/answers"
    token = client.open(page).form(page).hidden["csrfmiddlewaretoken"]
    answer = client.post(
        f"{desk(world, 'neighbour')}/tickets/{ticket.pk}/presence", {"csrfmiddlewaretoken": token, "text": "x"}
    )
    assert answer.status_code == 404


def test_many_are_done_one_by_one_and_what_cannot_be_is_counted(world: World) -> None:
    admin = world.actor("school_admin")
    mine, closed, away = (raised(world.actor("teacher")) for _ in range(3))
    own = raised(admin)
    hand_up_ticket(actor=admin, ticket_id=away.pk, now=timezone.now())
    ids = [mine.pk, mine.pk, closed.pk, away.pk, own.pk, uuid4()]
    assert run_bulk(admin, Bulk.TAKE, ids, text="", now=timezone.now()) == (2, 3)
    assert run_bulk(admin, Bulk.ANSWER, [closed.pk], text="已处理", now=timezone.now()) == (1, 0)
    assert run_bulk(admin, Bulk.UP, ids, text="", now=timezone.now()) == (1, 4)
    assert [again(row.pk).level for row in (mine, closed, away, own)] == ["county", "school", "county", "school"]
    assert again(own.pk).handler_id is None


def test_the_page_does_many_with_a_saved_answer_and_says_how_many(world: World) -> None:
    tickets = [raised(world.actor("teacher")) for _ in range(2)]
    client, answers, listed = world.client("school_admin"), f"{desk(world)}/answers", f"{desk(world)}/tickets"
    assert post(client, answers, answers, title="重启", text="请退出后再登录。").status_code == 302
    saved = SavedAnswer.objects.everywhere("the test's own").get()
    rows = [str(row.pk) for row in tickets]
    nothing = post(client, listed, f"{listed}/bulk", do="answer", row=rows, answer="")
    assert nothing.status_code == 302
    assert "请先选中工单" in client.open(listed).text
    post(client, listed, f"{listed}/bulk", do="answer", row=rows, answer=str(saved.pk))
    said = client.open(listed).text
    assert "已答复并办结 2 张" in said
    assert {again(row.pk).closed_why for row in tickets} == {"answered"}
    assert "请退出后再登录。" in world.client("teacher").open(f"/tickets/{tickets[0].pk}").text


def test_a_saved_answer_is_the_desks_own_and_its_title_is_used_once(world: World) -> None:
    client, page = world.client("school_admin"), f"{desk(world)}/answers"
    post(client, page, page, title="重启", text="请退出后再登录。")
    twice = post(client, page, page, title="重启", text="另一段话")
    assert twice.status_code == 422
    assert "已经有同名的常用答复" in twice.content.decode()
    assert "另一段话" in twice.content.decode()
    saved = SavedAnswer.objects.everywhere("the test's own").get()
    for role, place in (("county_admin", "county"), ("neighbour_admin", "neighbour")):
        assert "重启" not in world.client(role).open(f"{desk(world, place)}/answers").text
        with pytest.raises(Http404):
            put_away_answer(actor=world.actor(role), place=world.place(place), answer_id=saved.pk, now=timezone.now())
    post(client, page, f"{page}/{saved.pk}/put-away")
    assert "请退出后再登录。" not in client.open(page).text
    assert post(client, page, page, title="重启", text="第二版").status_code == 302


def listed(world: World, query: str = "", role: str = "school_admin", place: str = "school") -> set[str]:
    """The numbers of the tickets that a desk's list shows."""
    page = world.client(role).open(f"{desk(world, place)}/tickets{query}")
    numbers = Ticket.objects.everywhere("the test's own").values_list("number", flat=True)
    return {number for number in numbers if number in page.text}


def test_the_list_filters_by_state_kind_handler_time_and_level(world: World) -> None:
    plain, theft, late = (raised(world.actor("teacher")) for _ in range(3))
    rows = Ticket.objects.everywhere("the test's own")
    rows.filter(pk=theft.pk).update(kind="account_theft")
    rows.filter(pk=late.pk).update(due_at=timezone.now() - timedelta(hours=1))
    take_ticket(actor=world.actor("school_admin"), ticket_id=plain.pk, now=timezone.now())
    assert listed(world) == {plain.number, theft.number, late.number}
    assert listed(world, "?kind=account_theft") == {theft.number}
    assert listed(world, "?mine=1") == {plain.number}
    assert listed(world, "?overdue=1") == {late.number}
    assert listed(world, "?state=second") == set()
    assert listed(world, "?state=closed") == set()
    assert listed(world, "?state=x&kind=x&level=x&after=x&mine=2") == {plain.number, theft.number, late.number}
    assert listed(world, "", "county_admin", "county") == set()
    below = listed(world, "?level=school", "county_admin", "county")
    assert below == {plain.number, theft.number, late.number}
    assert listed(world, "?level=school", "other_county_admin", "other_county") == set()
    assert listed(world, "?level=county") == listed(world), "a school reads no level but its own"


def test_the_list_pages_by_key_without_leaving_out_or_doubling_any(world: World) -> None:
    first = raised(world.actor("teacher"))
    rows = Ticket.objects.everywhere("the test's own")
    for serial in range(PAGE + 4):
        row = rows.get(pk=first.pk)
        row.pk, row.number = uuid7(), f"T{serial:09d}"
        row.save(force_insert=True)
    client, seen, query, pages = world.client("school_admin"), [], "", 0
    while pages < 3:
        page = client.open(f"{desk(world)}/tickets{query}")
        pages += 1
        seen += [link.rpartition("/")[2] for link in page.links() if f"{desk(world)}/tickets/" in link]
        onward = [link for link in page.links() if "after=" in link]
        if not onward:
            break
        query = "?" + onward[0].partition("?")[2]
    assert pages == 2
    assert len(seen) == len(set(seen)) == PAGE + 5


def test_it_is_handed_down_with_words_to_where_it_came_from(world: World) -> None:
    ticket = raised(world.actor("teacher"))
    school, county = world.actor("school_admin"), world.actor("county_admin")
    with pytest.raises(Refused) as caught:
        hand_down_ticket(actor=school, ticket_id=ticket.pk, text="请班主任看", now=timezone.now())
    assert caught.value.id == "helpdesk.ticket.bottom"
    hand_up_ticket(actor=school, ticket_id=ticket.pk, now=timezone.now())
    with pytest.raises(Refused) as caught:
        hand_down_ticket(actor=county, ticket_id=ticket.pk, text="  ", now=timezone.now())
    assert caught.value.id == "helpdesk.ticket.words_missing"
    done = hand_down_ticket(actor=county, ticket_id=ticket.pk, text="请学校核实", now=timezone.now())
    assert (done.level, done.organization_id) == ("school", world.place("school").organization_id)
    assert "请学校核实" in world.client("school_admin").open(f"{desk(world)}/tickets/{ticket.pk}").text
    whats = TicketEvent.objects.everywhere("the test's own").filter(ticket=ticket).order_by("id")
    assert list(whats.values_list("what", flat=True)) == ["raised", "up", "down"]


def counted(kind: str) -> tuple[int, int]:
    row = SelfHelp.objects.everywhere("the test's own").filter(kind=kind).first()
    return (row.followed, row.returned) if row else (0, 0)


def test_a_way_out_counts_once_a_session_and_coming_back_counts_too(world: World) -> None:
    client, page = world.client("teacher"), "/tickets/new/password_reset"
    way = "/tickets/way/password_reset/0"
    for _ in range(2):
        assert post(client, page, way).status_code == 302
    assert counted("password_reset") == (1, 0)
    sent = post(client, page, page, name="雀任课", account=world.login("teacher"), text="登不上")
    assert sent.status_code == 302
    assert counted("password_reset") == (1, 1)
    assert client.get(f"/tickets/{UUID(int=1)}").status_code == 404
    token = client.open(page).form(way).hidden["csrfmiddlewaretoken"]
    assert client.post("/tickets/way/password_reset/9", {"csrfmiddlewaretoken": token}).status_code == 404
    assert client.post("/tickets/way/nothing/0", {"csrfmiddlewaretoken": token}).status_code == 404
