"""家长与学生确认: a refusal stands above the list with what was ticked and typed, and kinds are decided each alone."""

import pytest

from jiaoyun.accounts.models import IdentifierKind, IdentityRequest
from jiaoyun.roster.models import StudentClaim
from tests.accounts.registration.registering import holder_of
from tests.pages import PageClient
from tests.people import invent_phone
from tests.roster.registration.registering import (
    NAME,
    fresh_pupil,
    guardian_details,
    prove_phone,
    send_off,
    student_details,
)
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)
HERE = "/school/900101/confirmations"
OTHER = invent_phone(8531)


@pytest.fixture
def waiting(world: World) -> tuple[IdentityRequest, StudentClaim]:
    """A guardian's request and a pupil's claim, of two pupils of the own class."""
    pupil, client = fresh_pupil(world), PageClient()
    send_off(client, "student", prove_phone(client, "student"), student_details(pupil))
    client = PageClient()
    page = prove_phone(client, "guardian", OTHER)
    send_off(client, "guardian", page, guardian_details(world.pupils["school"][0]))
    request = IdentityRequest.objects.of_account(holder_of(IdentifierKind.PHONE, OTHER)).get()
    return request, StudentClaim.objects.of_account(pupil.account_id).get()


@pytest.mark.parametrize(("row", "said"), [(True, "不通过要写原因"), (False, "还没有勾选")])
def test_a_refusal_keeps_what_was_ticked_and_typed(
    world: World, waiting: tuple[IdentityRequest, StudentClaim], row: bool, said: str
) -> None:
    request, claim = waiting
    client, key = world.client("school_admin"), f"guardian:{request.id}"
    reason = "" if row else "请到学校说明"
    values = {"row": key if row else "", "decide": "reject", "reason": reason}
    page = client.send(client.open(HERE).form(HERE), values, status=422)
    html = page.response.content.decode()
    assert said in page.text
    assert NAME in page.text
    assert html.count(" checked") == int(row)
    assert f'value="{reason}"' in html
    assert {request.state, claim.state} == {"pending"}


def test_one_kind_that_is_gone_does_not_hold_up_the_other(
    world: World, waiting: tuple[IdentityRequest, StudentClaim]
) -> None:
    request, claim = waiting
    client = world.client("school_admin")
    form = client.open(HERE).form(HERE)
    IdentityRequest.objects.of_account(request.account_id).update(state="withdrawn")
    keys = [f"guardian:{request.id}", f"student:{claim.id}"]
    client.send(form, {"row": keys, "decide": "approve"})
    request.refresh_from_db()
    claim.refresh_from_db()
    assert (request.state, claim.state) == ("withdrawn", "approved")
    # One more: what was said leaves the session.
    text = client.open(HERE).text
    assert "1 份申请已通过" in text
    assert "另有 1 份已经有人处理或者撤回了" in text


def test_enter_in_the_reason_lets_nobody_pass(world: World, waiting: tuple[IdentityRequest, StudentClaim]) -> None:
    """A browser presses the first button of the form then."""
    html = world.client("school_admin").open(HERE).response.content.decode()
    list_form = html[html.index('x-data="tickAll"') :]
    assert list_form.index('value="reject"') < list_form.index('value="approve"')
