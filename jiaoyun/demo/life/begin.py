"""Lets the demo's people begin to do things, once, right after they were loaded."""

from datetime import datetime, timedelta

from django.db.models import F

from jiaoyun.accounts.models import Purpose
from jiaoyun.demo.life.cast import Child, acting, children_of, proved_phone, pupil_elsewhere
from jiaoyun.demo.life.newcomers import register_guardians, register_teachers, wish_for_class
from jiaoyun.demo.life.stories import ANSWERS, OPEN, VISITOR, Story, answered
from jiaoyun.helpdesk.commands.answer_ticket import answer_ticket
from jiaoyun.helpdesk.commands.raise_ticket import Filled, raise_ticket
from jiaoyun.helpdesk.commands.save_answer import save_answer
from jiaoyun.helpdesk.commands.take_ticket import take_ticket
from jiaoyun.helpdesk.kinds import KINDS
from jiaoyun.helpdesk.models import Ticket, TicketEvent
from jiaoyun.plumbing.actor import NOBODY, Actor, Grant
from jiaoyun.plumbing.powers import place_of

_WHY = "the demo acts as its own people"
_TEACHERS_FROM, _GUARDIANS_FROM, _VISITORS_FROM = 0, 20, 40


def begin_life(now: datetime) -> int:
    """Registrations, tickets and saved answers of the demo; returns how many tickets there are then.

    Does nothing where there is a ticket already. Each step is a command of its own: a demo that was cut off in the
    middle has fewer of them.
    """
    tickets = Ticket.objects.everywhere(_WHY)
    if not tickets.exists():
        homeroom = _grant(acting("demo_homeroom"))
        if homeroom.school_class_id is None:
            raise LookupError("the demo's homeroom teacher has a class")
        children = children_of(homeroom.school_class_id, 6)
        _let_in(homeroom, children, now)
        for login, title, text in ANSWERS:
            actor = acting(login)
            save_answer(actor=actor, place=place_of(_grant(actor)), title=title, text=text, now=now)
        for serial, story in enumerate([*answered(), *OPEN]):
            _tell(story, children[serial % len(children)], _VISITORS_FROM + serial, now)
        # Nobody is told today of what was answered weeks ago.
        events = TicketEvent.objects.everywhere(_WHY).filter(ticket__closed_at__isnull=False)
        events.update(told_at=F("at"))
    return int(tickets.count())


def _let_in(homeroom: Grant, children: list[Child], now: datetime) -> None:
    school_id = homeroom.organization_id
    register_teachers(school_id, _TEACHERS_FROM, now)
    register_guardians(children, (school_id, homeroom.place_name), _GUARDIANS_FROM, now)
    wish_for_class(pupil_elsewhere(school_id, children[0].class_id), children[0], now)


def _tell(story: Story, child: Child, phone: int, now: datetime) -> None:
    """Raise the ticket when it was raised, and let its desk answer when it did."""
    at = now - timedelta(hours=story.ago)
    county = _grant(acting("demo_county")).organization_id
    values = {"child": child.name, "number": child.number, "county": str(county)}
    typed = {name: text.format_map(values) for name, text in story.typed.items()}
    raised = raise_ticket(
        actor=NOBODY if story.who == VISITOR else acting(story.who),
        kind=KINDS[story.kind],
        filled=Filled(typed, story.text),
        proof=proved_phone(phone, Purpose.TICKET, at) if story.who == VISITOR else None,
        now=at,
    )
    if story.desk:
        clerk, then = acting(story.desk), at + timedelta(hours=story.later)
        take_ticket(actor=clerk, ticket_id=raised.ticket_id, now=then - timedelta(minutes=25))
        answer_ticket(actor=clerk, ticket_id=raised.ticket_id, text=story.answer, now=then)


def _grant(actor: Actor) -> Grant:
    if actor.grant is None:
        raise LookupError("a log-in of the demo works as somebody")
    return actor.grant
