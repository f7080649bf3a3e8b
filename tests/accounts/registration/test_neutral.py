"""Before the proof, and to another name, known and unknown are the same: bytes, statements, one Argon2 run."""

import re
from typing import Any
from unittest.mock import patch

import pytest
from django.contrib.auth.hashers import make_password as real_make
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jiaoyun.accounts.models import Account
from tests.accounts.knocking import answer
from tests.accounts.registration.registering import DETAILS, details, known, phone_of, prove_phone
from tests.pages import PageClient
from tests.people import invent_phone
from tests.world import World

_VARIES = re.compile(
    r"""(name="(?:csrfmiddlewaretoken|once|question|work[a-z_]*)" value="|nonce="|"x-csrftoken": ")[^"]*|[0-9a-f]{32}"""
    r"""|[0-9*]{3}\*{4}[0-9]{4}|[零一二三四五六七八九](?:加|减)[零一二三四五六七八九]等于几|编号 [0-9a-f]+"""
)


def masked(response: Any) -> tuple[int, str, list[str]]:
    """An answer without what differs each time: tokens, the phone that was typed, the question."""
    return response.status_code, _VARIES.sub("…", response.content.decode()), sorted(response.headers)


def asked(phone: str) -> tuple[Any, int, Any, int]:
    """Step 1 with a phone: both answers and their statements."""
    client = PageClient()
    page = client.open("/register/teacher")
    with CaptureQueriesContext(connection) as first:
        sent = client.post(
            "/register/teacher", {**page.form("/register/teacher").hidden, "phone": phone, **answer(page)}
        )
    with CaptureQueriesContext(connection) as second:
        code = client.get("/register/teacher/code")
    return masked(sent), len(first), masked(code), len(second)


@pytest.mark.parametrize("role", ["teacher", "guardian", "county_admin"])
def test_step_one_answers_known_and_unknown_phones_alike(world: World, role: str) -> None:
    unknown = asked(invent_phone(8190))
    assert asked(phone_of(world, role)) == unknown


def test_details_before_the_proof_answer_known_and_unknown_ids_alike(world: World) -> None:
    answers = []
    for values in (details(world), known(world, "teacher"), known(world, "student")):
        client = PageClient()
        page = client.open("/register/teacher")
        token = page.form("/register/teacher").hidden["csrfmiddlewaretoken"]
        with CaptureQueriesContext(connection) as statements:
            answered = client.post(DETAILS, {**values, "csrfmiddlewaretoken": token})
        answers.append((masked(answered), answered.headers["Location"], len(statements)))
    assert answers[0] == answers[1] == answers[2]


def refused(values: dict[str, Any], serial: int) -> tuple[Any, int, int]:
    """Step 2 sent off with a newly proved phone: the answer, its statements, its Argon2 runs."""
    client = PageClient()
    page = prove_phone(client, invent_phone(serial))
    with (
        patch("jiaoyun.accounts.hashers.make_password", side_effect=real_make) as hashed,
        CaptureQueriesContext(connection) as statements,
    ):
        answered = client.post(DETAILS, {**page.form(DETAILS).hidden, **values})
    status, text, headers = masked(answered)
    for typed in (str(values["document"]), str(values["name"])):
        text = text.replace(typed, "typed")
    return (status, text, headers), len(statements), hashed.call_count


def test_another_name_gets_one_answer_whatever_the_id_is_on(world: World) -> None:
    found = [refused(known(world, role, name="胡编名"), 8200 + at) for at, role in enumerate(("teacher", "student"))]
    Account.objects.of_account(world.accounts["homeroom"]).update(state="deleted")
    Account.objects.of_account(world.accounts["inspector"]).update(state="frozen")
    for at, role in enumerate(("homeroom", "inspector", "county_admin", "left_teacher")):
        found.append(refused(known(world, role, name="胡编名"), 8300 + at))
    assert found[0][0][0] == 409
    assert found[0][2] == 1
    for other in found[1:]:
        assert other == found[0]
