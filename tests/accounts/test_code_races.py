"""A hundred at once: guesses, askings and uses of codes, in threads on the real database."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction
from django.utils import timezone

from jiaoyun.accounts.codes import rows
from jiaoyun.accounts.models import Channel, Code, Purpose
from jiaoyun.accounts.proving import prove, send, use
from jiaoyun.plumbing.models import OutboxMessage
from jiaoyun.plumbing.refusals import Refused
from tests.accounts.asking import browser
from tests.inbox import code_to, count_to

PHONE = "13800008001"
THREADS, EACH = 20, 5

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


def at_once(act: Callable[[int], str]) -> Counter[str]:
    """What a hundred tries answer: twenty threads that start together, five tries each."""
    barrier = Barrier(THREADS)

    def run(thread: int) -> list[str]:
        barrier.wait()
        try:
            return [_answer(act, thread * EACH + number) for number in range(EACH)]
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as pool:
        return Counter(answer for answers in pool.map(run, range(THREADS)) for answer in answers)


def _answer(act: Callable[[int], str], number: int) -> str:
    try:
        return act(number)
    except Refused as refused:
        return refused.id.removeprefix("accounts.code.")


def test_of_a_hundred_guesses_five_are_evaluated(monkeypatch: pytest.MonkeyPatch) -> None:
    now, request, evaluated = timezone.now(), browser(), list[str]()
    send(request, Purpose.LOGIN, Channel.PHONE, PHONE, now=now)
    right, honest = code_to(PHONE), rows.is_right

    def watched(row: Code, typed: str) -> bool:
        evaluated.append(typed)
        return honest(row, typed)

    monkeypatch.setattr(rows, "is_right", watched)

    def guess(number: int) -> str:
        prove(request, Purpose.LOGIN, f"{(int(right) + 1 + number) % 1_000_000:06d}", now=now)
        return "in"

    answers = at_once(guess)
    assert len(evaluated) == 5
    assert answers["in"] == 0
    assert Code.objects.everywhere("the test's own code").get().tries == 5


def test_of_a_hundred_askings_one_is_sent() -> None:
    now = timezone.now()

    def ask(number: int) -> str:
        send(browser(f"203.{number}.113.7"), Purpose.REGISTER, Channel.PHONE, PHONE, now=now)
        return "sent"

    assert at_once(ask) == {"sent": 1, "too_soon": 99}
    assert count_to(PHONE) == 1
    assert OutboxMessage.objects.everywhere("the test's own messages").count() == 1


def test_of_a_hundred_right_answers_one_proves_and_of_a_hundred_uses_one_works() -> None:
    now, request = timezone.now(), browser()
    send(request, Purpose.BIND, Channel.PHONE, PHONE, now=now)
    code, proofs = code_to(PHONE), []

    def answer(number: int) -> str:
        proofs.append(prove(request, Purpose.BIND, code, now=now))
        return "proved"

    assert at_once(answer)["proved"] == 1

    def spend(number: int) -> str:
        with transaction.atomic():
            use(proofs[0], now=now)
        return "used it"

    assert at_once(spend) == {"used it": 1, "used": 99}
