"""首次登录条: for whom, what stands on them, for how long they can be seen, and that they open the account."""

from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from jiaoyun.accounts.models import Account, FirstSecret
from jiaoyun.plumbing.models import AuditEvent
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.roster.commands.print_slips import print_slips
from jiaoyun.roster.models import CurrentEnrolment, Decision, Enrolment, RowClass
from tests.pages import Page
from tests.roster.importing import Import, import_sheet, new_pupil, sheet
from tests.world import World

pytestmark = pytest.mark.django_db
SCHOOL = 900101


def _url(name: str, **values: Any) -> str:
    return reverse(f"roster:{name}", kwargs={"school_id": SCHOOL, **values})


def _import(world: World) -> Import:
    """One pupil with 学籍号, one with an ID only, one without any number; one who was here before."""
    known, by_id = world.pupils["school"][0], new_pupil(2, "有证的")
    rows = [
        new_pupil(1, "有籍的"),
        [*by_id[:2], "", "二（1）班", *by_id[4:]],
        [known.name, known.document, "", "", "9", "", "", ""],
    ]
    done = import_sheet(world, sheet(rows))
    done.apply()
    return done


def _print(world: World, done: Import) -> tuple[str, Page]:
    """Through the page, as an administrator does it: the address of the slips, and the slips."""
    client, address = world.client("school_admin"), _url("slips", batch_id=done.batch.pk)
    shown = client.send(client.open(address).form(address)).response.headers["Location"]
    return shown, client.open(shown)


def _run(world: World, shown: str) -> UUID:
    return UUID(shown.rsplit("/", 1)[1])


def test_it_prints_for_the_accounts_that_the_import_made_and_nobody_else(world: World) -> None:
    done = _import(world)
    assert "可以打印 2 张" in world.client("school_admin").open(_url("slips", batch_id=done.batch.pk)).text
    _, page = _print(world, done)
    roll, by_id = new_pupil(1), new_pupil(2)
    assert "雀林县雀林第一小学 一（1）班" in page.text
    assert roll[2] in page.text
    assert by_id[1] not in page.text
    assert f"本人身份证件号（末四位 {by_id[1][-4:]}）" in page.text
    assert world.pupils["school"][0].name not in page.text
    assert page.text.index("有籍的") < page.text.index("有证的")
    assert FirstSecret.objects.within(done.place).count() == 2


def test_it_prints_the_platform_number_in_full(world: World) -> None:
    head = ("姓名", "身份证件号", "出生日期", "班级")
    done = import_sheet(world, sheet([["无证生", "", "2019-10-11", "一（1）班"]], head=head))
    done.apply()
    [row] = done.rows().values()
    _, page = _print(world, done)
    card = world.client("school_admin").open(_url("student_show", account_id=row.account_id))
    number = next(word for word in card.text.split() if word.startswith("T") and word[1:].isdigit())
    assert len(number) == 13
    assert number in page.text


def test_it_opens_the_account_with_what_stands_on_the_slip(world: World, visitor: Any) -> None:
    _, page = _print(world, _import(world))
    words = page.text.split()
    secret = words[words.index("首次密码") + 1]
    assert [len(part) for part in secret.split("-")] == [5, 5]
    login = visitor.open(reverse("accounts:login"))
    values = {"login": new_pupil(1)[2], "password": secret.lower()}
    answer = visitor.send(login.form(reverse("accounts:login")), values)
    assert answer.response.headers["Location"] == reverse("accounts:first_password")


def test_it_voids_the_slips_of_the_printing_before(world: World) -> None:
    done = _import(world)
    first, _ = _print(world, done)
    asked = world.client("school_admin").open(_url("slips", batch_id=done.batch.pk))
    assert "其中 2 名已经有一张没用过的登录条" in asked.text
    _print(world, done)
    assert "都已经用过" in world.client("school_admin").open(first).text
    assert FirstSecret.objects.within(done.place).filter(voided_at__isnull=True).count() == 2


