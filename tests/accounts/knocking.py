"""Walking through the log-in doors as a browser does."""

import re
from typing import Any

from django.utils import timezone

from jiaoyun.accounts.binding import bind
from jiaoyun.accounts.codes.questions import new_question
from jiaoyun.accounts.models import Identifier, IdentifierKind
from jiaoyun.accounts.proof_of_work import ANSWER, QUESTION
from tests.inbox import code_to
from tests.pages import Page, PageClient
from tests.people import invent_phone
from tests.world import PASSWORD, World

PHONE = invent_phone(7301)
_NUMBERS = "零一二三四五六七八九"


def with_phone(world: World, role: str, phone: str = PHONE) -> None:
    """Give a member of the cast this phone instead of the own one."""
    without_phone(world, role)
    bind(world.accounts[role], IdentifierKind.PHONE, phone, now=world.now)


def without_phone(world: World, role: str) -> None:
    """Take the phone off a member of the cast."""
    rows = Identifier.objects.of_account(world.accounts[role]).filter(kind="phone", released_at__isnull=True)
    rows.update(released_at=world.now, released_why="test")


def by_password(client: PageClient, world: World, who: str, *, status: int = 302, **more: Any) -> Page:
    """Log in a member of the cast with account name and password."""
    world.set_password(who)
    form = client.open("/login").form("/login")
    return client.send(form, {"login": world.login(who), "password": PASSWORD, **more}, status=status)


def ask_code(client: PageClient, phone: str = PHONE, *, address: str = "/login/sms", **more: Any) -> Page:
    """短信登录 up to the page of the code."""
    page = client.open(address)
    client.send(page.form("/login/sms"), {"phone": phone, **answer(page), **more})
    return client.open("/login/code")


def by_sms(client: PageClient, phone: str = PHONE, *, status: int = 302, **more: Any) -> Page:
    """短信登录 with the code that arrived; the answer to the code."""
    page = ask_code(client, phone, **more)
    return client.send(page.form("/login/code"), {"code": code_to(phone)}, status=status)


def answer(page: Page) -> dict[str, str]:
    """The answer to the question in words, where one is asked; worked out from its words, as people do."""
    ticket = re.search(rf'name="{QUESTION}" value="([^"]+)"', page.response.content.decode())
    return _answered(ticket[1], page.text) if ticket else {}


def new_answer() -> dict[str, str]:
    """The answer to a question of one's own, for requests without the page before."""
    question = new_question(timezone.now())
    return _answered(question.ticket, question.text)


def _answered(ticket: str, text: str) -> dict[str, str]:
    asked = re.search(rf"([{_NUMBERS}])(加|减)([{_NUMBERS}])等于几", text)
    assert asked is not None
    first, second = _NUMBERS.index(asked[1]), _NUMBERS.index(asked[3])
    return {QUESTION: ticket, ANSWER: str(first + second if asked[2] == "加" else first - second)}


def goes_to(page: Page) -> str:
    """Where an answer leads."""
    return str(page.response.headers["Location"])
