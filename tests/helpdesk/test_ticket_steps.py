"""A ticket from desk to desk: where it begins, who may handle it, up, down, silence, asking back, ending, reopening."""

from datetime import timedelta

import pytest
from django.http import Http404
from django.utils import timezone

from jiaoyun.accounts.models import Identity
from jiaoyun.helpdesk.commands.answer_ticket import answer_ticket
from jiaoyun.helpdesk.commands.ask_back import ask_back
from jiaoyun.helpdesk.commands.climb_ticket import climb_ticket
from jiaoyun.helpdesk.commands.hand_down_ticket import hand_down_ticket
from jiaoyun.helpdesk.commands.hand_up_ticket import hand_up_ticket
from jiaoyun.helpdesk.commands.reopen_ticket import reopen_ticket
from jiaoyun.helpdesk.commands.reply_ticket import reply_ticket
from jiaoyun.helpdesk.commands.solve_ticket import solve_ticket
from jiaoyun.helpdesk.commands.take_ticket import take_ticket
from jiaoyun.helpdesk.models import Ticket, TicketEvent
from jiaoyun.notices.models import Notice
from jiaoyun.plumbing.actor import NOBODY
from jiaoyun.plumbing.jobs import run_pending
from jiaoyun.plumbing.refusals import Refused
from tests.helpdesk.raising import VISITOR_PHONE, again, proof, raised, raised_by_visitor
from tests.inbox import texts_to
from tests.world import World

pytestmark = pytest.mark.django_db


def refusal(run: object) -> str:
    with pytest.raises(Refused) as caught:
        run()  # type: ignore[operator]
    return caught.value.id


def test_it_begins_at_the_school_of_a_teacher(world: World) -> None:
    ticket = raised(world.actor("teacher"))
    assert (ticket.level, ticket.organization_id) == ("school", world.place("school").organization_id)


def test_it_begins_at_the_class_of_a_pupil_who_asks_for_a_password(world: World) -> None:
    ticket = raised(world.actor("student"), "password_reset", name="雀学生", account=world.login("student"))
    assert (ticket.level, ticket.school_class_id) == ("class", world.classes["school"][0])
    taken = take_ticket(actor=world.actor("homeroom"), ticket_id=ticket.pk, now=timezone.now())
    assert taken.level == "class"


def test_it_begins_at_the_class_by_the_roll_whatever_the_identity_says(world: World) -> None:
    """An import writes the class on the roll, not on the identity."""
    Identity.objects.of_account(world.accounts["student"]).update(school_class=None)
    for ticket in (
        raised(world.actor("student"), "password_reset", name="雀学生", account=world.login("student")),
        raised_by_visitor("password_reset", name="雀学生", account=world.login("student")),
    ):
        assert (ticket.level, ticket.school_class_id) == ("class", world.classes["school"][0])


def test_it_begins_at_the_province_where_nobody_knows_whose_it_is(world: World) -> None:
    assert raised_by_visitor().level == "province"


def test_it_climbs_the_tree_and_comes_down_again(world: World) -> None:
    ticket = raised(world.actor("teacher"))
    for role, level in (("school_admin", "county"), ("county_admin", "city"), ("city_admin", "province")):
        done = hand_up_ticket(actor=world.actor(role), ticket_id=ticket.pk, text="请上级处理", now=timezone.now())
        assert done.level == level
    assert (
        hand_up_ticket(actor=world.actor("province_admin"), ticket_id=ticket.pk, now=timezone.now()).level == "support"
    )
    top = world.actor("support")
    assert refusal(lambda: hand_up_ticket(actor=top, ticket_id=ticket.pk, now=timezone.now())) == "helpdesk.ticket.top"
    down = hand_down_ticket(actor=top, ticket_id=ticket.pk, text="请省里核实", now=timezone.now())
    assert (down.level, down.organization_id) == ("province", world.place("province").organization_id)


def test_a_desk_may_not_handle_what_lies_at_another(world: World) -> None:
    ticket = raised(world.actor("teacher"))
    above = world.actor("county_admin")
    assert refusal(lambda: take_ticket(actor=above, ticket_id=ticket.pk, now=timezone.now())) == (
        "helpdesk.ticket.other_desk"
    )
    for role in ("neighbour_admin", "other_county_admin", "support"):
        with pytest.raises(Http404):
            take_ticket(actor=world.actor(role), ticket_id=ticket.pk, now=timezone.now())


def test_an_administrator_may_not_handle_the_own_ticket(world: World) -> None:
    ticket = raised(world.actor("school_admin"))
    own = world.actor("school_admin")
    for run in (
        lambda: take_ticket(actor=own, ticket_id=ticket.pk, now=timezone.now()),
        lambda: answer_ticket(actor=own, ticket_id=ticket.pk, text="好了", now=timezone.now()),
        lambda: hand_up_ticket(actor=own, ticket_id=ticket.pk, now=timezone.now()),
    ):
        assert refusal(run) == "helpdesk.ticket.own"


