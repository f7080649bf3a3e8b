"""Codes from the wish to the use: sent, proved, used once, and bound to purpose, number and browser."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.http import HttpRequest
from django.utils import timezone

from jiaoyun.accounts.identifiers import NotThisKindError, digest_of
from jiaoyun.accounts.models import Channel, Code, IdentifierKind, Purpose
from jiaoyun.accounts.proving import Proved, prove, proved, send, send_to_bound, sent_before, use
from jiaoyun.plumbing.jobs import run_pending
from jiaoyun.plumbing.models import JobRun
from jiaoyun.plumbing.refusals import Refused
from tests.accounts.asking import browser
from tests.inbox import code_to, count_to, texts_to
from tests.world import World

PHONE = "13800007001"
NOW = timezone.now()
pytestmark = pytest.mark.django_db


def ask(request: HttpRequest, purpose: Purpose = Purpose.REGISTER, *, after: int = 0) -> None:
    send(request, purpose, Channel.PHONE, PHONE, now=NOW + timedelta(seconds=after))


def refused(request: HttpRequest, typed: str, purpose: Purpose = Purpose.REGISTER, *, after: int = 0) -> str:
    with pytest.raises(Refused) as caught:
        prove(request, purpose, typed, now=NOW + timedelta(seconds=after))
    return caught.value.id


def other_than(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


def test_it_proves_a_phone_with_the_code_that_was_sent() -> None:
    request = browser()
    sent = send(request, Purpose.REGISTER, Channel.PHONE, " 138-0000 7001 ", now=NOW)
    assert sent.hint == "138****7001"
    assert sent.certain
    assert sent.resend_at == NOW + timedelta(seconds=60)
    done = prove(request, Purpose.REGISTER, code_to(PHONE), now=NOW)
    assert (done.number, done.channel) == (PHONE, Channel.PHONE)
    assert done.digest == digest_of(IdentifierKind.PHONE, PHONE)
    assert proved(request, Purpose.REGISTER, now=NOW) == done
    assert repr(done) == "Proved()"


def test_it_understands_full_width_digits_and_blanks() -> None:
    request = browser()
    ask(request)
    wide = code_to(PHONE).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    assert prove(request, Purpose.REGISTER, f" {wide[:3]} {wide[3:]}", now=NOW).number == PHONE


def test_it_is_used_once() -> None:
    request = browser()
    ask(request)
    proof = prove(request, Purpose.REGISTER, code_to(PHONE), now=NOW)
    use(proof, now=NOW)
    assert proved(request, Purpose.REGISTER, now=NOW) is None
    with pytest.raises(Refused) as caught:
        use(proof, now=NOW)
    assert caught.value.id == "accounts.code.used"
    assert refused(request, code_to(PHONE)) == "accounts.code.used"


def test_it_says_how_many_tries_are_left_and_ends_with_the_fifth() -> None:
    request = browser()
    ask(request)
    wrong = other_than(code_to(PHONE))
    left = []
    for _ in range(4):
        with pytest.raises(Refused) as caught:
            prove(request, Purpose.REGISTER, wrong, now=NOW)
        left.append(caught.value.values["left"])
    assert left == [4, 3, 2, 1]
    assert refused(request, wrong) == "accounts.code.spent"
    assert refused(request, code_to(PHONE)) == "accounts.code.spent"


def test_it_ends_after_five_minutes_and_a_proof_after_thirty() -> None:
    request = browser()
    ask(request)
    assert refused(request, code_to(PHONE), after=300) == "accounts.code.expired"
    ask(request, after=301)
    late = NOW + timedelta(seconds=310)
    prove(request, Purpose.REGISTER, code_to(PHONE), now=late)
    assert proved(request, Purpose.REGISTER, now=late + timedelta(minutes=29)) is not None
    assert proved(request, Purpose.REGISTER, now=late + timedelta(minutes=31)) is None


@pytest.mark.parametrize("purpose", [purpose for purpose in Purpose if purpose is not Purpose.REGISTER])
def test_a_code_for_one_purpose_proves_nothing_for_another(purpose: Purpose) -> None:
    request = browser()
    ask(request)
    assert refused(request, code_to(PHONE), purpose) == "accounts.code.none"
    request.session["codes"] = {purpose.value: request.session["codes"]["register"]}
    assert refused(request, code_to(PHONE), purpose) == "accounts.code.none"


def test_a_code_proves_nothing_in_another_browser() -> None:
    mine, theirs = browser(), browser()
    ask(mine)
    assert refused(theirs, code_to(PHONE)) == "accounts.code.none"
    theirs.session["codes"] = mine.session["codes"]
    assert refused(theirs, code_to(PHONE)) == "accounts.code.none"


def test_a_new_code_voids_the_one_before() -> None:
    request = browser()
    ask(request)
    old = code_to(PHONE)
    ask(request, after=60)
    if old != code_to(PHONE):
        assert refused(request, old, after=60) == "accounts.code.wrong"
    assert prove(request, Purpose.REGISTER, code_to(PHONE), now=NOW + timedelta(seconds=61)).number == PHONE
    assert Code.objects.everywhere("the test's own codes").filter(voided_at__isnull=False).count() == 1


def test_it_refuses_what_is_no_phone_and_writes_nothing() -> None:
    with pytest.raises(NotThisKindError):
        send(browser(), Purpose.REGISTER, Channel.PHONE, "0791-88888888", now=NOW)
    assert not Code.objects.everywhere("the test's own codes").exists()


def test_it_sends_to_what_is_bound_by_a_job_that_knows_no_number(world: World) -> None:
    request, phone = browser(), bound_phone(world, "teacher")
    sent = send_to_bound(request, Purpose.RECOVER, Channel.PHONE, world.accounts["teacher"], now=timezone.now())
    assert sent.hint == ""
    assert phone not in str(list(JobRun.objects.values_list("args", "subject_id", "result")))
    assert count_to(phone) == 0
    run_pending()
    done = prove(request, Purpose.RECOVER, code_to(phone), now=timezone.now())
    assert done.number == phone
    assert sent_before(request, Purpose.RECOVER, now=timezone.now()) is not None


@pytest.mark.parametrize("account", [None, UUID(int=7)])
def test_it_answers_alike_where_nothing_is_bound(world: World, account: UUID | None) -> None:
    known, stranger = browser("192.0.2.1"), browser("192.0.2.2")
    bound_phone(world, "teacher")
    account = None if account is None else world.accounts["student"]
    first = send_to_bound(known, Purpose.RECOVER, Channel.EMAIL, world.accounts["teacher"], now=NOW)
    assert first == send_to_bound(stranger, Purpose.RECOVER, Channel.EMAIL, account, now=NOW)
    run_pending()
    for request in (known, stranger):
        assert refused(request, "000000", Purpose.RECOVER) == "accounts.code.wrong"


def test_it_shows_the_number_of_a_code_that_waits_masked() -> None:
    request = browser()
    assert sent_before(request, Purpose.REGISTER, now=NOW) is None
    ask(request)
    waiting = sent_before(request, Purpose.REGISTER, now=NOW)
    assert waiting is not None
    assert waiting.hint == "138****7001"


def test_the_message_says_what_it_is_for() -> None:
    ask(browser())
    [text] = texts_to(PHONE)
    assert "注册" in text
    assert "5 分钟" in text
    assert "不要告诉任何人" in text


def test_a_proof_made_by_hand_is_worth_nothing() -> None:
    forged = Proved(UUID(int=1), Channel.PHONE, PHONE, b"", NOW)
    with pytest.raises(Refused):
        use(forged, now=NOW)


def bound_phone(world: World, who: str) -> str:
    from jiaoyun.accounts.binding import bind

    phone = "13800007777"
    bind(world.accounts[who], IdentifierKind.PHONE, phone, now=timezone.now())
    return phone
