"""终身学习账号: the first use binds, later uses log in, and it can be unbound (product.md L1, L6)."""

from typing import Any

import pytest

from jiaoyun.accounts.models import Account, Identifier
from jiaoyun.plumbing.models import AuditEvent
from tests.accounts.knocking import by_password, by_sms, goes_to, with_phone, without_phone
from tests.accounts.outside.conftest import Twisted
from tests.accounts.outside.going import LOGS_IN, NEW, NO_SCHOOL, START, ask, choose, come_back, values_of
from tests.pages import PageClient
from tests.world import World

pytestmark = pytest.mark.usefixtures("issuer")


def bind(client: PageClient, world: World, who: str = "teacher") -> None:
    """First use: come back unknown, log in by password, bind."""
    assert goes_to(come_back(client)) == "/login/outside"
    by_password(client, world, who)
    client.send(client.open("/login/bind").form("/login/bind"))


def links(world: World, who: str = "teacher") -> list[Any]:
    return list(Identifier.objects.of_account(world.accounts[who]).filter(kind="outside", released_at__isnull=True))


def test_it_offers_the_providers_of_the_settings(db: None, visitor: PageClient) -> None:
    for address in ("/login", "/login/sms"):
        page = visitor.open(address)
        assert START in page.links()
        assert "用终身学习账号登录" in page.text


def test_it_asks_for_a_code_with_pkce_and_a_nonce(db: None, visitor: PageClient) -> None:
    asked = values_of(ask(visitor))
    assert (asked["response_type"], asked["code_challenge_method"]) == ("code", "S256")
    assert min(len(asked[name]) for name in ("state", "nonce", "code_challenge")) >= 43
    again = values_of(ask(PageClient()))
    assert not {asked[name] for name in ("state", "nonce", "code_challenge")} & set(again.values())


def test_it_binds_at_the_first_use_and_goes_straight_in_later(world: World, visitor: PageClient) -> None:
    bind(visitor, world)
    [row] = links(world)
    assert row.hint == "127.0.0.1"
    later = PageClient()
    assert goes_to(come_back(later)) == "/desktop"
    assert "雀任课" in later.open("/me").text
    events = AuditEvent.objects.filter(action="accounts.logged_in").order_by("id")
    assert [event.details["how"] for event in events] == ["password", "outside"]


def test_it_binds_after_an_sms_login_too(world: World, visitor: PageClient) -> None:
    with_phone(world, "teacher")
    come_back(visitor)
    assert "第一次使用" in visitor.open("/login/outside").text
    by_sms(visitor)
    assert goes_to(visitor.send(visitor.open("/login/whose").form("/login/whose"))).startswith("/login/bind")
    visitor.send(visitor.open("/login/bind").form("/login/bind"))
    assert len(links(world)) == 1


def test_it_goes_on_to_the_page_that_was_asked_for(world: World, visitor: PageClient) -> None:
    bind(visitor, world)
    later = PageClient()
    there = choose(ask(later, f"{START}?next=/me"))
    assert goes_to(later.open(there, status=302, queries=LOGS_IN)) == "/me"


@pytest.mark.parametrize("wanted", ["//evil.example", "https://evil.example/", "/\\evil.example", "/logout"])
def test_it_never_sends_anybody_elsewhere(world: World, visitor: PageClient, wanted: str) -> None:
    bind(visitor, world)
    later = PageClient()
    there = choose(ask(later, f"{START}?next={wanted}"))
    assert goes_to(later.open(there, status=302, queries=LOGS_IN)) == "/desktop"


def test_it_says_that_the_school_is_no_tenant(world: World, visitor: PageClient) -> None:
    page = come_back(visitor, NO_SCHOOL, status=403)
    assert "用户所在学校不在平台的租户中" in page.text
    assert "云溪县云溪希望小学" in page.text
    by_password(visitor, world, "teacher")
    assert "终身学习账号" in visitor.open("/login/bind").text


def test_it_says_the_state_of_the_account_only_to_its_owner(world: World, visitor: PageClient) -> None:
    bind(visitor, world)
    Account.objects.of_account(world.accounts["teacher"]).update(state="deleted")
    assert "账号异常,请联系管理员" in come_back(PageClient(), status=403).text


def test_it_binds_from_the_personal_centre_and_unbinds_there(world: World) -> None:
    client = world.client("teacher")
    world.set_password("teacher")
    assert START in client.open("/me/outside").links()
    assert goes_to(come_back(client, NEW)).startswith("/login/bind?next=/me/outside")
    client.send(client.open("/login/bind").form("/login/bind"))
    assert goes_to(come_back(client, NEW)) == "/me/outside"
    page = client.open("/me/outside")
    [unbind] = [link for link in page.links() if link.endswith("/unbind")]
    client.send(client.open(unbind).form(unbind))
    assert links(world) == []
    assert goes_to(come_back(PageClient(), NEW)) == "/login/outside"
    assert client.open(unbind, status=302).status == 302


def test_it_does_not_bind_what_is_somebody_elses(world: World, visitor: PageClient) -> None:
    bind(visitor, world)
    assert "已经绑定在另一个账号上" in come_back(world.client("guardian"), status=409).text
    assert links(world, "guardian") == []


def test_nobody_may_unbind_for_somebody_else(world: World, visitor: PageClient) -> None:
    bind(visitor, world)
    [row] = links(world)
    client = world.client("guardian")
    assert goes_to(client.open(f"/me/outside/{row.pk}/unbind", status=302)) == "/me/outside"
    assert len(links(world)) == 1


def test_it_does_not_unbind_the_only_way_in(world: World, issuer: Twisted) -> None:
    client = world.client("student")
    come_back(client)
    client.send(client.open("/login/bind").form("/login/bind"))
    without_phone(world, "student")
    Account.objects.of_account(world.accounts["student"]).update(password="")
    [row] = links(world, "student")
    address = f"/me/outside/{row.pk}/unbind"
    assert "现在还不能解绑" in client.send(client.open(address).form(address), status=409).text
    assert len(links(world, "student")) == 1
