"""One pupil: hints, the look at full numbers, the first login, the history."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.urls import reverse
from django.utils import timezone

from jiaoyun.accounts.models import FirstSecret
from jiaoyun.plumbing.models import AuditEvent
from jiaoyun.roster.commands.print_slips import print_slips
from jiaoyun.roster.models import CurrentEnrolment, Decision, Enrolment, RowClass
from tests.pages import Page
from tests.roster.importing import Import, import_sheet, new_pupil, sheet
from tests.world import World

pytestmark = pytest.mark.django_db


def _address(account_id: UUID, name: str = "student_show", school_id: int = 900101) -> str:
    return reverse(f"roster:{name}", kwargs={"school_id": school_id, "account_id": account_id})


def _open(world: World, account_id: UUID) -> Page:
    return world.client("school_admin").open(_address(account_id))


def _imported(world: World) -> tuple[Import, UUID]:
    done = import_sheet(world, sheet([new_pupil(1, "新来的", phone="13800001111")]))
    done.apply()
    [row] = done.rows().values()
    assert row.account_id is not None
    return done, row.account_id


def test_it_shows_hints_and_no_number(world: World) -> None:
    pupil = world.pupils["school"][0]
    page = _open(world, pupil.account_id)
    assert page.title == pupil.name
    assert pupil.document[-4:] in page.text
    assert not any(value in page.html.text for value in (pupil.document, pupil.roll_number, pupil.phone))


def test_it_shows_full_numbers_once_and_records_the_look(world: World) -> None:
    pupil = world.pupils["school"][0]
    page = _open(world, pupil.account_id)
    shown = world.client("school_admin").send(page.form(_address(pupil.account_id, "student_numbers")), status=200)
    plain = shown.text.replace(" ", "")
    assert all(value in plain for value in (pupil.document, pupil.roll_number, pupil.phone))
    assert shown.response.headers["Cache-Control"] == "no-store"
    event = AuditEvent.objects.get(action="roster.number_revealed")
    assert event.details["account_id"] == str(pupil.account_id)
    assert sorted(event.details["kinds"]) == ["contact-phone", "document", "name", "roll"]
    assert pupil.document not in str(event.details)
    assert pupil.document not in _open(world, pupil.account_id).text.replace(" ", "")


def test_it_says_where_the_first_login_stands(world: World) -> None:
    done, account_id = _imported(world)
    assert "还没有登录条" in _open(world, account_id).text
    print_slips(actor=done.actor, now=timezone.now(), school_id=900101, pupils=[account_id])
    assert "首次登录条已发" in _open(world, account_id).text
    FirstSecret.objects.of_account(account_id).update(expires_at=timezone.now() - timedelta(days=1))
    assert "首次登录条已过期" in _open(world, account_id).text
    assert "设置了自己的密码" in _open(world, world.pupils["school"][0].account_id).text


def test_it_tells_the_history_as_sentences(world: World) -> None:
    _, account_id = _imported(world)
    assert "由「花名册.csv」导入，进入一（1）班 雀校管" in _open(world, account_id).text
    row = [*new_pupil(1, "新来的")[:3], "二（1）班", "", "", "", ""]
    moving = import_sheet(world, sheet([row], name="调班.csv"))
    moving.settle(RowClass.OTHER_CLASS, Decision.MOVE)
    moving.apply()
    page = _open(world, account_id)
    assert "由「花名册.csv」导入，进入一（1）班" in page.text
    assert "由「调班.csv」从一（1）班调到二（1）班" in page.text
    moving.undo()
    page = _open(world, account_id)
    assert "撤销「调班.csv」的导入，回到一（1）班" in page.text
    assert page.queries == 6


def test_it_tells_of_a_pupil_who_came_from_elsewhere_only_what_happened_here(world: World) -> None:
    pupil = world.pupils["neighbour"][0]
    CurrentEnrolment.objects.of_account(pupil.account_id).update(state="graduated")
    Enrolment.objects.of_account(pupil.account_id).update(state="graduated", closed_at=world.now)
    came = import_sheet(world, sheet([[pupil.name, pupil.document, "", "一（1）班", "", "", "", ""]]))
    came.settle(RowClass.ELSEWHERE_GONE, Decision.MOVE)
    came.apply()
    page = _open(world, pupil.account_id)
    assert page.text.count("「花名册.csv」") == 1
    assert world.place("neighbour").name not in page.text
    world.client("neighbour_admin").open(_address(pupil.account_id, school_id=900102), status=404)


@pytest.mark.parametrize("name", ["student_show", "student_numbers"])
@pytest.mark.parametrize("role", ["homeroom", "neighbour_admin", "county_admin", "student", "support"])
def test_whoever_is_no_administrator_of_the_school_may_not_open_a_pupil(world: World, role: str, name: str) -> None:
    pupil, client = world.pupils["school"][1], world.client(role)
    client.handler.enforce_csrf_checks = False
    address = _address(pupil.account_id, name)
    answer = client.get(address) if name == "student_show" else client.post(address)
    assert answer.status_code in (403, 404)
    assert pupil.name not in answer.content.decode()
    assert not AuditEvent.objects.filter(action="roster.number_revealed").exists()


def test_an_administrator_may_not_open_another_schools_pupil_through_the_own_school(world: World) -> None:
    stranger, client = world.pupils["neighbour"][0], world.client("school_admin")
    client.open(_address(stranger.account_id), status=404)
    client.handler.enforce_csrf_checks = False
    assert client.post(_address(stranger.account_id, "student_numbers")).status_code == 404
