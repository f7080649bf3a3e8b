"""Security notices: told at once by every channel, and 「不是我操作的」 ends whoever is logged in."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.utils import timezone

from jiaoyun.accounts.binding import bind, release
from jiaoyun.accounts.models import Account, IdentifierKind
from jiaoyun.notices.alarm import alarm
from jiaoyun.notices.alarms import ALARMS_OF_ACCOUNTS, PASSWORD_CHANGED, PHONE_CHANGED
from jiaoyun.notices.links import not_me_token
from jiaoyun.notices.models import Notice
from jiaoyun.plumbing.jobs import enqueue, run_pending
from jiaoyun.plumbing.models import AuditEvent, JobRun
from tests.inbox import texts_to
from tests.pages import PageClient
from tests.world import World

PHONE, OTHER, MAIL = "13800007201", "13800007202", "frau@example.cn"


@pytest.fixture
def told(world: World, settings: Any) -> World:
    """The teacher with a phone and a mailbox, and whose password has just changed."""
    settings.JIAOYUN_ADDRESS = "https://jiaoyun.example/"
    for kind, number in ((IdentifierKind.PHONE, PHONE), (IdentifierKind.EMAIL, MAIL)):
        bind(world.accounts["teacher"], kind, number, now=timezone.now())
    alarm(world.accounts["teacher"], PASSWORD_CHANGED, now=timezone.now())
    return world


def link_in(text: str) -> str:
    found = re.search(r"https://jiaoyun\.example(/not-me/[\w~=-]+)", text)
    assert found is not None, text
    return found[1]


def test_it_tells_by_notice_and_by_every_channel(told: World) -> None:
    run_pending()
    [text] = texts_to(PHONE)
    assert text.startswith("您的登录密码已经修改。")
    assert texts_to(MAIL, channel="email") == [text]
    page = told.client("teacher").open("/notices")
    assert "短信 138****7201 已发送" in page.text
    assert "邮件 f***@example.cn 已发送" in page.text
    assert link_in(text) in page.links()


def test_it_tells_the_number_that_was_taken_away_too(world: World) -> None:
    teacher, now = world.accounts["teacher"], timezone.now()
    old = bind(teacher, IdentifierKind.PHONE, PHONE, now=now)
    bind(teacher, IdentifierKind.PHONE, OTHER, now=now)
    release([old.id], why="moved", now=now)
    alarm(teacher, PHONE_CHANGED, now=now, released=[old.id])
    assert len(texts_to(PHONE)) == len(texts_to(OTHER)) == 1


def change_of(world: World) -> None:
    teacher = str(world.accounts["teacher"])
    enqueue("notices.number_changed", subject=("account", teacher), by=None, subject_id=teacher)
    run_pending()


def test_a_moved_number_is_told_at_both(world: World) -> None:
    teacher, now = world.accounts["teacher"], timezone.now()
    old = bind(teacher, IdentifierKind.PHONE, PHONE, now=now - timedelta(days=1))
    release([old.id], why="moved", now=now)
    bind(teacher, IdentifierKind.PHONE, OTHER, now=now)
    change_of(world)
    assert texts_to(PHONE) == texts_to(OTHER)
    assert "手机号有变动" in texts_to(OTHER)[0]
    bind(teacher, IdentifierKind.EMAIL, MAIL, now=now + timedelta(seconds=1))
    change_of(world)
    assert "邮箱有变动" in texts_to(MAIL, channel="email")[0]
    assert len(texts_to(PHONE)) == 1


def test_whoever_has_the_number_by_now_learns_nothing(world: World) -> None:
    teacher, now = world.accounts["teacher"], timezone.now()
    old = bind(teacher, IdentifierKind.PHONE, PHONE, now=now - timedelta(days=1))
    bind(teacher, IdentifierKind.EMAIL, MAIL, now=now - timedelta(days=1))
    release([old.id], why="moved", now=now)
    bind(world.accounts["student"], IdentifierKind.PHONE, PHONE, now=now)
    change_of(world)
    assert texts_to(PHONE) == []
    assert "手机号有变动" in texts_to(MAIL, channel="email")[0]


def test_no_number_stands_in_jobs_or_notices(told: World) -> None:
    run_pending()
    kept = str(list(JobRun.objects.values())) + str(list(Notice.objects.of_account(told.accounts["teacher"]).values()))
    assert PHONE not in kept
    assert MAIL not in kept


def test_whoever_says_it_was_not_them_ends_every_login(told: World, visitor: PageClient) -> None:
    account = Account.objects.of_account(told.accounts["teacher"])
    client, epoch = told.client("teacher"), account.get().session_epoch
    client.open("/me")
    link = link_in(texts_to(PHONE)[0])
    page = visitor.open(link)
    assert "您的登录密码已经修改" in page.text
    assert account.get().session_epoch == epoch
    done = visitor.send(page.form(link))
    assert done.response.headers["Location"] == "/not-me"
    assert "重设密码" in visitor.open("/not-me").text
    client.open("/me", status=302)
    event = AuditEvent.objects.get(action="notices.not_me")
    assert (event.subject_id, event.actor_id) == (str(told.accounts["teacher"]), None)


def test_a_link_that_is_not_ours_opens_nothing(told: World, visitor: PageClient) -> None:
    token = link_in(texts_to(PHONE)[0]).removeprefix("/not-me/")
    other = not_me_token(uuid4())
    mixed = other[:22] + token[22:]
    for broken in (token[:-1], f"{token}x", "x", "=" * 38, token.swapcase(), other, mixed):
        visitor.open(f"/not-me/{broken}", status=410)
    visitor.open(f"/not-me/{'é' * 38}", status=404)


def test_a_link_ends_after_two_weeks_and_is_short(told: World, visitor: PageClient) -> None:
    link = link_in(texts_to(PHONE)[0])
    assert len(link) == len("/not-me/") + 38
    visitor.open(link)
    with time_machine.travel(timezone.now() + timedelta(days=15), tick=False):
        visitor.open(link, status=410)


@pytest.mark.parametrize("kind", ALARMS_OF_ACCOUNTS)
def test_a_reaction_tells_once_though_its_job_runs_twice(world: World, kind: str) -> None:
    teacher = world.accounts["teacher"]
    bind(teacher, IdentifierKind.PHONE, PHONE, now=timezone.now())
    job = f"notices.alarm_{kind.rpartition('.')[2]}"
    enqueue(job, subject=("account", str(teacher)), by=None, subject_id=str(teacher))
    run_pending()
    JobRun.objects.filter(name=job).update(state="waiting", finished_at=None)
    run_pending()
    assert not JobRun.objects.exclude(state="done").exists()
    assert Notice.objects.of_account(teacher).filter(kind=kind).count() == 1
    assert len(texts_to(PHONE)) == 1
