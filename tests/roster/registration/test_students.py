"""学生注册: matched with the roll; at once by the recorded phone, else the homeroom teacher confirms (R0)."""

from typing import Any

import pytest
from django.utils import timezone

from jiaoyun.accounts.hashers import is_right_password
from jiaoyun.accounts.models import Account, FirstSecret
from jiaoyun.accounts.slips import write_secrets
from jiaoyun.notices.models import Notice
from jiaoyun.plumbing.jobs import run_pending
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.roster.commands.decide_registrations import decide_claims
from jiaoyun.roster.models import CurrentEnrolment, StudentClaim
from tests.inbox import texts_to
from tests.pages import PageClient
from tests.roster.registration.registering import (
    PASSWORD,
    PHONE,
    fresh_pupil,
    password_of,
    prove_phone,
    send_off,
    student_details,
)
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


def test_it_sets_the_password_at_once_by_a_phone_the_school_recorded(world: World, visitor: PageClient) -> None:
    pupil = fresh_pupil(world)
    write_secrets([pupil.account_id], run=pupil.account_id, by=None, organization_id=None, now=timezone.now())
    send_off(visitor, "student", prove_phone(visitor, "student", pupil.phone), student_details(pupil))
    assert "密码设置好了" in visitor.open("/register/finished").text
    assert is_right_password(PASSWORD, password_of(pupil.account_id))
    assert FirstSecret.objects.of_account(pupil.account_id).get().voided_at is not None
    form = visitor.open("/login").form("/login")
    visitor.send(form, {"login": pupil.roll_number, "password": PASSWORD})
    run_pending()
    assert Notice.objects.of_account(pupil.account_id).filter(kind="roster.first_password_set").count() == 1
    told = Notice.objects.of_account(world.accounts["homeroom"]).filter(kind="roster.student_registered")
    assert told.count() == (1 if pupil.class_id == world.classes["school"][0] else 0)
    assert pupil.name not in str(told.values_list("values", flat=True))


@pytest.mark.parametrize("by", ["homeroom", "school_admin"])
def test_it_waits_for_the_school_with_any_other_phone(world: World, visitor: PageClient, by: str) -> None:
    pupil = fresh_pupil(world)
    send_off(visitor, "student", prove_phone(visitor, "student"), student_details(pupil))
    assert "等老师确认" in visitor.open("/register/finished").text
    assert password_of(pupil.account_id) == ""
    claim = StudentClaim.objects.of_account(pupil.account_id).get()
    run_pending()
    client = world.client(by)
    address = client.get("/school/900101/own-confirmations").headers["Location"] if by == "homeroom" else ""
    page = client.open(address or "/school/900101/confirmations")
    assert pupil.name in page.text
    form = page.form(address or "/school/900101/confirmations")
    client.send(form, {"row": f"student:{claim.id}", "decide": "approve"})
    claim.refresh_from_db()
    assert (claim.state, claim.password) == ("approved", "")
    assert is_right_password(PASSWORD, password_of(pupil.account_id))
    run_pending()
    assert "确认了学生注册" in texts_to(PHONE)[0]


def test_it_rejects_with_a_reason_and_keeps_no_password(world: World, visitor: PageClient) -> None:
    pupil = fresh_pupil(world)
    send_off(visitor, "student", prove_phone(visitor, "student"), student_details(pupil))
    claim = StudentClaim.objects.of_account(pupil.account_id).get()
    common: Any = {"actor": world.actor("homeroom"), "place": world.place("school").at_class(pupil.class_id)}
    with pytest.raises(Refused) as no_reason:
        decide_claims(claim_ids=[claim.id], approve=False, reason=" ", now=timezone.now(), **common)
    assert no_reason.value.id == "roster.confirm.no_reason"
    decide_claims(claim_ids=[claim.id], approve=False, reason="不是本人", now=timezone.now(), **common)
    claim.refresh_from_db()
    assert (claim.state, claim.password, claim.reason) == ("rejected", "", "不是本人")
    assert password_of(pupil.account_id) == ""
    with pytest.raises(Refused) as again:
        decide_claims(claim_ids=[claim.id], approve=True, reason="", now=timezone.now(), **common)
    assert again.value.id == "roster.confirm.decided"


def test_a_claim_is_over_when_the_pupil_has_a_password_meanwhile(world: World, visitor: PageClient) -> None:
    pupil = fresh_pupil(world)
    send_off(visitor, "student", prove_phone(visitor, "student"), student_details(pupil))
    Account.objects.of_account(pupil.account_id).update(password="!own")
    claim = StudentClaim.objects.of_account(pupil.account_id).get()
    decide_claims(
        actor=world.actor("school_admin"),
        place=world.place("school"),
        claim_ids=[claim.id],
        approve=True,
        reason="",
        now=timezone.now(),
    )
    claim.refresh_from_db()
    assert (claim.state, claim.password) == ("over", "")
    assert password_of(pupil.account_id) == "!own"


def test_a_pupil_with_a_password_is_led_to_recovery(world: World, visitor: PageClient) -> None:
    pupil = world.pupils["school"][1]
    page = prove_phone(visitor, "student", pupil.phone)
    answered = send_off(visitor, "student", page, student_details(pupil), status=409)
    assert "这个账号已经设置过密码" in answered.text
    assert "/recover" in answered.links()
    assert password_of(pupil.account_id) == "!"


def test_the_same_phone_asking_again_renews_the_one_claim(world: World) -> None:
    pupil = fresh_pupil(world)
    for _ in range(2):
        client = PageClient()
        StudentClaim.objects.of_account(pupil.account_id).update(password="old")
        page = _proved_later(client)
        send_off(client, "student", page, student_details(pupil))
    claim = StudentClaim.objects.of_account(pupil.account_id).get()
    assert is_right_password(PASSWORD, claim.password)


def _proved_later(client: PageClient) -> Any:
    from jiaoyun.plumbing.models import ThrottleCount

    ThrottleCount.objects.all().delete()
    return prove_phone(client, "student")


def test_a_guessed_password_is_refused_at_the_field_and_what_was_typed_stays(world: World, visitor: PageClient) -> None:
    pupil = fresh_pupil(world)
    page = prove_phone(visitor, "student", pupil.phone)
    for weak in ("12345678", pupil.roll_number[5:15], "kurz-7"):
        values = student_details(pupil, password=weak, again=weak)
        page = send_off(visitor, "student", page, values, status=422)
        assert pupil.name in page.response.content.decode()
        assert weak not in page.response.content.decode().replace(pupil.roll_number, "")
    assert password_of(pupil.account_id) == ""
    send_off(visitor, "student", page, student_details(pupil))


def test_a_graduate_is_nobody(world: World, visitor: PageClient) -> None:
    pupil = fresh_pupil(world)
    CurrentEnrolment.objects.of_account(pupil.account_id).update(state="graduated")
    page = prove_phone(visitor, "student", pupil.phone)
    answered = send_off(visitor, "student", page, student_details(pupil), status=422)
    assert "没有和学校的名册对上" in answered.text
