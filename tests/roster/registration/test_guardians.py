"""家长注册 and 我的孩子: bound by the recorded phone or by the school; several of each; cut at once (R0)."""

import re
from typing import Any
from uuid import UUID

import pytest
from django.http import Http404
from django.utils import timezone

from jiaoyun.accounts.models import Account, IdentifierKind, Identity, IdentityRequest
from jiaoyun.notices.models import Notice
from jiaoyun.plumbing.actor import Role
from jiaoyun.plumbing.jobs import run_pending
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.roster.commands.decide_registrations import decide_guardians
from jiaoyun.roster.commands.end_guardian import end_guardian
from tests.accounts.registration.registering import holder_of, phone_of
from tests.inbox import texts_to
from tests.pages import PageClient
from tests.roster.registration.registering import (
    NAME,
    PASSWORD,
    PHONE,
    guardian_details,
    password_of,
    prove_phone,
    send_off,
)
from tests.world import World

DETAILS = "/register/guardian/details"
pytestmark = pytest.mark.django_db(transaction=True)


def register(world: World, client: PageClient, phone: str = PHONE, index: int = 1, **other: Any) -> UUID:
    page = prove_phone(client, "guardian", phone)
    send_off(client, "guardian", page, guardian_details(world.pupils["school"][index], **other))
    return holder_of(IdentifierKind.PHONE, phone)


def guardians_of(child: UUID) -> list[tuple[UUID, str]]:
    rows = Identity.objects.everywhere("the test's own").filter(role=Role.GUARDIAN, child_id=child)
    return list(rows.exclude(state="ended").order_by("since").values_list("account_id", "state"))


def decide(world: World, by: str, *ids: UUID, approve: bool = True, class_id: UUID | None = None) -> Any:
    return decide_guardians(
        actor=world.actor(by),
        place=world.place("school").at_class(class_id),
        request_ids=list(ids),
        approve=approve,
        reason="与登记的不一致",
        now=timezone.now(),
    )


def test_it_binds_at_once_by_a_phone_the_school_recorded(world: World, visitor: PageClient) -> None:
    pupil = world.pupils["school"][1]
    before = password_of(pupil.account_id)
    mine = register(world, visitor, pupil.phone, account_name="huilan_ou")
    assert guardians_of(pupil.account_id) == [(mine, "active")]
    request = IdentityRequest.objects.of_account(mine).get()
    assert (request.state, request.decided_how, request.decided_by) == ("approved", "guardian_phone", None)
    assert password_of(pupil.account_id) == before
    run_pending()
    assert Notice.objects.of_account(pupil.account_id).filter(kind="roster.guardian_bound").exists()
    visitor.send(visitor.open("/login").form("/login"), {"login": "huilan_ou", "password": PASSWORD})
    assert pupil.name in visitor.open("/me/children").text


@pytest.mark.parametrize("by", ["homeroom", "school_admin"])
def test_the_school_confirms_any_other_phone(world: World, visitor: PageClient, by: str) -> None:
    pupil = world.pupils["school"][1]
    mine = register(world, visitor)
    assert guardians_of(pupil.account_id) == [(mine, "pending")]
    run_pending()
    assert Notice.objects.of_account(world.accounts["homeroom"]).filter(kind="roster.confirmation_asked").exists()
    client = world.client(by)
    desktop = client.open("/desktop")
    assert "家长与学生确认" in desktop.text
    here = (
        f"/school/900101/classes/{pupil.class_id}/confirmations" if by == "homeroom" else "/school/900101/confirmations"
    )
    page = client.open(here)
    assert NAME in page.text
    request = IdentityRequest.objects.of_account(mine).get()
    client.send(page.form(here), {"row": f"guardian:{request.id}", "decide": "approve"})
    assert guardians_of(pupil.account_id) == [(mine, "active")]
    run_pending()
    assert "确认了您和孩子的绑定" in texts_to(PHONE)[0]


def test_two_reviewers_decide_once(world: World, visitor: PageClient) -> None:
    mine = register(world, visitor)
    request = IdentityRequest.objects.of_account(mine).get()
    decide(world, "homeroom", request.id, class_id=world.pupils["school"][1].class_id)
    with pytest.raises(Refused) as second:
        decide(world, "school_admin", request.id, approve=False)
    assert second.value.id == "roster.confirm.decided"
    request.refresh_from_db()
    assert (request.state, request.decided_how) == ("approved", "homeroom")


def test_a_homeroom_teacher_may_not_decide_for_other_classes(world: World, visitor: PageClient) -> None:
    other = world.pupils["school"][2]
    mine = register(world, visitor, index=2)
    request = IdentityRequest.objects.of_account(mine).get()
    for class_id in (None, other.class_id, world.pupils["school"][0].class_id):
        with pytest.raises((Refused, Http404)):
            decide(world, "homeroom", request.id, class_id=class_id)
    assert guardians_of(other.account_id) == [(mine, "pending")]


@pytest.mark.parametrize("by", ["teacher", "guardian", "county_admin", "neighbour_admin", "student", "support"])
def test_others_may_not_decide(world: World, visitor: PageClient, by: str) -> None:
    mine = register(world, visitor)
    with pytest.raises((Refused, Http404)):
        decide(world, by, IdentityRequest.objects.of_account(mine).get().id)


