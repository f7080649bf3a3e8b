"""找回密码: from a login to a new password, and what ends with the old one (product.md P1)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from jiaoyun.accounts.binding import release
from jiaoyun.accounts.door import Attempt, check_login
from jiaoyun.accounts.doors.counts import NAME_BUDGET
from jiaoyun.accounts.models import Account, AccountState, FirstSecret, Identifier, IdentifierKind, WaitingKind
from jiaoyun.accounts.slips import write_secrets
from jiaoyun.accounts.waiting import begin_waiting, is_waiting
from jiaoyun.plumbing.actor import Role
from jiaoyun.plumbing.refusals import Refused
from tests.accounts.recovery.walking import EMAIL, GOOD, PHONE, ask, begin, to_code, to_password, with_channels
from tests.inbox import code_to, count_to
from tests.pages import Page, PageClient
from tests.world import World


def set_new(client: PageClient, page: Page, password: str = GOOD, *, status: int = 302) -> Page:
    values = {"password": password, "again": password}
    return client.send(page.form("/recover/password"), values, status=status)


def logs_in(login: str, password: str) -> bool:
    try:
        check_login(Attempt(login, password, "192.0.2.9"), now=timezone.now())
    except Refused:
        return False
    return True


@pytest.mark.parametrize("channel", ["phone", "email"])
@pytest.mark.parametrize("login", ["q_teacher", PHONE, EMAIL, " Q_Teacher "])
def test_it_sets_a_new_password_by_either_channel(world: World, visitor: PageClient, login: str, channel: str) -> None:
    with_channels(world)
    old = world.set_password("teacher")
    done = set_new(visitor, to_password(visitor, login, channel))
    assert done.response.headers["Location"] == "/login"
    assert logs_in("q_teacher", GOOD)
    assert not logs_in("q_teacher", old)
    # Nobody is logged in by it.
    visitor.open("/desktop", status=302)


def test_every_session_of_the_account_ends(world: World, visitor: PageClient) -> None:
    with_channels(world)
    inside = world.client("teacher")
    inside.open("/me")
    set_new(visitor, to_password(visitor, "q_teacher"))
    assert inside.open("/me", status=302).response.headers["Location"].startswith("/login")


def test_it_thaws_what_failures_froze(world: World, visitor: PageClient) -> None:
    with_channels(world)
    for _ in range(NAME_BUDGET.limit + 1):
        assert not logs_in("q_teacher", "falsches-passwort")
    set_new(visitor, to_password(visitor, "q_teacher"))
    assert logs_in("q_teacher", GOOD)


def test_slips_become_void_and_own_waiting_changes_stop_but_the_schools_go_on(
    world: World, visitor: PageClient
) -> None:
    with_channels(world)
    account_id, now = world.accounts["teacher"], timezone.now()
    write_secrets([account_id], run=account_id, by=None, organization_id=world.place("school").organization_id, now=now)
    begin_waiting(
        actor=world.actor("teacher"), account_id=account_id, kind=WaitingKind.MOVE_PHONE, now=now, identifier_id=None
    )
    set_new(visitor, to_password(visitor, "q_teacher"))
    assert not is_waiting(account_id)
    assert FirstSecret.objects.of_account(account_id).get().voided_at is not None
    begin_waiting(
        actor=world.actor("school_admin"),
        account_id=account_id,
        kind=WaitingKind.UNBIND_PHONE,
        now=now,
        identifier_id=None,
    )
    other = PageClient()
    set_new(other, to_password(other, "q_teacher", "email"), "另一个好密码写在这里-77")
    assert is_waiting(account_id)


def test_a_weak_password_is_said_at_the_field_and_the_code_stays_good(world: World, visitor: PageClient) -> None:
    with_channels(world)
    page = set_new(visitor, to_password(visitor, "q_teacher"), "woaini1314", status=422)
    assert "太常见" in page.text
    assert set_new(visitor, page, "qlxqldyxx-7k", status=422).text.count("学校或单位") >= 1
    set_new(visitor, page)
    assert logs_in("q_teacher", GOOD)


def test_a_wrong_code_is_said_at_the_field(world: World, visitor: PageClient) -> None:
    with_channels(world)
    page = to_code(visitor, "q_teacher")
    wrong = f"{(int(code_to(PHONE)) + 1) % 1_000_000:06d}"
    assert "验证码不对" in visitor.send(page.form("/recover/code"), {"code": wrong}, status=422).text
    assert "6 位数字" in visitor.send(page.form("/recover/code"), {"code": "12"}, status=422).text
    visitor.open("/recover/password", status=302)


def test_a_code_sets_one_password(world: World, visitor: PageClient) -> None:
    with_channels(world)
    page = to_password(visitor, "q_teacher")
    set_new(visitor, page)
    set_new(visitor, page, "另一个好密码写在这里-77")
    assert logs_in("q_teacher", GOOD)


@pytest.mark.parametrize(
    ("state", "words"), [(AccountState.FROZEN, "账号被冻结"), (AccountState.DELETED, "账号异常,请联系管理员")]
)
def test_the_state_is_said_after_the_code_and_not_before(
    world: World, visitor: PageClient, state: AccountState, words: str
) -> None:
    with_channels(world)
    Account.objects.of_account(world.accounts["teacher"]).update(
        state=state, state_role=Role.SCHOOL_ADMIN, state_at=timezone.now()
    )
    page = to_code(visitor, "q_teacher")
    assert words not in page.text
    said = visitor.send(page.form("/recover/code"), {"code": code_to(PHONE)}, status=403)
    assert words in said.text
    set_new(visitor, visitor.open("/recover/password"), status=403)


def test_a_number_unused_for_half_a_year_recovers_nothing(world: World, visitor: PageClient) -> None:
    with_channels(world)
    long_ago = timezone.now() - timedelta(days=181)
    Account.objects.of_account(world.accounts["teacher"]).update(last_login_at=long_ago)
    Identifier.objects.of_account(world.accounts["teacher"]).update(bound_at=long_ago)
    page = to_code(visitor, "q_teacher")
    said = visitor.send(page.form("/recover/code"), {"code": code_to(PHONE)}, status=403)
    assert "很久没有用过" in said.text
    set_new(visitor, visitor.open("/recover/password"), status=403)


def test_a_number_that_moved_on_meanwhile_recovers_nothing(world: World, visitor: PageClient) -> None:
    with_channels(world)
    page = to_password(visitor, "q_teacher")
    rows = Identifier.objects.of_account(world.accounts["teacher"]).filter(kind=IdentifierKind.PHONE, released_at=None)
    release([row.id for row in rows], why="moved", now=timezone.now())
    assert "要重新开始" in set_new(visitor, page, status=409).text
    assert not logs_in("q_teacher", GOOD)


def test_nothing_is_sent_to_a_channel_that_is_not_bound(world: World, visitor: PageClient) -> None:
    ask(visitor, begin(visitor, "q_teacher"), "phone")
    assert "如果已绑定，验证码已发送" in visitor.open("/recover/code").text
    assert count_to(PHONE) == 0


def test_the_code_is_asked_for_after_the_question_only(world: World, visitor: PageClient) -> None:
    with_channels(world)
    page = begin(visitor, "q_teacher")
    said = visitor.send(page.form("/recover/channel"), {"channel": "phone", "answer": "99"}, status=422)
    assert "小问题" in said.text
    assert count_to(PHONE) == 0


def test_it_sends_again_after_a_minute_only(world: World, visitor: PageClient) -> None:
    with_channels(world)
    page = to_code(visitor, "q_teacher")
    said = visitor.send(page.form("/recover/channel"), status=429)
    assert said.title == "找回密码"
