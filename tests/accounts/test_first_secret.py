"""First secrets: from the slip to a password of one's own (product.md L1; security.md, threat 8 and §7)."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.conf import settings
from django.utils import timezone
from uuid_utils.compat import uuid7

from jiaoyun.accounts.models import Account, FirstSecret
from jiaoyun.accounts.slips import Slip, slips_of, write_secrets
from jiaoyun.plumbing.models import AuditEvent
from tests.pages import Page, PageClient
from tests.world import World

GOOD = "小船儿推开波浪-8"


def slip_for(account_id: UUID, *, now: datetime | None = None) -> Slip:
    """A slip for a pupil without a password, as a school prints it."""
    Account.objects.of_account(account_id).update(password="")
    write_secrets([account_id], run=uuid7(), by=None, organization_id=None, now=now or timezone.now())
    rows = FirstSecret.objects.of_account(account_id).filter(voided_at__isnull=True, used_at__isnull=True)
    return slips_of(rows.select_related("account"))[0]


def try_slip(client: PageClient, login: str, secret: str, *, status: int = 302) -> Page:
    form = client.open("/login").form("/login")
    return client.send(form, {"login": login, "password": secret}, status=status)


def set_password(client: PageClient, password: str, again: str | None = None, *, status: int = 302) -> Page:
    form = client.open("/first-password").form("/first-password")
    return client.send(form, {"password": password, "again": password if again is None else again}, status=status)


def test_a_pupil_logs_in_with_a_slip_and_sets_a_password(world: World, visitor: PageClient) -> None:
    pupil = world.pupils["neighbour"][1]
    slip = slip_for(pupil.account_id)
    assert slip.login == pupil.roll_number
    answer = try_slip(visitor, slip.login, slip.secret)
    assert answer.response.headers["Location"] == "/first-password"
    page = visitor.open("/first-password")
    assert f"{pupil.name[0]}**" in page.text
    assert pupil.name not in page.text
    assert world.place("neighbour").name in page.text
    assert set_password(visitor, GOOD).response.headers["Location"] == "/desktop"
    assert "密码设置好了" in visitor.open("/desktop").text
    again = PageClient()
    assert try_slip(again, pupil.document, GOOD).response.headers["Location"] == "/desktop"


@pytest.mark.parametrize("spelling", ["{0}", " {0} ", "{1}", "{2}", "{3}"])
def test_it_accepts_a_slip_however_it_is_typed(world: World, visitor: PageClient, spelling: str) -> None:
    slip = slip_for(world.accounts["student"])
    bare = slip.secret.replace("-", "")
    wide = "".join(chr(ord(char) + 0xFEE0) for char in bare)
    typed = spelling.format(slip.secret, slip.secret.lower(), " ".join(bare), wide)
    assert try_slip(visitor, slip.login, typed).response.headers["Location"] == "/first-password"


def test_it_opens_nothing_but_the_password_page_before(world: World, visitor: PageClient) -> None:
    slip = slip_for(world.accounts["student"])
    try_slip(visitor, slip.login, slip.secret)
    for address in ("/", "/desktop", "/me", "/identities", "/notices", "/help", "/who-may", "/login"):
        assert visitor.open(address, status=302).response.headers["Location"] == "/first-password"
    htmx = visitor.open("/desktop", status=204, **{"HX-Request": "true"})
    assert htmx.response.headers["HX-Redirect"] == "/first-password"
    visitor.send(visitor.open("/first-password").form("/logout"))
    assert visitor.open("/").status == 200


def test_it_works_once(world: World, visitor: PageClient) -> None:
    slip = slip_for(world.accounts["student"])
    try_slip(visitor, slip.login, slip.secret)
    set_password(visitor, GOOD)
    page = try_slip(PageClient(), slip.login, slip.secret, status=403)
    assert "这张首次登录条已经用过了" in page.text
    assert FirstSecret.objects.of_account(world.accounts["student"]).get().used_at is not None


def test_it_stays_open_until_the_password_is_set(world: World, visitor: PageClient) -> None:
    slip = slip_for(world.accounts["student"])
    try_slip(PageClient(), slip.login, slip.secret)
    assert try_slip(visitor, slip.login, slip.secret).status == 302


def test_it_ends_after_14_days(world: World, visitor: PageClient) -> None:
    slip = slip_for(world.accounts["student"], now=timezone.now() - timedelta(days=14, minutes=1))
    page = try_slip(visitor, slip.login, slip.secret, status=403)
    assert "首次登录条已经过期" in page.text
    assert "学校管理员" in page.text


def test_a_reprint_voids_the_slip_before_also_while_its_page_is_open(world: World, visitor: PageClient) -> None:
    old = slip_for(world.accounts["student"])
    try_slip(visitor, old.login, old.secret)
    new = slip_for(world.accounts["student"])
    assert "这张首次登录条已经作废" in try_slip(PageClient(), old.login, old.secret, status=403).text
    page = set_password(visitor, GOOD, status=403)
    assert "这张首次登录条已经作废" in page.text
    assert visitor.open("/me", status=302).response.headers["Location"].startswith("/login")
    assert Account.objects.of_account(world.accounts["student"]).get().password == ""
    assert try_slip(PageClient(), new.login, new.secret).status == 302


def test_two_people_with_one_slip_set_one_password(world: World) -> None:
    slip = slip_for(world.accounts["student"])
    first, second = PageClient(), PageClient()
    for client in (first, second):
        try_slip(client, slip.login, slip.secret)
    second_form = second.open("/first-password").form("/first-password")
    set_password(first, GOOD)
    # Whoever comes second has lost the session: the epoch went on.
    answer = second.send(second_form, {"password": "别的什么东西-88", "again": "别的什么东西-88"})
    assert answer.response.headers["Location"].startswith("/login")
    assert try_slip(PageClient(), slip.login, GOOD).status == 302


@pytest.mark.parametrize(
    ("password", "again", "text"),
    [
        (GOOD, "etwas anderes", "两次输入的密码不一样"),
        ("short1", None, "密码太短"),
        ("12345678", None, "太常见"),
        ("", None, "请填写新密码"),
    ],
)
def test_it_says_at_the_field_why_a_password_cannot_be_used(
    world: World, visitor: PageClient, password: str, again: str | None, text: str
) -> None:
    slip = slip_for(world.accounts["student"])
    try_slip(visitor, slip.login, slip.secret)
    page = set_password(visitor, password, again, status=422)
    assert text in page.text
    assert Account.objects.of_account(world.accounts["student"]).get().password == ""


def test_it_refuses_the_own_number_as_password(world: World, visitor: PageClient) -> None:
    pupil = world.pupils["school"][0]
    slip = slip_for(pupil.account_id)
    try_slip(visitor, slip.login, slip.secret)
    assert "证件号" in set_password(visitor, f"abc{pupil.document[-8:]}", status=422).text


def test_it_gives_a_new_session_and_records_both_steps(world: World, visitor: PageClient) -> None:
    slip = slip_for(world.accounts["student"])
    try_slip(visitor, slip.login, slip.secret)
    before = visitor.cookies[settings.SESSION_COOKIE_NAME].value
    set_password(visitor, GOOD)
    assert visitor.cookies[settings.SESSION_COOKIE_NAME].value != before
    actions = list(AuditEvent.objects.order_by("id").values_list("action", "details"))
    assert [action for action, _ in actions] == ["accounts.logged_in", "accounts.first_password_set"]
    assert actions[0][1]["how"] == "first_secret"


def test_a_password_owner_finds_no_password_page(world: World) -> None:
    answer = world.client("teacher").open("/first-password", status=302)
    assert answer.response.headers["Location"] == "/desktop"