def test_several_guardians_and_several_children(world: World, visitor: PageClient) -> None:
    first, second = world.pupils["school"][1], world.pupils["neighbour"][1]
    mine = register(world, visitor, first.phone)
    other = register(world, PageClient(), PHONE)
    assert guardians_of(first.account_id) == [(mine, "active"), (other, "pending")]
    visitor.send(visitor.open("/login").form("/login"), {"login": first.phone, "password": PASSWORD})
    page = visitor.open("/me/children/add")
    child = {"child_name": second.name, "number": second.document, "relation": "52"}
    visitor.send(page.form("/me/children/add"), child)
    assert guardians_of(second.account_id) == [(mine, "pending")]
    again = visitor.send(visitor.open("/me/children/add").form("/me/children/add"), child, status=409)
    assert "这个孩子已经添加过了" in again.text


def test_a_teacher_adds_a_child_and_the_bound_phone_confirms(world: World) -> None:
    from jiaoyun.accounts.binding import bind
    from jiaoyun.accounts.models import Identifier

    pupil, teacher = world.pupils["school"][1], world.accounts["teacher"]
    Identifier.objects.of_account(teacher).filter(kind="phone").update(released_at=world.now)
    bind(teacher, IdentifierKind.PHONE, pupil.phone, now=world.now)
    client = world.client("teacher")
    page = client.open("/me/children/add")
    values = {"child_name": pupil.name, "number": pupil.document, "relation": "51"}
    client.send(page.form("/me/children/add"), values)
    assert guardians_of(pupil.account_id) == [(teacher, "active")]


def test_leaving_the_last_child_ends_the_guardian_at_once(world: World) -> None:
    client, child = world.client("guardian"), world.pupils["school"][0].account_id
    page = client.open("/me/children")
    [leave] = [link for link in page.links() if link.endswith("/leave")]
    client.send(client.open(leave).form(leave))
    assert guardians_of(child) == []
    assert "还没有绑定孩子" in client.open("/me/children").text
    assert client.get(f"/me/children/{child}/consents").status_code == 404
    assert world.client("teacher").get(leave).status_code == 404


def test_the_school_ends_a_bond_with_a_reason(world: World) -> None:
    child, identity = world.pupils["school"][0].account_id, world.identities["guardian"]
    client, here = world.client("homeroom"), f"/school/900101/students/{child}/guardians"
    page = client.open(here)
    assert "雀家长" in page.text
    client.send(page.form(here), {"identity": str(identity), "reason": ""}, status=422)
    nobody = client.send(page.form(here), {"reason": "监护关系变更"}, status=422)
    assert "请先选要解除绑定的家长" in nobody.text
    assert len(guardians_of(child)) == 1
    client.send(page.form(here), {"identity": str(identity), "reason": "监护关系变更"})
    assert guardians_of(child) == []
    run_pending()
    assert Notice.objects.of_account(world.accounts["guardian"]).filter(kind="roster.guardian_ended").exists()
    with pytest.raises((Refused, Http404)):
        end_guardian(
            actor=world.actor("neighbour_admin"),
            place=world.place("school"),
            child_id=child,
            identity_id=identity,
            reason="x",
            now=timezone.now(),
        )


def test_a_taken_phone_leads_to_the_account_there_is(world: World, visitor: PageClient) -> None:
    page = prove_phone(visitor, "guardian", phone_of(world, "teacher"))
    values = guardian_details(world.pupils["school"][1])
    answered = send_off(visitor, "guardian", page, values, status=409)
    assert "手机号已注册" in answered.text
    assert "/me/children" in answered.links()


def test_a_taken_account_name_is_said_at_the_field(world: World, visitor: PageClient) -> None:
    pupil, before = world.pupils["school"][1], Account.objects.everywhere("count").count()
    page = prove_phone(visitor, "guardian", pupil.phone)
    values = guardian_details(pupil, account_name="q_teacher")
    answered = send_off(visitor, "guardian", page, values, status=409)
    assert "「账号已注册」" in answered.text
    free = re.findall(r'name="use_name" value="([^"]+)"', answered.response.content.decode())
    assert free
    chosen = visitor.send(answered.form(DETAILS), {**values, "use_name": free[0]}, status=200)
    assert f'value="{free[0]}"' in chosen.response.content.decode()
    assert Account.objects.everywhere("count").count() == before


def test_a_password_of_the_childs_birthday_or_school_is_refused_after_the_match(
    world: World, visitor: PageClient
) -> None:
    pupil, before = world.pupils["school"][1], Account.objects.everywhere("count").count()
    page = prove_phone(visitor, "guardian", pupil.phone)
    for weak in (f"wo-{pupil.document[6:14]}-ai", "雀林第一小学-wo"):
        page = send_off(visitor, "guardian", page, guardian_details(pupil, password=weak, again=weak), status=422)
        assert "密码里有" in page.text
        assert NAME in page.response.content.decode()
    assert Account.objects.everywhere("count").count() == before
    send_off(visitor, "guardian", page, guardian_details(pupil))


@pytest.mark.parametrize("field", ["name", "child_name", "number", "relation", "password"])
def test_a_missing_or_bad_field_writes_nothing_and_keeps_the_rest(
    world: World, visitor: PageClient, field: str
) -> None:
    before = Account.objects.everywhere("count").count()
    page = prove_phone(visitor, "guardian")
    bad = {"name": "<b>1", "child_name": "=1+1", "number": "@@", "relation": "00", "password": "12345678"}
    for value in ("", bad[field]):
        values = guardian_details(world.pupils["school"][1], **{field: value})
        page = send_off(visitor, "guardian", page, values, status=422)
        assert "有几处需要改一下" in page.text or "需要改" in page.text
    assert Account.objects.everywhere("count").count() == before
