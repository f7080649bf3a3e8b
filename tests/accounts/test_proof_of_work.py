"""The work before the first code, and the question that takes its place: ours, in time, once."""

import json
from base64 import b64encode
from datetime import timedelta

import pytest
import time_machine
from altcha import Challenge, solve_challenge
from django.http import HttpRequest
from django.utils import timezone

from jiaoyun.accounts import proof_of_work
from jiaoyun.accounts.codes.questions import BUDGET, is_answered, new_question, read_number
from jiaoyun.accounts.proof_of_work import CODES_A_SOLUTION, check, is_due, new_challenge
from jiaoyun.accounts.proving_forms import PhoneForm
from jiaoyun.plumbing.refusals import Refused
from tests.accounts.asking import browser
from tests.pages import PageClient

NOW = timezone.now()
pytestmark = pytest.mark.django_db


def solved(challenge: dict[str, object], **changes: object) -> str:
    solution = solve_challenge(Challenge.from_dict(challenge))
    assert solution is not None
    return b64encode(
        json.dumps({"challenge": challenge, "solution": {**solution.to_dict(), **changes}}).encode()
    ).decode()


def refuses(request: HttpRequest) -> bool:
    try:
        check(request, now=NOW)
    except Refused as refused:
        return refused.id == "accounts.code.work"
    return False


def answer_to(text: str) -> str:
    numbers = "零一二三四五六七八九"
    first, second = numbers.index(text[0]), numbers.index(text[2])
    return str(first + second if text[1] == "加" else first - second)


def test_it_lets_five_codes_pass_for_one_solution() -> None:
    request = browser(worked=0, work=solved(new_challenge(NOW)))
    assert [refuses(request) for _ in range(CODES_A_SOLUTION)] == [False] * CODES_A_SOLUTION
    assert is_due(request)
    assert refuses(request)


def test_a_solution_is_taken_once_in_whatever_browser() -> None:
    work = solved(new_challenge(NOW))
    assert not refuses(browser(worked=0, work=work))
    assert refuses(browser(worked=0, work=work))


@pytest.mark.parametrize("changes", [{"counter": 0}, {"derivedKey": "00" * 32}, {"counter": -1}, {"counter": "1"}])
def test_it_refuses_a_solution_that_is_none(changes: dict[str, object]) -> None:
    challenge = new_challenge(NOW)
    assert refuses(browser(worked=0, work=solved(challenge, **changes)))


def test_it_refuses_an_easier_challenge_than_its_own() -> None:
    challenge = new_challenge(NOW)
    challenge["parameters"] = {**challenge["parameters"], "keyPrefix": "", "cost": 1}
    assert refuses(browser(worked=0, work=solved(challenge)))


def test_it_refuses_a_solution_that_comes_late() -> None:
    work = solved(new_challenge(NOW))
    with time_machine.travel(NOW + timedelta(minutes=16), tick=False):
        assert refuses(browser(worked=0, work=work))


@pytest.mark.parametrize("work", ["", "e30=", "x" * 5000, "%%%", "bnVsbA==", b64encode(b"[" * 900).decode()])
def test_it_refuses_what_is_no_solution(work: str) -> None:
    assert refuses(browser(worked=0, work=work))


def test_an_answer_takes_its_place_and_is_taken_once() -> None:
    question = new_question(NOW)
    answered = {"question": question.ticket, "answer": answer_to(question.text)}
    assert not refuses(browser(worked=0, **answered))
    assert refuses(browser(worked=0, **answered))


def test_a_wrong_answer_uses_the_question_up() -> None:
    question = new_question(NOW)
    right = answer_to(question.text)
    assert refuses(browser(worked=0, question=question.ticket, answer=str(int(right) + 1)))
    assert refuses(browser(worked=0, question=question.ticket, answer=right))


@pytest.mark.parametrize("late", [timedelta(minutes=16), timedelta(days=-1)])
def test_a_question_ends_after_a_quarter_of_an_hour(late: timedelta) -> None:
    question = new_question(NOW)
    assert not is_answered(question.ticket, answer_to(question.text), "192.0.2.1", now=NOW + late)


def test_a_network_may_answer_so_many_questions_an_hour() -> None:
    for _ in range(BUDGET.limit):
        is_answered(new_question(NOW).ticket, "99", "192.0.2.9", now=NOW)
    question = new_question(NOW)
    assert not is_answered(question.ticket, answer_to(question.text), "192.0.2.9", now=NOW)
    assert is_answered(question.ticket, answer_to(question.text), "192.0.2.10", now=NOW)


@pytest.mark.parametrize("ticket", ["", "1.2.3", "9999999999.aa.bb", "x" * 1000, "1" * 300, "Ｉ.é.ü"])
def test_a_ticket_of_somebody_else_asks_nothing(ticket: str) -> None:
    assert not is_answered(ticket, "8", "192.0.2.1", now=NOW)


@pytest.mark.parametrize(
    ("typed", "meant"), [("8", 8), (" ８ ", 8), ("八", 8), ("十", 10), ("十二", 12), ("0", 0), ("零", 0), ("12。", 12)]
)
def test_it_reads_numbers_as_people_write_them(typed: str, meant: int) -> None:
    assert read_number(typed) == meant


@pytest.mark.parametrize("typed", ["", "八八", "acht", "123", "-1", "十十", "1.0"])
def test_it_reads_no_number_where_there_is_none(typed: str) -> None:
    with pytest.raises(ValueError, match=r"no number|not found"):
        read_number(typed)


def test_a_form_asks_only_where_it_is_due() -> None:
    assert "answer" in PhoneForm(request=browser(worked=0)).fields
    assert "answer" not in PhoneForm(request=browser(worked=1)).fields
    rendered = str(PhoneForm(request=browser(worked=0))["answer"])
    assert 'data-work="/proof-of-work"' in rendered
    assert 'name="question"' in rendered


def test_the_challenge_is_served_and_not_kept(visitor: PageClient) -> None:
    first, second = visitor.get("/proof-of-work"), visitor.get("/proof-of-work")
    assert first.headers["Cache-Control"] == "no-store"
    assert first.json()["parameters"]["nonce"] != second.json()["parameters"]["nonce"]
    assert proof_of_work._is_solved(solved(first.json()), timezone.now())
