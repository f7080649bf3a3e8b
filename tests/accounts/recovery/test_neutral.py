"""Recovery tells a stranger nothing before the code is proved: same bytes, same statements (security.md, Decided 9)."""

import re

import pytest
import time_machine
from django.utils import timezone

from jiaoyun.accounts.models import Account, AccountState
from jiaoyun.plumbing.jobs import run_pending
from tests.accounts.recovery.walking import PHONE, ask, begin, with_channels
from tests.pages import Page, PageClient
from tests.world import World

_VARIES = re.compile(
    r'''(name="(?:csrfmiddlewaretoken|once|question)" value=|x-csrftoken": |nonce=)"[^"]*"'''
    r"|[一二三四五六七八九][加减][一二三四五六七八九]等于几"
)
UNKNOWN = ("q_nobody_here", "13800007999", "369901201503050147", "nobody@jiaoyun.example", "?", "学" * 80)


def shape(page: Page) -> tuple[int, int, str, str]:
    """What can be told apart: status, statements, where it leads, what it says."""
    source = _VARIES.sub("", page.response.content.decode())
    return page.status, page.queries, page.response.headers.get("Location", ""), source


def walk(login: str, channel: str) -> list[tuple[int, int, str, str]]:
    """Everything that a stranger is shown on the way to the code, and after two wrong ones."""
    client = PageClient()
    seen = [client.open("/recover")]
    seen.append(client.send(seen[0].form("/recover"), {"login": login}))
    seen.append(begin(client, login))
    seen.append(ask(client, seen[-1], channel))
    seen.append(client.open("/recover/code"))
    run_pending()
    seen.append(client.open("/recover/code"))
    for code in ("000000", "12345x"):
        seen.append(client.send(seen[-1].form("/recover/code"), {"code": code}, status=422))
    seen.append(client.open("/recover/password", status=302))
    return [shape(page) for page in seen]


@pytest.mark.parametrize("channel", ["phone", "email"])
def test_it_answers_known_and_unknown_alike(world: World, channel: str) -> None:
    with_channels(world)
    # At one moment: what a session writes once a minute would be a statement that tells nobody anything.
    with time_machine.travel(timezone.now(), tick=False):
        known = walk("q_teacher", channel)
        assert walk(PHONE, channel) == known
        for login in (*UNKNOWN, "q_student", "q_guardian"):
            assert walk(login, channel) == known, login


@pytest.mark.parametrize("state", [AccountState.FROZEN, AccountState.DELETED, AccountState.PURGED])
def test_it_answers_accounts_of_every_state_alike(world: World, state: AccountState) -> None:
    with_channels(world)
    known = walk("q_teacher", "phone")
    Account.objects.of_account(world.accounts["teacher"]).update(state=state, state_at=timezone.now())
    assert walk("q_teacher", "phone") == known


def test_the_session_holds_no_number(world: World, visitor: PageClient) -> None:
    with_channels(world)
    ask(visitor, begin(visitor, PHONE))
    run_pending()
    assert PHONE not in str(dict(visitor.session.items()))
