"""家长注册 where the phone is taken (R4), and a request that waits: reminded, corrected (R0)."""

from typing import Any
from uuid import UUID

import pytest

from jiaoyun.accounts.binding import bind
from jiaoyun.accounts.models import IdentifierKind, Identity, IdentityRequest
from jiaoyun.notices.models import Notice
from jiaoyun.plumbing.carried import carried
from jiaoyun.plumbing.jobs import run_pending
from tests.accounts.registration.registering import holder_of, phone_of
from tests.pages import Page, PageClient
from tests.roster.registration.registering import NAME, PASSWORD, PHONE, guardian_details, prove_phone, send_off
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)
DETAILS = "/register/guardian/details"
ADD = "/me/children/add"


def waiting(world: World, client: PageClient) -> UUID:
    """Register with a phone that the school did not record, and log in."""
    page = prove_phone(client, "guardian")
    send_off(client, "guardian", page, guardian_details(world.pupils["school"][1]))
    client.send(client.open("/login").form("/login"), {"login": PHONE, "password": PASSWORD})
    return holder_of(IdentifierKind.PHONE, PHONE)


def on_the_child(world: World, client: PageClient) -> tuple[UUID, Page]:
    """The parent's phone is bound to the child's own account; the card that says so."""
    pupil = world.pupils["school"][1]
    bind(pupil.account_id, IdentifierKind.PHONE, PHONE, now=world.now)
    page = prove_phone(client, "guardian")
    return pupil.account_id, send_off(client, "guardian", page, guardian_details(pupil), status=409)


def kept(client: PageClient, kind: str) -> dict[str, str]:
    request: Any = type("Asked", (), {"session": client.session})()
    return carried(request, kind)


def test_r4_the_phone_is_moved_from_the_childs_account_which_is_told(world: World, visitor: PageClient) -> None:
    child, page = on_the_child(world, visitor)
    assert "手机号已注册" in page.text
    assert "的学生账号上" in page.text
    assert world.pupils["school"][1].name not in page.text.replace("孩子", "")
    [move] = [form for form in page.html.forms if form.hidden.get("act") == "move_phone"]
    visitor.send(move)
    mine = holder_of(IdentifierKind.PHONE, PHONE)
    assert mine != child
    rows = Identity.objects.of_account(mine)
    assert (rows.get().child_id, rows.get().state) == (child, "pending")
    run_pending()
    assert Notice.objects.of_account(child).filter(kind="notices.phone_moved_at_registration").exists()


def test_r4_the_ticket_carries_the_guardians_own_name(world: World, visitor: PageClient) -> None:
    _, page = on_the_child(world, visitor)
    assert kept(visitor, "unbind_phone")["name"] == NAME
    assert any("refusal=roster.register.phone_movable" in link for link in page.links())


def test_r4_the_phone_of_somebody_who_works_here_is_never_moved(world: World, visitor: PageClient) -> None:
    phone = phone_of(world, "teacher")
    page = prove_phone(visitor, "guardian", phone)
    values = guardian_details(world.pupils["school"][1])
    page = send_off(visitor, "guardian", page, values, status=409)
    assert "雀**的教师账号上" in page.text
    assert not [form for form in page.html.forms if form.hidden.get("act")]
    visitor.send(page.form(DETAILS), {**values, "act": "move_phone"}, status=422)
    assert holder_of(IdentifierKind.PHONE, phone) == world.accounts["teacher"]


def test_who_waits_reminds_once_a_day_and_the_homeroom_teacher_is_told(world: World, visitor: PageClient) -> None:
    mine = waiting(world, visitor)
    run_pending()
    page = visitor.open("/applications")
    assert "班主任或学校管理员" in page.text
    [remind] = [form for form in page.html.forms if form.hidden.get("act") == "remind"]
    visitor.send(remind)
    assert IdentityRequest.objects.of_account(mine).get().reminded_at is not None
    run_pending()
    told = Notice.objects.of_account(world.accounts["homeroom"]).filter(kind="roster.confirmation_reminded")
    assert told.count() == 1
    assert not [form for form in visitor.open("/applications").html.forms if form.hidden.get("act") == "remind"]


def test_who_waits_corrects_by_filling_it_in_anew(world: World, visitor: PageClient) -> None:
    mine, pupil, other = waiting(world, visitor), world.pupils["school"][1], world.pupils["school"][2]
    [again] = [form for form in visitor.open("/applications").html.forms if form.hidden.get("correct")]
    visitor.send(again)
    assert IdentityRequest.objects.of_account(mine).get().state == "withdrawn"
    page = visitor.open(ADD)
    html = page.response.content.decode()
    assert f'value="{pupil.name}"' in html
    assert pupil.roll_number not in html
    visitor.send(page.form(ADD), {"child_name": other.name, "number": other.roll_number, "relation": "51"})
    asked = IdentityRequest.objects.of_account(mine).get(state="pending")
    assert (asked.child_id, asked.relation) == (other.account_id, "51")


def test_nobody_may_fill_in_anew_what_somebody_else_asked(world: World, visitor: PageClient) -> None:
    mine = waiting(world, visitor)
    request = IdentityRequest.objects.of_account(mine).get()
    stranger = world.client("guardian")
    stranger.send(stranger.open(ADD).form(ADD), {"correct": str(request.id)}, status=404)
    request.refresh_from_db()
    assert request.state == "pending"
