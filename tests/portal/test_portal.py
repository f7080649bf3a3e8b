"""The public front, the desktop, who may do what, and the reading aids."""

from typing import Any

import pytest

from jiaoyun.notices import tasks
from jiaoyun.notices.tasks import Task
from jiaoyun.plumbing.actor import Role
from jiaoyun.plumbing.powers import POWERS
from tests.pages import PageClient
from tests.world import CAST, World


@pytest.mark.parametrize("address", ["/", "/login", "/help", "/help/moved", "/schools", "/search?q=导入", "/who-may"])
def test_the_public_pages_open_for_everybody(db: None, visitor: PageClient, address: str) -> None:
    page = visitor.open(address)
    own = [link for link in page.links() if link.startswith("/") and not link.startswith("//")]
    for link in {link.split("#")[0] for link in own if link.split("#")[0]}:
        assert visitor.get(link).status_code in (200, 302), link


def test_the_front_leads_to_ten_answers(db: None, visitor: PageClient) -> None:
    asked = [link for link in visitor.open("/").links() if link.startswith("/help/")]
    assert len(asked) == len(set(asked)) == 10
    for link in asked:
        visitor.open(link)


@pytest.mark.parametrize("role", [key for key in CAST if key != "left_teacher"])
def test_every_role_has_a_desktop(world: World, role: str) -> None:
    page = world.client(role).open("/desktop")
    member = CAST[role]
    assert member.name in page.text
    assert f"您现在的身份是 {member.role.label}" in page.text
    for link in page.links():
        if link.startswith("/") and link != "/":
            assert world.client(role).get(link, follow=True).status_code == 200, link


def test_a_visitor_is_asked_to_log_in(db: None, visitor: PageClient) -> None:
    for address in ("/desktop", "/me", "/identities", "/notices"):
        assert visitor.open(address, status=302).response.headers["Location"].startswith("/login?next=")


def test_somebody_without_identity_is_told_why_nothing_is_there(world: World) -> None:
    page = world.client("left_teacher").open("/desktop")
    assert "没有可用的身份" in page.text
    assert "/who-may" in page.links()


def test_the_desktop_shows_what_waits_the_nearest_deadline_first(world: World, monkeypatch: Any) -> None:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    shanghai = ZoneInfo("Asia/Shanghai")
    soon, late = datetime(2026, 9, 1, tzinfo=shanghai), datetime(2026, 10, 1, tzinfo=shanghai)
    monkeypatch.setattr(tasks, "SOURCES", [])
    tasks.declare_tasks(lambda actor, place: [Task("雀事无期", "", "/help", 3, since=soon)])
    tasks.declare_tasks(
        lambda actor, place: [Task("雀事晚", "", "/help", 1, due=late), Task("雀事早", place.name, "/me", 2, due=soon)]
    )
    text = world.client("school_admin").open("/desktop").text
    assert text.index("雀事早") < text.index("雀事晚") < text.index("雀事无期")
    assert "2026年9月1日前处理" in text


def test_who_may_names_every_power(db: None, visitor: PageClient) -> None:
    text = visitor.open("/who-may").text
    for power in POWERS.values():
        assert power.label in text
        for holder in power.holders:
            assert holder.role.label in text


def test_who_may_marks_what_the_identity_in_use_may(world: World) -> None:
    def marks(role: str) -> int:
        return sum(role_mark == "我可以" for role_mark in world.client(role).open("/who-may").text.split())

    held = {power.label for power in POWERS.values() if Role.SCHOOL_ADMIN in power.roles()}
    assert marks("school_admin") >= len(held) > 0
    assert marks("guardian") == sum(Role.GUARDIAN in power.roles() for power in POWERS.values())


@pytest.mark.parametrize(("name", "value"), [("text", "large"), ("contrast", "high")])
def test_reading_aids_are_remembered_without_scripts(db: None, visitor: PageClient, name: str, value: str) -> None:
    answer = visitor.send(visitor.open("/help").form("/reading"), {name: value})
    assert answer.response.headers["Location"] == "/help"
    source = visitor.open("/").response.content.decode()
    assert f"jy-{value if name == 'text' else 'contrast'}" in source.split("<head>")[0]


def test_reading_aids_take_known_choices_only_and_lead_nowhere_else(db: None, visitor: PageClient) -> None:
    form = visitor.open("/help").form("/reading")
    answer = visitor.send(form, {"text": '"><script>', "next": "//evil.example"})
    assert answer.response.headers["Location"] == "/"
    assert "text" not in visitor.cookies


def test_a_page_that_is_not_there_says_so_in_chinese(db: None, visitor: PageClient) -> None:
    for address in ("/nowhere", "/help/../me", "/me//", "/me;a", "/ｍｅ"):
        assert visitor.get(address).status_code == 404, address
    assert "没有找到" in visitor.open("/nowhere", status=404).text