def test_it_shows_the_slips_for_two_hours_to_the_one_who_printed_them(world: World) -> None:
    shown, _ = _print(world, _import(world))
    run, client = _run(world, shown), world.client("school_admin")
    file = client.get(_url("slip_sheet", run=run))
    rows = [[cell.value for cell in row] for row in openpyxl.load_workbook(BytesIO(file.content)).active.iter_rows()]
    assert [row[1] for row in rows] == ["姓名", "有籍的", "有证的"]
    assert AuditEvent.objects.filter(action="accounts.first_secrets_shown").count() == 2
    made = FirstSecret.objects.within(world.place("school")).filter(run=run)
    made.update(issued_at=timezone.now() - timedelta(hours=2, minutes=1))
    late = client.open(shown)
    assert "请重新打印" in late.text
    assert not late.html.ids.get("secret")
    assert "首次密码" not in late.text
    assert client.get(_url("slip_sheet", run=run)).status_code == 302
    made.update(issued_at=timezone.now(), issued_by=world.accounts["teacher"])
    client.open(shown, status=404)


def test_it_prints_for_the_ticked_pupils_of_the_list(world: World) -> None:
    done = _import(world)
    client, address = world.client("school_admin"), _url("student_slips")
    listed = client.open(_url("student_list"))
    chosen = [done.rows()[2].account_id, world.pupils["school"][0].account_id, world.pupils["neighbour"][0].account_id]
    asked = client.send(listed.form(address), {"row": [str(key) for key in chosen]}, status=200)
    assert "可以打印 1 张" in asked.text
    assert "另有 1 名不打印" in asked.text
    answer = client.send(asked.form(address), {"row": [str(key) for key in chosen]})
    page = client.open(answer.response.headers["Location"])
    assert "有籍的" in page.text
    assert "有证的" not in page.text
    everybody = client.send(listed.form(address), {"all": "1"}, status=200)
    assert "可以打印 2 张" in everybody.text


def test_it_leaves_out_whoever_has_a_password_or_left(world: World) -> None:
    done = _import(world)
    first, second = done.rows()[2].account_id, done.rows()[3].account_id
    Account.objects.of_account(first).update(password="!")
    CurrentEnrolment.objects.of_account(second).update(state="left")
    page = world.client("school_admin").open(_url("slips", batch_id=done.batch.pk))
    assert "没有需要首次登录条的学生" in page.text
    for values, refusal in (
        ({"batch_id": done.batch.pk}, "roster.slips.none"),
        ({"pupils": [first, second]}, "roster.students.no_slips"),
    ):
        with pytest.raises(Refused, match=refusal):
            print_slips(actor=done.actor, now=timezone.now(), school_id=SCHOOL, **values)


def test_a_school_may_not_print_for_a_pupil_who_came_from_elsewhere(world: World) -> None:
    pupil = world.pupils["neighbour"][0]
    CurrentEnrolment.objects.of_account(pupil.account_id).update(state="graduated")
    Enrolment.objects.of_account(pupil.account_id).update(state="graduated", closed_at=world.now)
    Account.objects.of_account(pupil.account_id).update(password="")
    came = import_sheet(world, sheet([[pupil.name, pupil.document, "", "一（1）班", "", "", "", ""]]))
    came.settle(RowClass.ELSEWHERE_GONE, Decision.MOVE)
    came.apply()
    with pytest.raises(Refused, match=r"roster\.students\.no_slips"):
        print_slips(actor=came.actor, now=timezone.now(), school_id=SCHOOL, pupils=[pupil.account_id])


def test_it_costs_the_same_statements_for_many_as_for_few(world: World, django_assert_num_queries: Any) -> None:
    done = import_sheet(world, sheet([new_pupil(serial) for serial in range(30)]))
    done.apply()
    _, many = _print(world, done)
    few = import_sheet(world, sheet([new_pupil(31)]))
    few.apply()
    _, one = _print(world, few)
    assert many.text.count("首次密码") == 30
    assert many.queries == one.queries


@pytest.mark.parametrize("role", ["homeroom", "neighbour_admin", "county_admin", "student"])
def test_whoever_is_no_administrator_of_the_school_may_not_print_or_see(world: World, role: str) -> None:
    done = _import(world)
    shown, _ = _print(world, done)
    client = world.client(role)
    client.handler.enforce_csrf_checks = False
    for address in (shown, f"{shown}/sheet", _url("slips", batch_id=done.batch.pk)):
        assert client.get(address).status_code in (403, 404)
    assert client.post(_url("slips", batch_id=done.batch.pk)).status_code in (403, 404)
    assert client.post(_url("student_slips"), {"all": "1", "step": "print"}).status_code in (403, 404)
    assert FirstSecret.objects.within(done.place).count() == 2
