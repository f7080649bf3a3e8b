"""Notices by message: as the person wishes, once, and counted in the head of every page."""

from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from jiaoyun.accounts.binding import bind
from jiaoyun.accounts.models import IdentifierKind
from jiaoyun.notices.kinds import KINDS, Reach, declare_kind
from jiaoyun.notices.models import Topic
from jiaoyun.notices.tell import SEND_JOB, tell_account, tell_accounts
from jiaoyun.notices.wishes import CHOOSABLE
from jiaoyun.plumbing.jobs import run_pending
from jiaoyun.plumbing.models import JobRun
from jiaoyun.plumbing.sending.messages import MESSAGES
from tests.accounts.registration.registering import phone_of
from tests.inbox import texts_to
from tests.pages import PageClient
from tests.world import World

PHONE, MAIL = "13800007301", "lerche@example.cn"
KIND = "canary.flew"


@pytest.fixture
def bound(world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """The teacher with phone and mailbox, and a kind that goes by message where the person wants it."""
    kinds, messages = dict(KINDS), dict(MESSAGES)
    declare_kind(KIND, "{count} 只飞走了", "portal:help", topic=Topic.TICKET, reach=Reach.ASK)
    monkeypatch.setitem(kinds, KIND, KINDS.pop(KIND))
    monkeypatch.setitem(KINDS, KIND, kinds[KIND])
    monkeypatch.setitem(messages, KIND, MESSAGES.pop(KIND))
    monkeypatch.setitem(MESSAGES, KIND, messages[KIND])
    for kind, number in ((IdentifierKind.PHONE, PHONE), (IdentifierKind.EMAIL, MAIL)):
        bind(world.accounts["teacher"], kind, number, now=timezone.now())
    return world


@pytest.mark.parametrize("topic", CHOOSABLE)
def test_every_topic_that_can_be_chosen_has_notices_that_obey(world: World, topic: Topic) -> None:
    kinds = [name for name, kind in KINDS.items() if kind.topic is topic and kind.reach is Reach.ASK]
    assert kinds
    bind(world.accounts["support"], IdentifierKind.EMAIL, MAIL, now=timezone.now())
    phone, client = phone_of(world, "support"), world.client("support")
    choose(client, f"{topic.value}_email")
    for kind in kinds:
        values: dict[str, Any] = {
            name: str(uuid4()) if name.endswith("_id") else 1
            for name in (*KINDS[kind].takes, *KINDS[kind].message_takes)
        }
        tell_account(world.accounts["support"], kind, now=timezone.now(), **values)
    run_pending()
    assert texts_to(phone) == []
    assert len(texts_to(MAIL, channel="email")) == len(kinds)


def tell(world: World, count: int = 3) -> None:
    tell_account(world.accounts["teacher"], KIND, now=timezone.now(), count=count)
    run_pending()


def choose(client: PageClient, *ticked: str) -> None:
    client.send(client.open("/notices/settings").form("/notices/settings"), dict.fromkeys(ticked, "on"))


def test_it_goes_by_text_message_unless_something_else_was_chosen(bound: World) -> None:
    tell(bound)
    assert texts_to(PHONE) == ["3 只飞走了"]
    assert texts_to(MAIL, channel="email") == []


def test_it_goes_where_the_person_wants_it(bound: World) -> None:
    client = bound.client("teacher")
    choose(client, "ticket_email", "work_phone")
    tell(bound)
    assert texts_to(PHONE) == []
    assert texts_to(MAIL, channel="email") == ["3 只飞走了"]
    choose(client)
    tell(bound)
    assert len(texts_to(MAIL, channel="email")) == 1
    assert "checked" not in client.open("/notices/settings").response.content.decode()


def test_it_writes_each_message_once_though_its_job_runs_twice(bound: World) -> None:
    tell(bound)
    JobRun.objects.filter(name=SEND_JOB).update(state="waiting", finished_at=None)
    run_pending()
    assert len(texts_to(PHONE)) == 1


def test_it_tells_many_by_few_jobs(bound: World) -> None:
    tell_accounts([bound.accounts["teacher"]] * 450, KIND, now=timezone.now(), count=1)
    assert JobRun.objects.filter(name=SEND_JOB).count() == 3
    run_pending(limit=3)
    assert len(texts_to(PHONE)) == 450


def test_the_head_of_every_page_counts_what_is_new(bound: World) -> None:
    client = bound.client("teacher")
    assert "条未读" not in client.open("/desktop").text
    tell(bound)
    assert "1 条未读" in client.open("/desktop").text
    for _ in range(100):
        tell_account(bound.accounts["teacher"], KIND, now=timezone.now(), count=1)
    assert "99+ 条未读" in client.open("/desktop").text
    client.send(client.open("/notices").form("/notices"))
    assert "条未读" not in client.open("/desktop").text


def test_a_teacher_may_not_turn_off_what_concerns_the_account(bound: World) -> None:
    page = bound.client("teacher").open("/notices/settings")
    assert "账号安全" in page.text
    assert "一定提醒" in page.text
    assert "security" not in page.response.content.decode()
