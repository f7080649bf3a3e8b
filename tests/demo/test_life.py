"""The demo province is alive: people wait to be let in, tickets wait at the desks, others were answered."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from jiaoyun.accounts.models import IdentityRequest, RequestState
from jiaoyun.accounts.requests.review import teacher_requests
from jiaoyun.demo.life import begin_life
from jiaoyun.helpdesk.figures import figures_of
from jiaoyun.helpdesk.models import SavedAnswer, Ticket, TicketEvent
from jiaoyun.helpdesk.tasks import waiting_at
from jiaoyun.notices.tasks import tasks_of
from jiaoyun.plumbing.actor import Role
from jiaoyun.plumbing.audit.sealer import seal_pending
from jiaoyun.plumbing.powers import place_of
from tests.demo.conftest import Demo

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
DESKS = ("demo_homeroom", "demo_school", "demo_county", "demo_support")


def test_each_desk_has_something_to_do_and_has_done_something(demo: Demo) -> None:
    for login in DESKS:
        actor = demo.actor(login)
        assert actor.grant is not None
        assert waiting_at(actor, place_of(actor.grant)).count(), login
        at_desk = Ticket.objects.everywhere("a test").filter(level__in=_levels(login), closed_at__isnull=False)
        assert at_desk.count() >= 2, login
        assert SavedAnswer.objects.everywhere("a test").filter(by=actor.account).exists(), login


def _levels(login: str) -> list[str]:
    return {"demo_homeroom": ["class"]}.get(login, [login.removeprefix("demo_")])


def test_the_school_and_the_class_have_people_to_let_in(demo: Demo) -> None:
    place = demo.places["2136990001"]
    assert teacher_requests(place).filter(state=RequestState.PENDING).count() == 3
    guardians = IdentityRequest.objects.within(place).filter(role=Role.GUARDIAN, state=RequestState.PENDING)
    assert guardians.count() == 2
    actor = demo.actor("demo_homeroom")
    assert actor.grant is not None
    tasks = {task.title: task.count for task in tasks_of(actor, place_of(actor.grant))}
    assert tasks["家长与学生确认"] == 3


def test_nothing_waits_longer_than_it_may_and_the_figures_have_something_to_show(demo: Demo) -> None:
    now = timezone.now()
    waiting = Ticket.objects.everywhere("a test").filter(closed_at__isnull=True)
    assert waiting.filter(due_at__lte=now).count() == 0
    figures = figures_of(demo.places["360000"], now)
    assert sum(kind.answered for kind in figures.kinds) >= 15
    assert all(kind.hours is not None for kind in figures.kinds if kind.answered)


def test_events_stand_in_the_order_of_their_times(demo: Demo) -> None:
    for ticket in Ticket.objects.everywhere("a test"):
        at = [event.at for event in TicketEvent.objects.everywhere("a test").filter(ticket=ticket).order_by("id")]
        assert at == sorted(at)
        assert timezone.now() - timedelta(days=90) < at[0] <= timezone.now()


def test_it_begins_once(demo: Demo) -> None:
    before = Ticket.objects.everywhere("a test").count()
    assert begin_life(timezone.now()) == before
    assert Ticket.objects.everywhere("a test").count() == before


def test_the_audit_of_a_lively_province_is_whole(demo: Demo, capsys: Any) -> None:
    seal_pending(timezone.now())
    call_command("verify_audit")
    assert "the audit is whole" in capsys.readouterr().out
