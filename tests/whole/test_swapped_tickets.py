"""Ids of other desks' tickets and answers inside a form of one's own desk."""

from typing import Any
from uuid import UUID

import pytest

from jiaoyun.accounts.models import Account
from jiaoyun.helpdesk.models import Ticket
from tests.whole.matrix.asking import Answer, Asker
from tests.whole.matrix.seeing import foreign_values
from tests.whole.matrix.stage import Stage
from tests.whole.matrix.targets import NOBODYS_UUID

ROLE = "school_admin"
pytestmark = pytest.mark.slow


@pytest.fixture(params=["neighbour", "county", "other_county", "support", "nobody"])
def foreign(stage: Stage, request: Any) -> UUID:
    """A ticket that lies at another desk, or the id of nothing."""
    lying = stage.tickets.get(request.param)
    return lying.id if lying is not None else NOBODYS_UUID


def ask(stage: Stage, method: str, page: str, body: dict[str, Any]) -> Answer:
    """A page of the own desk as the school's administrator; no canary may ever come back."""
    address = f"/desk/{stage.school_id('school')}/{page}"
    answer = Asker(stage, (ROLE,)).ask(ROLE, method, address, body)
    assert not [value for value in foreign_values(stage, ROLE) if value in answer.text]
    return answer


def tickets(stage: Stage) -> dict[UUID, tuple[object, ...]]:
    """Every ticket's state, handler and desk."""
    rows = Ticket.objects.everywhere("all tickets of the test's world")
    return {key: tuple(more) for key, *more in rows.values_list("id", "state", "handler_id", "level", "version")}


@pytest.mark.parametrize("do", ["take", "up", "answer"])
def test_it_does_nothing_to_many_of_another_desk(stage: Stage, foreign: UUID, do: str) -> None:
    before, own = tickets(stage), stage.tickets["school"].id
    body = {"row": [str(foreign), str(own)], "do": do, "answer": str(stage.answers["school"])}
    assert ask(stage, "POST", "tickets/bulk", body).verdict == "ok"
    after = tickets(stage)
    assert {key for key in after if before[key] != after[key]} == {own}


@pytest.mark.parametrize("whose", ["neighbour", "class", "county"])
def test_it_answers_with_no_saved_answer_of_another_desk(stage: Stage, whose: str) -> None:
    before = tickets(stage)
    body = {"row": [str(stage.tickets["school"].id)], "do": "answer", "answer": str(stage.answers[whose])}
    assert ask(stage, "POST", "tickets/bulk", body).verdict == "ok"
    assert tickets(stage) == before


@pytest.mark.parametrize("level", ["class", "county", "province", "support"])
def test_it_lists_no_ticket_of_another_level(stage: Stage, level: str) -> None:
    """A school's filter for another level shows the school's own list."""
    listed = ask(stage, "GET", "tickets", {"level": level}).text
    numbers = dict(Ticket.objects.everywhere("all tickets of the test's world").values_list("id", "number"))
    shown = {key for key, lying in stage.tickets.items() if numbers[lying.id] in listed}
    assert shown == {"school", "ones_own"}


@pytest.mark.parametrize("page", ["freeze", "reset"])
def test_it_does_nothing_for_a_ticket_of_another_desk(stage: Stage, foreign: UUID, page: str) -> None:
    """The page is of the own school, the person too; the ticket that the form carries is not one's own."""
    pupil = stage.desks["school"].pupils[1]
    address = f"/school/{stage.school_id('school')}/people/{pupil}/{page}"
    body = {"reason": "当面核对过", "how": "generated", "ticket": str(foreign)}
    account = Account.objects.of_account(pupil).values()
    before = (tickets(stage), account.get())
    answer = Asker(stage, (ROLE,)).ask(ROLE, "POST", address, body)
    assert answer.verdict in ("404", "409")
    assert (tickets(stage), account.all().get()) == before
