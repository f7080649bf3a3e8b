"""Nothing is revealed on a mismatch: the same bytes, statements and one Argon2 run, whatever does not fit."""

import re
from typing import Any
from unittest.mock import patch

import pytest
from django.contrib.auth.hashers import make_password as real_make
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jiaoyun.accounts.models import Account
from jiaoyun.roster.models import CurrentEnrolment
from jiaoyun.roster.registration.tries import ASKER_BUDGET
from jiaoyun.rules.masking import mask_phone
from tests.pages import PageClient
from tests.people import invent_phone, invent_roll_number
from tests.roster.registration.registering import (
    fresh_pupil,
    guardian_details,
    prove_phone,
    send_off,
    student_details,
)
from tests.world import World
from tests.world_rows import Pupil

_VARIES = re.compile(
    r"""(name="(?:csrfmiddlewaretoken|once)" value="|nonce="|"x-csrftoken": ")[^"]*|编号 [0-9a-f]+|[0-9a-f]{32}"""
)
UNKNOWN = "36990120180304017"


def unknown_number() -> str:
    """A valid 学籍号 of nobody."""
    from jiaoyun.rules.documents import document_check_digit

    return invent_roll_number(UNKNOWN + document_check_digit(UNKNOWN))


def answer_to(who: str, values: dict[str, Any], serial: int) -> tuple[Any, int, int]:
    """Step 2 sent off with a newly proved phone: the answer, its statements, its Argon2 runs."""
    client, phone = PageClient(), invent_phone(serial)
    page = prove_phone(client, who, phone)
    form = page.form(f"/register/{who}/details")
    with (
        patch("jiaoyun.accounts.hashers.make_password", side_effect=real_make) as hashed,
        CaptureQueriesContext(connection) as statements,
    ):
        answered = client.post(form.action, {**form.hidden, **values})
    text = _VARIES.sub("…", answered.content.decode()).replace(mask_phone(phone), "PHONE")
    for typed in ("number", "name", "child_name"):
        if values.get(typed):
            text = text.replace(f'value="{values[typed]}"', f'value="{typed}"')
    return (answered.status_code, text, sorted(answered.headers)), len(statements), hashed.call_count


def mismatches(world: World, pupil: Pupil, name: str) -> list[dict[str, str]]:
    """Four ways of not fitting: nobody's number, another name, a graduate, a deleted account."""
    graduate, deleted = world.pupils["neighbour"][:2]
    CurrentEnrolment.objects.of_account(graduate.account_id).update(state="graduated")
    Account.objects.of_account(deleted.account_id).update(state="deleted")
    return [
        {name: "雀无名", "number": unknown_number()},
        {name: "雀无名", "number": pupil.roll_number},
        {name: graduate.name, "number": graduate.roll_number},
        {name: deleted.name, "number": deleted.document},
    ]


@pytest.mark.parametrize("who", ["student", "guardian"])
def test_it_answers_every_mismatch_alike(world: World, who: str) -> None:
    pupil = fresh_pupil(world)
    make, name = (student_details, "name") if who == "student" else (guardian_details, "child_name")
    answers = [
        answer_to(who, make(pupil, **values), 8800 + serial)
        for serial, values in enumerate(mismatches(world, pupil, name))
    ]
    assert {answer[0][0] for answer in answers} == {422}
    assert answers[0][2] == 1
    for other in answers[1:]:
        assert other == answers[0]


def test_it_tells_a_stranger_nothing_before_the_phone_is_proved(world: World) -> None:
    pupil, answers = fresh_pupil(world), []
    for number in (pupil.roll_number, unknown_number()):
        client = PageClient()
        page = client.open("/register/student")
        token = page.form("/register/student").hidden["csrfmiddlewaretoken"]
        values = student_details(pupil, number=number)
        with CaptureQueriesContext(connection) as statements:
            answered = client.post("/register/student/details", {**values, "csrfmiddlewaretoken": token})
        answers.append((answered.status_code, answered.headers["Location"], len(statements)))
    assert answers[0] == answers[1] == (302, "/register/student", answers[0][2])


def test_it_counts_the_tries_of_a_phone_and_stops(world: World, visitor: PageClient) -> None:
    pupil = fresh_pupil(world)
    page = prove_phone(visitor, "student", pupil.phone)
    for _ in range(ASKER_BUDGET.limit):
        page = send_off(visitor, "student", page, student_details(pupil, name="雀无名"), status=422)
    stopped = send_off(visitor, "student", page, student_details(pupil), status=429)
    assert "试得太多次了" in stopped.text
    assert not Account.objects.of_account(pupil.account_id).get().password


def test_it_carries_what_was_typed_to_the_ticket_and_nothing_else(world: World, visitor: PageClient) -> None:
    pupil = fresh_pupil(world)
    page = prove_phone(visitor, "guardian")
    answered = send_off(visitor, "guardian", page, guardian_details(pupil, child_name="雀无名"), status=422)
    [ticket] = [link for link in answered.links() if link.startswith("/tickets/new/")]
    source = visitor.open(ticket).response.content.decode()
    assert "雀无名" in source
    assert pupil.name not in source
    assert world.place("school").name not in source
