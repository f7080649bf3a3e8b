"""我的申请: reminding, correcting, withdrawing; what climbs to the county (product.md R0, R2)."""

from datetime import date, timedelta

import time_machine
from django.utils import timezone

from jiaoyun.accounts.models import Account, Identity, IdentityRequest
from jiaoyun.plumbing.jobs import run_pending
from jiaoyun.rules.codes import Sex
from tests.accounts.registration.registering import document_of
from tests.accounts.requests.asking import applicant, bulk, key_of
from tests.pages import PageClient
from tests.people import invent_id, invent_name
from tests.world import PASSWORD, World

#: A page that shows a message saves the session as well.
AFTER = 12
OWN, CORRECT = "/applications", "/applications/correct"
AREA = "/area/900011/teacher-requests"


def logged_in(serial: int = 1) -> PageClient:
    client = PageClient()
    client.send(client.open("/login").form("/login"), {"login": f"new_{serial}", "password": PASSWORD})
    return client


def requests_of(request: IdentityRequest) -> list[IdentityRequest]:
    return list(IdentityRequest.objects.of_account(request.account_id).order_by("submitted_at"))


def test_it_reminds_once_a_day(world: World) -> None:
    request = applicant(world)
    client = logged_in()
    page = client.open(OWN)
    values = {"application": request.id, "act": "remind"}
    client.send(page.form(OWN), values)
    assert "remind" not in [form.hidden.get("act") for form in client.open(OWN, queries=AFTER).html.forms]
    assert "今天已经提醒过了" in client.send(page.form(OWN), {**values, "once": ""}, status=409).text
    run_pending()
    assert f"{invent_name(1)}提醒您审核教师申请" in world.client("school_admin").open("/desktop").text
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        client = logged_in()
        client.send(client.open(OWN).form(OWN), values)


def test_it_withdraws_and_then_the_school_sees_nothing(world: World) -> None:
    request = applicant(world)
    client = logged_in()
    client.send(client.open(OWN).form(OWN), {"application": request.id, "act": "withdraw"})
    assert requests_of(request)[0].state == "withdrawn"
    assert Identity.objects.of_account(request.account_id).get().state == "ended"
    assert invent_name(1) not in world.client("school_admin").open("/school/900101/teachers/review").text


def test_it_corrects_the_school_while_it_waits(world: World) -> None:
    request = applicant(world)
    client = logged_in()
    page = client.open(f"{CORRECT}?application={request.id}")
    person = {"name": invent_name(1), "document_kind": "1", "document": invent_id(date(1991, 4, 6), Sex.FEMALE, 1)}
    client.send(page.form(CORRECT), {**person, "school": "900102"})
    before, after = requests_of(request)
    assert (before.state, after.state, after.organization_id) == ("withdrawn", "pending", 900_102)
    assert after.follows_id == before.id


def test_it_corrects_name_and_id_while_no_identity_was_ever_active(world: World) -> None:
    request = applicant(world)
    client = logged_in()
    page = client.open(f"{CORRECT}?application={request.id}")
    values = {"name": "涂雨桐", "document_kind": "1", "document": invent_id(date(1992, 5, 7), Sex.MALE, 3)}
    client.send(page.form(CORRECT), {**values, "school": "900101"})
    account = Account.objects.of_account(request.account_id).get()
    assert (account.name, account.name_pinyin, account.birth_date) == ("涂雨桐", "tuyutong", date(1992, 5, 7))
    assert requests_of(request)[0].version == 2


def test_it_says_nothing_of_whose_id_it_is(world: World) -> None:
    request = applicant(world)
    client = logged_in()
    page = client.open(f"{CORRECT}?application={request.id}")
    values = {"name": invent_name(1), "document_kind": "1", "document": document_of(world, "teacher")}
    page = client.send(page.form(CORRECT), {**values, "school": "900101"}, status=409)
    assert "这些信息没有核对通过" in page.text
    assert document_of(world, "teacher") in page.response.content.decode()
    assert requests_of(request)[0].version == 1


def test_a_rejected_one_is_corrected_and_sent_again(world: World) -> None:
    request = applicant(world)
    review = "/school/900101/teachers/review"
    admin = world.client("school_admin")
    values = {"row": [key_of(request)], "act": "reject", "reason": "姓名写错了"}
    admin.send(bulk(admin.open(review)), values)
    client = logged_in()
    own = client.open(OWN)
    assert "姓名写错了" in own.text
    page = client.open(f"{CORRECT}?application={request.id}")
    person = {"name": "涂雨桐", "document_kind": "1", "document": invent_id(date(1991, 4, 6), Sex.FEMALE, 1)}
    client.send(page.form(CORRECT), {**person, "school": "900101"})
    assert [row.state for row in requests_of(request)] == ["rejected", "pending"]
    assert "涂雨桐" in admin.open(review, queries=AFTER).text


def test_a_teacher_may_not_change_the_own_name_this_way(world: World) -> None:
    client = world.client("teacher")
    page = client.open("/applications/new")
    client.send(page.form("/applications/new"), {"school": "900102"})
    page = client.open(CORRECT, queries=AFTER)
    assert "name" not in page.form(CORRECT).names
    client.send(page.form(CORRECT), {"name": "别的名字", "document": "x", "school": "900103"})
    assert Account.objects.of_account(world.accounts["teacher"]).get().name == "雀任课"


def test_nobody_may_touch_the_request_of_another(world: World) -> None:
    request = applicant(world)
    client = world.client("teacher")
    page = client.open(OWN)
    token = client.open("/applications/new").form("/applications/new").hidden["csrfmiddlewaretoken"]
    assert page.status == 200
    for act in ("remind", "withdraw"):
        values = {"application": request.id, "act": act, "csrfmiddlewaretoken": token}
        assert client.post(OWN, values).status_code == 404
    client.open(f"{CORRECT}?application={request.id}", status=404)
    assert requests_of(request)[0].state == "pending"


def test_the_same_identity_is_asked_for_once(world: World) -> None:
    client = world.client("teacher")
    page = client.open("/applications/new")
    answer = client.send(page.form("/applications/new"), {"school": "900101"}, status=409)
    assert "这个身份已经有了，或者正在审核" in answer.text


def test_a_school_without_administrator_is_shown_to_the_county(world: World) -> None:
    world.end_identity("school_admin")
    request = applicant(world)
    assert "雀林县教育局的区县管理员（这所学校还没有管理员）" in logged_in().open(OWN).text
    county = world.client("county_admin")
    assert "教师申请等您审核" in county.open("/desktop").text
    page = county.open(AREA)
    assert "雀林县雀林第一小学" in page.text
    county.send(bulk(page), {"one": key_of(request)})
    assert (requests_of(request)[0].state, requests_of(request)[0].decided_how) == ("approved", "county")


def test_the_county_may_not_decide_for_a_school_that_has_an_administrator(world: World) -> None:
    climbed, own = applicant(world, 1, school="neighbour"), applicant(world, 2)
    world.end_identity("neighbour_admin")
    county = world.client("county_admin")
    page = county.open(AREA)
    assert invent_name(2) not in page.text
    county.send(bulk(page), {"row": [key_of(climbed), key_of(own)], "act": "approve"})
    assert (requests_of(climbed)[0].state, requests_of(own)[0].state) == ("approved", "pending")
    assert county.send(bulk(page), {"one": key_of(own)}, status=409).status == 409