def test_silence_climbs_one_desk_exactly_once(world: World) -> None:
    ticket = raised(world.actor("teacher"))
    late = ticket.due_at + timedelta(minutes=1)
    assert climb_ticket(actor=NOBODY, ticket_id=ticket.pk, now=late).level == "county"
    assert refusal(lambda: climb_ticket(actor=NOBODY, ticket_id=ticket.pk, now=late)) == "helpdesk.ticket.not_now"
    assert again(ticket.pk).climbed == 1


def test_the_job_lets_what_is_due_climb(world: World) -> None:
    ticket, other = raised(world.actor("teacher")), raised(world.actor("teacher"))
    Ticket.objects.everywhere("the test's own ticket").filter(pk=ticket.pk).update(due_at=timezone.now())
    from jiaoyun.plumbing.jobs import enqueue

    for _ in range(2):
        enqueue("helpdesk.climb", subject=("schedule", "x"), by=None)
        run_pending()
    assert (again(ticket.pk).level, again(other.pk).level) == ("county", "school")


def test_it_stands_still_while_the_asker_is_asked(world: World) -> None:
    teacher, admin = world.actor("teacher"), world.actor("school_admin")
    ticket = raised(teacher)
    ask_back(actor=admin, ticket_id=ticket.pk, text="请补充照片", now=timezone.now())
    assert again(ticket.pk).state == "asked"
    reply_ticket(actor=teacher, ticket_id=ticket.pk, phone=None, text="补上了", pieces=(), now=timezone.now())
    assert (again(ticket.pk).state, again(ticket.pk).level) == ("open", "school")
    ask_back(actor=admin, ticket_id=ticket.pk, text="还要一张", now=timezone.now())
    climb_ticket(actor=NOBODY, ticket_id=ticket.pk, now=timezone.now() + timedelta(days=15))
    assert again(ticket.pk).closed_why == "silent"


def test_it_is_answered_and_opened_again_for_two_weeks(world: World) -> None:
    teacher, admin = world.actor("teacher"), world.actor("school_admin")
    ticket = raised(teacher)
    answer_ticket(actor=admin, ticket_id=ticket.pk, text="已经处理", now=timezone.now())
    assert (
        refusal(lambda: take_ticket(actor=admin, ticket_id=ticket.pk, now=timezone.now())) == "helpdesk.ticket.closed"
    )
    late = timezone.now() + timedelta(days=15)
    given = {"actor": teacher, "ticket_id": ticket.pk, "phone": None, "text": "还是不行"}
    assert refusal(lambda: reopen_ticket(now=late, **given)) == "helpdesk.ticket.too_late"  # type: ignore[arg-type]
    reopen_ticket(now=timezone.now(), **given)  # type: ignore[arg-type]
    assert (again(ticket.pk).state, again(ticket.pk).reopened) == ("open", 1)


def test_the_asker_may_end_it_and_nobody_else_as_the_asker(world: World) -> None:
    ticket = raised(world.actor("teacher"))
    for actor, phone in ((world.actor("inspector"), None), (NOBODY, proof().digest)):
        with pytest.raises(Http404):
            solve_ticket(actor=actor, ticket_id=ticket.pk, phone=phone, now=timezone.now())
    solve_ticket(actor=world.actor("teacher"), ticket_id=ticket.pk, phone=None, now=timezone.now())
    assert again(ticket.pk).closed_why == "solved"


def test_the_asker_is_told_of_each_change_once(world: World) -> None:
    teacher = world.actor("teacher")
    ticket, visitors = raised(teacher), raised_by_visitor()
    ask_back(actor=world.actor("school_admin"), ticket_id=ticket.pk, text="请补充", now=timezone.now())
    answer_ticket(actor=world.actor("province_admin"), ticket_id=visitors.pk, text="已经处理", now=timezone.now())
    run_pending()
    told = Notice.objects.of_account(teacher.account).filter(kind="helpdesk.ticket_news")
    assert [row.values["what"] for row in told] == ["请您补充"]
    assert len(texts_to(VISITOR_PHONE, key="helpdesk.ticket_changed")) == 1
    assert not TicketEvent.objects.everywhere("all").filter(told_at__isnull=True, internal=False).exists()


def test_words_and_numbers_are_sealed(world: World) -> None:
    ticket = raised_by_visitor(text="我的号码是 13900001111", kind="account_restore", name="某人", document="x")
    event = TicketEvent.objects.everywhere("all").get(ticket=ticket, what="raised")
    stored = bytes(event.text_sealed) + bytes(ticket.typed_sealed or b"") + bytes(ticket.phone_sealed or b"")
    assert b"1390000" not in stored
    assert VISITOR_PHONE.encode() not in stored
