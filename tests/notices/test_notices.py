"""消息: told to a person or to whoever holds a role at a place; worded when read."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from jiaoyun.notices import kinds
from jiaoyun.notices.commands.mark_read import mark_read
from jiaoyun.notices.kinds import declare_kind, words_of
from jiaoyun.notices.queries import new_notices_for, notices_for
from jiaoyun.notices.tell import tell_account, tell_accounts, tell_place
from jiaoyun.plumbing.actor import Role
from jiaoyun.plumbing.models import AuditEvent
from tests.world import World


@pytest.fixture(autouse=True)
def canary_kind(monkeypatch: Any) -> None:
    """A kind of its own, so that no room's words matter here."""
    monkeypatch.setattr(kinds, "KINDS", {})
    monkeypatch.setattr("jiaoyun.notices.tell.KINDS", kinds.KINDS)
    declare_kind("canary.sung", "{count} 只金丝雀唱过了", "portal:help")


def texts(world: World, role: str) -> list[str]:
    return [notice.text for notice in notices_for(world.actor(role))]


def test_it_reaches_the_person_and_nobody_else(world: World) -> None:
    tell_account(world.accounts["teacher"], "canary.sung", now=timezone.now(), count=3)
    assert texts(world, "teacher") == ["3 只金丝雀唱过了"]
    assert all(not texts(world, role) for role in ("school_admin", "inspector", "county_admin", "neighbour_teacher"))


def test_it_reaches_whoever_holds_the_role_at_the_place(world: World) -> None:
    school = world.place("school").organization_id
    tell_place(school, Role.SCHOOL_ADMIN, "canary.sung", now=timezone.now(), count=1)
    assert texts(world, "school_admin") == ["1 只金丝雀唱过了"]
    assert all(not texts(world, role) for role in ("teacher", "neighbour_admin", "county_admin", "support"))
    world.end_identity("school_admin")
    assert texts(world, "school_admin") == []


def test_it_reads_newest_first_page_by_page(world: World) -> None:
    for number in range(60):
        tell_account(world.accounts["teacher"], "canary.sung", now=timezone.now(), count=number)
    client = world.client("teacher")
    page = client.open("/notices")
    older = next(link for link in page.links() if "before=" in link)
    assert "59 只" in page.text
    assert " 9 只" not in page.text
    assert "9 只金丝雀" in client.open(older).text
    assert len(new_notices_for(world.actor("teacher"))) == 5


def test_it_tells_many_with_few_statements(world: World) -> None:
    people = [pupil.account_id for school in world.pupils.values() for pupil in school]
    with CaptureQueriesContext(connection) as captured:
        assert tell_accounts(people, "canary.sung", now=timezone.now(), count=2) == len(people)
    assert len(captured) <= 3
    assert texts(world, "student") == ["2 只金丝雀唱过了"]


def test_the_desktop_shows_what_is_new_until_it_is_read(world: World) -> None:
    tell_account(world.accounts["teacher"], "canary.sung", now=timezone.now(), count=3)
    client = world.client("teacher")
    assert "3 只金丝雀唱过了" in client.open("/desktop").text
    client.send(client.open("/notices").form("/notices"))
    assert "已把 1 条消息标为已读" in client.open("/notices").text
    assert "3 只金丝雀唱过了" not in client.open("/desktop").text
    assert AuditEvent.objects.get(action="notices.read").details == {"count": 1}


def test_nobody_may_mark_the_notices_of_others(world: World) -> None:
    notice = tell_account(world.accounts["teacher"], "canary.sung", now=timezone.now(), count=3)
    for role in ("school_admin", "neighbour_teacher", "support"):
        done = mark_read(actor=world.actor(role), notices=[notice.id], now=timezone.now())
        assert done.count == 0
    assert new_notices_for(world.actor("teacher"))[0].is_new


def test_it_keeps_notices_whose_kind_or_page_is_gone_readable() -> None:
    assert words_of("canary.gone", {}).address == ""
    declare_kind("canary.moved", "{name} 飞走了", "portal:nowhere", takes=("id",))
    assert words_of("canary.moved", {"id": str(uuid4())}) == kinds.Words("… 飞走了", "")
    assert words_of("canary.sung", {"count": 2}) == kinds.Words("2 只金丝雀唱过了", "/help")


def test_a_kind_is_declared_once_and_before_it_is_sent(world: World) -> None:
    with pytest.raises(ValueError, match="declared twice"):
        declare_kind("canary.sung", "x", "portal:help")
    with pytest.raises(LookupError):
        tell_account(world.accounts["teacher"], "canary.unknown", now=timezone.now())
