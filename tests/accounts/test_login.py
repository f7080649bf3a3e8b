"""Logging in through the page, as the people of the cast."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone

from jiaoyun.accounts import demo_logins as registry
from jiaoyun.accounts.models import Account
from jiaoyun.plumbing.models import AuditEvent
from jiaoyun.portal.demo import DemoLogin, register_demo_logins
from tests.pages import Page, PageClient
from tests.world import PASSWORD, World
from tests.world_cast import CAST


def try_login(client: PageClient, login: str, password: str, *, status: int = 302, **more: Any) -> Page:
    form = client.open("/login").form("/login")
    return client.send(form, {"login": login, "password": password, **more}, status=status)


@pytest.mark.parametrize("role", ["teacher", "student", "guardian", "inspector"])
def test_it_lets_every_role_in(world: World, visitor: PageClient, role: str) -> None:
    world.set_password(role)
    answer = try_login(visitor, world.login(role), PASSWORD)
    assert answer.response.headers["Location"] == "/desktop"
    assert CAST[role].name[0] in visitor.open("/desktop").title


@pytest.mark.parametrize("role", ["province_admin", "school_admin", "support"])
def test_it_asks_administrators_for_a_second_factor(world: World, visitor: PageClient, role: str) -> None:
    world.set_password(role)
    try_login(visitor, world.login(role), PASSWORD)
    answer = visitor.open("/desktop", status=302)
    assert answer.response.headers["Location"].startswith("/second-factor")


def test_it_lets_a_pupil_in_by_roll_number_and_by_id(world: World, visitor: PageClient) -> None:
    world.set_password("student")
    pupil = world.pupils["school"][0]
    for login in (pupil.roll_number.lower(), f" {pupil.document} "):
        assert try_login(PageClient(), login, PASSWORD).status == 302


def test_it_records_the_login_without_personal_values(world: World, visitor: PageClient) -> None:
    world.set_password("teacher")
    try_login(visitor, world.login("teacher"), PASSWORD)
    event = AuditEvent.objects.get(action="accounts.logged_in")
    assert event.subject_id == str(world.accounts["teacher"]) == str(event.actor_id)
    assert event.details == {
        "identity_id": str(world.identities["teacher"]),
        "how": "password",
        "first_secret_id": None,
    }
    account = Account.objects.of_account(world.accounts["teacher"]).get()
    assert timezone.now() - account.last_login_at < timedelta(minutes=1)


def test_it_gives_a_new_session_key_and_token(world: World, visitor: PageClient) -> None:
    world.set_password("teacher")
    planted = world.session("neighbour_teacher")
    visitor.cookies[settings.SESSION_COOKIE_NAME] = planted
    form = PageClient().open("/login").form("/login")
    token = visitor.open("/help").form("/reading").hidden["csrfmiddlewaretoken"]
    before = visitor.cookies["csrftoken"].value
    visitor.send(form, {"login": world.login("teacher"), "password": PASSWORD, "csrfmiddlewaretoken": token})
    assert visitor.cookies[settings.SESSION_COOKIE_NAME].value != planted
    assert visitor.cookies["csrftoken"].value != before
    assert "雀任课" in visitor.open("/desktop").text


def test_it_goes_on_to_the_page_that_was_asked_for(world: World, visitor: PageClient) -> None:
    world.set_password("teacher")
    asked = visitor.open("/me", status=302).response.headers["Location"]
    assert asked == "/login?next=%2Fme"
    form = visitor.open(asked).form("/login")
    assert form.hidden["next"] == "/me"
    answer = visitor.send(form, {"login": world.login("teacher"), "password": PASSWORD})
    assert answer.response.headers["Location"] == "/me"


@pytest.mark.parametrize(
    "wanted",
    [
        "//evil.example",
        "/\\evil.example",
        "https:evil.example",
        "https://testserver@evil.example",
        "JaVaScRiPt:alert(1)",
        "/%0d%0aSet-Cookie:x=1",
        "/me\r\nX-Evil: 1",
        "/logout",
        "/nowhere",
    ],
)
def test_it_never_sends_anybody_elsewhere(world: World, visitor: PageClient, wanted: str) -> None:
    world.set_password("teacher")
    form = visitor.open("/login").form("/login")
    values = {"login": world.login("teacher"), "password": PASSWORD, "next": wanted}
    assert visitor.send(form, values).response.headers["Location"] == "/desktop"


def test_it_keeps_what_was_typed_but_the_password(world: World, visitor: PageClient) -> None:
    answer = try_login(visitor, world.login("teacher"), "falsch-falsch", status=422)
    source = answer.response.content.decode()
    assert f'value="{world.login("teacher")}"' in source
    assert "falsch-falsch" not in source
    assert "账号或密码不对" in answer.text


def test_it_says_what_is_missing_at_the_field(world: World, visitor: PageClient) -> None:
    answer = try_login(visitor, "", "", status=422)
    assert "请填写账号" in answer.text
    assert "请填写密码" in answer.text


def test_it_ends_with_the_browser_on_a_public_computer(world: World, visitor: PageClient) -> None:
    world.set_password("teacher")
    try_login(visitor, world.login("teacher"), PASSWORD, public_computer="on")
    assert visitor.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == ""
    assert "known" not in visitor.cookies


def test_it_sends_whoever_is_in_to_the_desktop(world: World) -> None:
    answer = world.client("teacher").open("/login", status=302)
    assert answer.response.headers["Location"] == "/desktop"


def test_it_refuses_a_form_without_token(world: World, visitor: PageClient) -> None:
    world.set_password("teacher")
    response = visitor.post("/login", {"login": world.login("teacher"), "password": PASSWORD})
    assert response.status_code == 403
    assert "这个页面打开太久了" in response.content.decode()


def test_it_offers_demo_logins_in_demo_mode_only(
    world: World, visitor: PageClient, demo_mode: Any, monkeypatch: Any
) -> None:
    monkeypatch.setattr(registry, "_sources", [])
    register_demo_logins(lambda: [DemoLogin("学校管理员", "雀林第一小学", "demo_canary", "演示-密码-9")])
    assert "demo_canary" not in visitor.open("/login").text
    demo_mode()
    assert "demo_canary" in visitor.open("/login").text
