"""A pupil's claim is followed by its phone: reminded, withdrawn, and the reason of a rejection (R0)."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone

from jiaoyun.notices.models import Notice
from jiaoyun.plumbing.jobs import run_pending
from jiaoyun.roster.commands.decide_registrations import decide_claims
from jiaoyun.roster.models import StudentClaim
from tests.accounts.knocking import goes_to
from tests.inbox import texts_to
from tests.pages import Page, PageClient
from tests.people import invent_phone
from tests.roster.registration.registering import PHONE, fresh_pupil, prove_phone, send_off, student_details
from tests.world import World
from tests.world_rows import Pupil

pytestmark = pytest.mark.django_db(transaction=True)
HERE = "/register/student/claims"


def claimed(world: World, client: PageClient) -> tuple[Pupil, StudentClaim]:
    pupil = fresh_pupil(world)
    send_off(client, "student", prove_phone(client, "student"), student_details(pupil))
    return pupil, StudentClaim.objects.of_account(pupil.account_id).get()


def act(client: PageClient, page: Page, what: str, *, status: int = 302) -> Page:
    [form] = [form for form in page.html.forms if form.hidden.get("act") == what]
    return client.send(form, status=status)


def later(client: PageClient) -> Page:
    """The page for who comes back another day and proves the phone again."""
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        assert HERE in prove_phone(client, "student").links()
        return client.open(HERE)


def test_it_says_who_confirms_and_reminds_once_a_day(world: World, visitor: PageClient) -> None:
    pupil, _ = claimed(world, visitor)
    assert HERE in visitor.open("/register/finished").links()
    page = visitor.open(HERE)
    for words in (f"{pupil.name[0]}**", "雀林县雀林第一小学的班主任或学校管理员", "待确认"):
        assert words in page.text
    assert pupil.name not in page.text
    run_pending()
    act(visitor, page, "remind")
    run_pending()
    told = Notice.objects.of_account(world.accounts["homeroom"]).filter(kind="roster.confirmation_reminded")
    assert told.count() == 1
    page = visitor.open(HERE)
    assert "上次提醒" in page.text
    assert not [form for form in page.html.forms if form.hidden.get("act") == "remind"]


def test_it_is_withdrawn_and_nobody_decides_it_any_more(world: World, visitor: PageClient) -> None:
    _, claim = claimed(world, visitor)
    page = visitor.open(HERE)
    act(visitor, page, "withdraw")
    claim.refresh_from_db()
    assert (claim.state, claim.password) == ("withdrawn", "")
    assert "已撤回" in visitor.open(HERE).text
    assert "没有等待确认" in world.client("school_admin").open("/school/900101/confirmations").text


def test_the_reason_of_a_rejection_is_found_by_the_phone(world: World) -> None:
    pupil, claim = claimed(world, PageClient())
    common: Any = {"actor": world.actor("homeroom"), "place": world.place("school").at_class(pupil.class_id)}
    decide_claims(claim_ids=[claim.id], approve=False, reason="请到学校说明", now=timezone.now(), **common)
    run_pending()
    assert "用这个手机号验证后查看" in texts_to(PHONE)[0]
    page = later(PageClient())
    assert "未通过" in page.text
    assert "请到学校说明" in page.text


def test_another_phone_may_not_see_remind_or_withdraw_it(world: World) -> None:
    pupil, claim = claimed(world, PageClient())
    nobody = PageClient()
    assert goes_to(nobody.open(HERE, status=302)) == "/register/student"
    stranger = PageClient()
    assert HERE not in prove_phone(stranger, "student", invent_phone(8502)).links()
    page = stranger.open(HERE)
    assert pupil.name[0] + "**" not in page.text
    token = {"csrfmiddlewaretoken": stranger.cookies["csrftoken"].value, "claim": str(claim.id)}
    for what in ("remind", "withdraw"):
        assert stranger.post(HERE, {**token, "act": what}).status_code in (403, 404)
    claim.refresh_from_db()
    assert (claim.state, claim.reminded_at) == ("pending", None)
