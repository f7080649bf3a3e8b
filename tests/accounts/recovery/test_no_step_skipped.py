"""Any order of the requests: the password changes by the legal path only, and never a stranger's (threat 5, §7)."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from jiaoyun.accounts.models import Account, Code
from jiaoyun.plumbing.jobs import run_pending
from jiaoyun.plumbing.models import ThrottleCount
from tests.accounts.recovery.walking import GOOD, PHONE, answer, with_channels
from tests.inbox import count_to, texts_to
from tests.pages import Page, PageClient
from tests.world import World, build_world

pytestmark = pytest.mark.django_db(transaction=True)
BROWSERS = st.sampled_from(["owner", "attacker"])
LOGINS = st.sampled_from(["q_teacher", PHONE, "q_nobody", "q_guardian"])


class Recovering(RuleBasedStateMachine):
    """An owner who reads the own phone and an attacker who does not; both send whatever they like, in any order."""

    world: World

    @initialize()
    def start(self) -> None:
        """A teacher with a phone and a password; two browsers."""
        self.clients = {"owner": PageClient(), "attacker": PageClient()}
        self.proved = {"owner": False, "attacker": False}
        self.tokens: dict[str, dict[str, str]] = {"owner": {}, "attacker": {}}
        self.hash = self._hash()

    @rule(who=BROWSERS, login=LOGINS)
    def say_who(self, who: str, login: str) -> None:
        """Step 1."""
        self._post(who, "/recover", {"login": login})

    @rule(who=BROWSERS, channel=st.sampled_from(["phone", "email", "pigeon"]), work=st.booleans())
    def choose_channel(self, who: str, channel: str, work: bool) -> None:
        """Step 2, with the question answered or not."""
        self._pass_a_minute()
        self._post(who, "/recover/channel", {"channel": channel}, work=work)
        run_pending()

    @rule(who=BROWSERS, typed=st.sampled_from(["000000", "sent", ""]))
    def type_code(self, who: str, typed: str) -> None:
        """The owner reads the phone; the attacker can only guess."""
        sent = typed == "sent" and who == "owner" and count_to(PHONE) > 0
        code = texts_to(PHONE)[0].split("，")[0][-6:] if sent else "000000" if typed else ""
        status = self._post(who, "/recover/code", {"code": code})
        self.proved[who] = self.proved[who] or (status == 302 and sent)

    @rule(who=BROWSERS, password=st.sampled_from([GOOD, "另一个好密码写在这里-77", "12345678"]))
    def set_password(self, who: str, password: str) -> None:
        """Whatever changes must have been proved by this browser, and a proof is good for one password."""
        self._post(who, "/recover/password", {"password": password, "again": password})
        now = self._hash()
        if now != self.hash:
            assert who == "owner"
            assert self.proved["owner"]
            self.hash, self.proved["owner"] = now, False

    @rule()
    def go_the_whole_way(self) -> None:
        """The owner does as the pages say: that works whatever was tried before."""
        self.say_who("owner", "q_teacher")
        self.choose_channel("owner", "phone", work=True)
        self.type_code("owner", "sent")
        assert self.proved["owner"]
        self.set_password("owner", f"小船儿推开波浪-{len(self.hash)}{self.hash[-4:]}")
        assert not self.proved["owner"]

    @invariant()
    def nobody_is_logged_in(self) -> None:
        """Recovery opens nothing."""
        for client in getattr(self, "clients", {}).values():
            assert "account" not in client.session

    @invariant()
    def the_password_is_the_one_that_was_set_legally(self) -> None:
        """No other request changes it."""
        assert self._hash() == getattr(self, "hash", self._hash())

    def _post(self, who: str, address: str, values: dict[str, str], *, work: bool = True) -> int:
        client = self.clients[who]
        page = Page(client.get(address), 0)
        # Who was led elsewhere sends all the same, with the token of an earlier page.
        hidden = page.form(address).hidden if page.status == 200 else self.tokens[who]
        self.tokens[who] = {"csrfmiddlewaretoken": hidden.get("csrfmiddlewaretoken", "")}
        return int(client.post(address, {**hidden, **(answer(page) if work else {}), **values}).status_code)

    def _pass_a_minute(self) -> None:
        """As if a minute went by: the limits a minute are not what is tried here."""
        ThrottleCount.objects.all().delete()
        Code.objects.everywhere("the test's clock").update(sent_at=timezone.now() - timedelta(days=2))

    def _hash(self) -> str:
        return str(Account.objects.of_account(self.world.accounts["teacher"]).values_list("password", flat=True).get())


@pytest.mark.slow
def test_no_step_can_be_skipped(django_db_serialized_rollback: Any) -> None:
    world = build_world()
    with_channels(world)
    Recovering.world = world
    run_state_machine_as_test(Recovering, settings=settings(max_examples=25, stateful_step_count=14, deadline=None))
