"""短信登录: any number gets a code; whose account it opens is said after the code (product.md L4, L7)."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from jiaoyun.accounts.models import Account, Identifier, LoginSession
from jiaoyun.accounts.recycled import is_stale
from jiaoyun.notices.models import Notice
from jiaoyun.plumbing.jobs import run_pending
from jiaoyun.plumbing.models import AuditEvent
from tests.accounts.knocking import PHONE, ask_code, by_password, by_sms, goes_to, with_phone, without_phone
from tests.inbox import code_to, count_to
from tests.pages import PageClient
from tests.people import invent_phone
from tests.world import World

NOBODYS = invent_phone(7302)


def owner_of(phone_tail: str) -> list[Any]:
    rows = Identifier.objects.everywhere("the test's own rows").filter(kind="phone", released_at__isnull=True)
    return [row.account_id for row in rows if row.hint.endswith(phone_tail)]


def test_it_shows_whose_account_it_is_and_opens_it(world: World, visitor: PageClient) -> None:
    with_phone(world, "teacher")
    assert goes_to(by_sms(visitor, next="/me")) == "/login/whose"
    whose = visitor.open("/login/whose")
    assert "雀任课" in whose.text
    assert "教师 · 雀林县雀林第一小学" in whose.text
    assert visitor.open("/me", status=302).status == 302
    assert goes_to(visitor.send(whose.form("/login/whose"))) == "/me"
    assert "雀任课" in visitor.open("/me").text
    event = AuditEvent.objects.get(action="accounts.logged_in")
    assert (event.details["how"], event.subject_id) == ("sms", str(world.accounts["teacher"]))
    assert LoginSession.objects.of_account(world.accounts["teacher"]).get().how == "sms"


def test_it_answers_every_number_alike_until_the_code(world: World) -> None:
    with_phone(world, "teacher")
    pages = []
    for phone in (PHONE, NOBODYS):
        client = PageClient()
        page = ask_code(client, phone)
        pages.append((page.queries, page.text.replace(phone[-4:], "####").replace(phone[:3], "###")))
    assert pages[0] == pages[1]


def test_it_says_that_a_phone_is_nobodys_only_after_the_code(world: World, visitor: PageClient) -> None:
    page = ask_code(visitor, NOBODYS)
    assert "没有在平台注册" not in page.text
    wrong = f"{(int(code_to(NOBODYS)) + 1) % 1_000_000:06d}"
    refused = visitor.send(page.form("/login/code"), {"code": wrong}, status=422)
    assert "没有在平台注册" not in refused.text
    assert "还可以再试 4 次" in refused.text
    assert goes_to(visitor.send(page.form("/login/code"), {"code": code_to(NOBODYS)})) == "/login/phone-free"
    assert "该手机号没有在平台注册" in visitor.open("/login/phone-free").text


def test_it_binds_a_free_phone_after_the_log_in_by_one_click(world: World, visitor: PageClient) -> None:
    without_phone(world, "teacher")
    by_sms(visitor, NOBODYS)
    visitor.open("/login/phone-free")
    assert goes_to(by_password(visitor, world, "teacher")).startswith("/login/bind")
    page = visitor.open("/login/bind")
    assert NOBODYS[-4:] in page.text
    assert NOBODYS not in page.text
    assert goes_to(visitor.send(page.form("/login/bind"))) == "/desktop"
    assert owner_of(NOBODYS[-4:]) == [world.accounts["teacher"]]
    assert visitor.open("/login/bind", status=302).status == 302
    assert AuditEvent.objects.filter(action="accounts.phone_bound_at_login").count() == 1


def test_it_leaves_a_free_phone_where_the_person_does_not_want_it(world: World, visitor: PageClient) -> None:
    by_sms(visitor, NOBODYS)
    by_password(visitor, world, "teacher")
    forms = [form for form in visitor.open("/login/bind").html.forms if form.hidden.get("what") == "leave"]
    assert goes_to(visitor.send(forms[0])) == "/desktop"
    assert owner_of(NOBODYS[-4:]) == []


def test_it_does_not_bind_a_second_phone(world: World, visitor: PageClient) -> None:
    by_sms(visitor, NOBODYS)
    by_password(visitor, world, "teacher")
    answer = visitor.send(visitor.open("/login/bind").form("/login/bind"), status=409)
    assert "已经绑定了手机号" in answer.text
    assert owner_of(NOBODYS[-4:]) == []


def test_whoever_proves_a_phone_takes_it_off_a_strangers_account(world: World, visitor: PageClient) -> None:
    with_phone(world, "student")
    inside = world.client("student")
    inside.open("/desktop")
    by_sms(visitor)
    page = visitor.open("/login/not-mine")
    assert "雀学生" in page.text
    assert goes_to(visitor.send(page.form("/login/not-mine"))) == "/login/phone-free"
    assert owner_of(PHONE[-4:]) == []
    assert AuditEvent.objects.filter(action="accounts.phone_released_by_holder").count() == 1
    assert inside.open("/desktop", status=302).status == 302
    run_pending()
    [told] = Notice.objects.of_account(world.accounts["student"])
    assert told.kind == "notices.phone_changed"
    assert count_to(PHONE) == 1, "the code alone: whoever holds the phone took it off"
    without_phone(world, "teacher")
    by_password(visitor, world, "teacher")
    visitor.send(visitor.open("/login/bind").form("/login/bind"))
    assert owner_of(PHONE[-4:]) == [world.accounts["teacher"]]
    again = visitor.post("/login/not-mine", page.form("/login/not-mine").hidden)
    assert again.status_code in (403, 409)


@pytest.mark.parametrize("address", ["/login/whose", "/login/not-mine", "/login/phone-free", "/login/role"])
def test_it_opens_no_page_in_between_without_a_proof(world: World, visitor: PageClient, address: str) -> None:
    assert "登录要重新开始" in visitor.open(address, status=409).text


def test_a_proof_that_waited_too_long_is_over(world: World, visitor: PageClient) -> None:
    with_phone(world, "teacher")
    with time_machine.travel(timezone.now(), tick=False) as clock:
        by_sms(visitor)
        form = visitor.open("/login/whose").form("/login/whose")
        clock.shift(timedelta(minutes=11))
        visitor.send(form, status=409)
    assert Account.objects.of_account(world.accounts["teacher"]).get().last_login_at is None


def test_a_planted_session_key_is_worth_nothing_after_the_code(world: World, visitor: PageClient) -> None:
    from django.conf import settings

    with_phone(world, "teacher")
    page = ask_code(visitor)
    planted = visitor.cookies[settings.SESSION_COOKIE_NAME].value
    visitor.send(page.form("/login/code"), {"code": code_to(PHONE)})
    thief = PageClient()
    thief.cookies[settings.SESSION_COOKIE_NAME] = planted
    thief.open("/login/whose", status=409)
    visitor.open("/login/whose")


def long_ago(world: World, days: int) -> None:
    """Nobody used the teacher's account or phone for so many days."""
    with_phone(world, "teacher")
    then = timezone.now() - timedelta(days=days)
    Account.objects.of_account(world.accounts["teacher"]).update(last_login_at=then, password_at=then)
    Identifier.objects.of_account(world.accounts["teacher"]).update(bound_at=then)


def test_a_phone_that_nobody_used_for_half_a_year_opens_nothing_alone(world: World, visitor: PageClient) -> None:
    long_ago(world, 181)
    refused = by_sms(visitor, status=403)
    assert "很久没有用过" in refused.text
    assert "雀" not in refused.text
    assert visitor.open("/login/whose", status=409).status == 409
    [address] = [link for link in refused.links() if "/tickets/new/unbind_phone" in link]
    assert f'value="{PHONE}"' in visitor.open(address).response.content.decode()
    # The owner shows the password once, and the phone is good again.
    owner = PageClient()
    by_password(owner, world, "teacher")
    owner.open("/me")
    assert not is_stale_now(world)


def is_stale_now(world: World) -> bool:
    account = Account.objects.of_account(world.accounts["teacher"]).get()
    row = Identifier.objects.of_account(account.id).get(kind="phone", released_at__isnull=True)
    return is_stale(account, row, timezone.now())


def test_a_phone_used_within_half_a_year_still_opens_its_account(world: World, visitor: PageClient) -> None:
    long_ago(world, 179)
    assert goes_to(by_sms(visitor)) == "/login/whose"
