"""Walking through 找回密码 as a browser does."""

import re

from jiaoyun.accounts.binding import bind, release
from jiaoyun.accounts.models import Identifier, IdentifierKind
from jiaoyun.accounts.proof_of_work import ANSWER
from jiaoyun.plumbing.jobs import run_pending
from tests.inbox import code_to
from tests.pages import Page, PageClient
from tests.people import invent_phone
from tests.world import World

PHONE, EMAIL = invent_phone(7101), "que.renke@jiaoyun.example"
_NUMBERS = "零一二三四五六七八九"
GOOD = "小船儿推开波浪-88"


def with_channels(world: World, role: str = "teacher") -> None:
    """Bind this phone (in the place of the one before) and this mailbox to a member of the cast."""
    rows = Identifier.objects.of_account(world.accounts[role]).filter(kind=IdentifierKind.PHONE)
    release([row.id for row in rows], why="moved", now=world.now)
    bind(world.accounts[role], IdentifierKind.PHONE, PHONE, now=world.now)
    bind(world.accounts[role], IdentifierKind.EMAIL, EMAIL, now=world.now)


def begin(client: PageClient, login: str) -> Page:
    """Step 1; returns the page of step 2."""
    client.send(client.open("/recover").form("/recover"), {"login": login})
    return client.open("/recover/channel")


def ask(client: PageClient, page: Page, channel: str = "phone", *, status: int = 302) -> Page:
    """Step 2: choose a channel, with the answer to the question in words."""
    form = page.form("/recover/channel")
    return client.send(form, {"channel": channel, **answer(page)}, status=status)


def answer(page: Page) -> dict[str, str]:
    """The answer to the question in words, where one is asked."""
    asked = re.search(r"([一二三四五六七八九])(加|减)([一二三四五六七八九])等于几", page.text)
    if not asked:
        return {}
    first, second = (_NUMBERS.index(asked[at]) for at in (1, 3))
    return {ANSWER: str(first + second if asked[2] == "加" else first - second)}


def to_code(client: PageClient, login: str, channel: str = "phone") -> Page:
    """Steps 1 and 2, and what the worker does; returns the page of the code."""
    ask(client, begin(client, login), channel)
    run_pending()
    return client.open("/recover/code")


def to_password(client: PageClient, login: str, channel: str = "phone") -> Page:
    """Steps 1 to 3 with the code that arrived; returns the page of the new password."""
    page = to_code(client, login, channel)
    client.send(page.form("/recover/code"), {"code": code_to(PHONE if channel == "phone" else EMAIL, channel=channel)})
    return client.open("/recover/password")
