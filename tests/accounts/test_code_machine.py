"""Every order of asking, guessing, waiting and using, against a model that is a dozen lines long."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.http import HttpRequest
from django.utils import timezone
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from hypothesis.strategies import integers, sampled_from

from jiaoyun.accounts.models import Channel, Code, Purpose
from jiaoyun.accounts.proving import Proved, prove, proved, send, use
from jiaoyun.plumbing.refusals import Refused
from tests.accounts.asking import browser
from tests.inbox import code_to, count_to

BROWSERS = sampled_from([0, 1])
PHONES = ("13800008101", "13800008102")
PURPOSES = sampled_from([Purpose.LOGIN, Purpose.RECOVER])


class Asked:
    """The model: one code that a browser waits for."""

    def __init__(self, phone: str, digits: str, now: datetime) -> None:
        self.phone, self.digits, self.sent_at = phone, digits, now
        self.tries, self.proved_at, self.used = 0, None, False

    def takes(self, now: datetime) -> bool:
        return self.tries < 5 and now < self.sent_at + timedelta(minutes=5) and self.proved_at is None

    def proves(self, now: datetime) -> bool:
        return not self.used and self.proved_at is not None and now < self.proved_at + timedelta(minutes=30)

    proved_at: datetime | None


class Codes(RuleBasedStateMachine):
    """Two browsers, two phones, two purposes, and a clock."""

    @initialize()
    def begin(self) -> None:
        Code.objects.everywhere("each run begins anew").delete()
        # Each run has its own days: counters and holds of the run before are over.
        Codes.day = getattr(Codes, "day", timezone.now()) + timedelta(days=40)
        self.now: datetime = Codes.day
        self.browsers: list[HttpRequest] = [browser("192.0.2.1"), browser("192.0.2.2")]
        self.asked: dict[tuple[int, Purpose], Asked] = {}
        self.log: list[tuple[str, Purpose, datetime]] = []

    @rule(seconds=sampled_from([1, 30, 60, 299, 1799, 3600, 86400]))
    def wait(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)

    @rule(who=BROWSERS, phone=sampled_from(PHONES), purpose=PURPOSES)
    def ask(self, who: int, phone: str, purpose: Purpose) -> None:
        before = [at for to, for_, at in self.log if (to, for_) == (phone, purpose)]
        may = (
            all(self.now - at >= timedelta(seconds=60) for at in before)
            and sum(self.now - at < timedelta(hours=1) for at in before) < 5
            and sum(self.now - at < timedelta(days=1) for at in before) < 10
        )
        sent = self._sent(who, phone, purpose)
        assert sent == may
        if sent:
            self.log.append((phone, purpose, self.now))
            self.asked[who, purpose] = Asked(phone, code_to(phone), self.now)

    def _sent(self, who: int, phone: str, purpose: Purpose) -> bool:
        messages = count_to(phone)
        try:
            send(self.browsers[who], purpose, Channel.PHONE, phone, now=self.now)
        except Refused:
            assert count_to(phone) == messages
            return False
        assert count_to(phone) == messages + 1
        return True

    @rule(who=BROWSERS, purpose=PURPOSES, of=BROWSERS, wrong=integers(0, 3))
    def guess(self, who: int, purpose: Purpose, of: int, wrong: int) -> None:
        """Mostly the code that some browser got, for this purpose; now and then another."""
        shown, own = self.asked.get((of, purpose)), self.asked.get((who, purpose))
        digits = shown.digits if shown else "000000"
        digits = f"{(int(digits) + 1) % 1_000_000:06d}" if wrong == 0 else digits
        expected = own is not None and own.takes(self.now) and own.digits == digits
        if own is not None and own.takes(self.now):
            own.tries += 1
        assert self._proves(who, purpose, digits, own) == expected
        if own is not None and expected:
            own.proved_at = self.now

    def _proves(self, who: int, purpose: Purpose, digits: str, own: Asked | None) -> bool:
        try:
            done = prove(self.browsers[who], purpose, digits, now=self.now)
        except Refused:
            return False
        assert own is not None
        assert done.number == own.phone
        return True

    @rule(who=BROWSERS, purpose=PURPOSES)
    def spend(self, who: int, purpose: Purpose) -> None:
        own, proof = self.asked.get((who, purpose)), proved(self.browsers[who], purpose, now=self.now)
        assert (proof is not None) == (own is not None and own.proves(self.now))
        if proof is not None and own is not None:
            use(proof, now=self.now)
            own.used = True
            self._is_over(proof)

    def _is_over(self, proof: Proved) -> None:
        with pytest.raises(Refused, match="used"):
            use(proof, now=self.now)

    @invariant()
    def one_code_is_open_in_each_browser_for_each_purpose(self) -> None:
        if not hasattr(self, "asked"):
            return
        rows: Any = Code.objects.everywhere("the test's own codes").filter(voided_at__isnull=True, used_at__isnull=True)
        assert rows.count() <= len(self.asked)


@pytest.mark.slow
@pytest.mark.django_db
def test_every_order_ends_as_the_model_says() -> None:
    run_state_machine_as_test(Codes, settings=settings(max_examples=40, stateful_step_count=30, deadline=None))
