"""转入审核: the school decides, one or many, each request once (product.md S2)."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from jiaoyun.accounts.models import Identity, IdentityRequest
from jiaoyun.plumbing.jobs import run_pending
from jiaoyun.plumbing.models import AuditEvent
from tests.accounts.requests.asking import applicant, bulk, key_of
from tests.inbox import texts_to
from tests.pages import PageClient
from tests.people import invent_name, invent_phone
from tests.world import PASSWORD, World

REVIEW = "/school/900101/teachers/review"
#: A page that shows a message saves the session as well.
AFTER = 12


def fresh(request: IdentityRequest) -> IdentityRequest:
    found: IdentityRequest = IdentityRequest.objects.of_account(request.account_id).get(id=request.id)
    return found


def test_it_lists_who_waits_with_masked_numbers(world: World) -> None:
    applicant(world, 1, days=3)
    page = world.client("school_admin").open(REVIEW)
    for words in (invent_name(1), "138****9001", "3 天", "待审核", "通过选中的", "退回选中的"):
        assert words in page.text
    assert invent_phone(9001) not in page.text
    assert invent_name(1) not in world.client("neighbour_admin").open(REVIEW.replace("101", "102")).text


def test_it_lets_the_teacher_in_at_once_and_tells_by_sms(world: World, visitor: PageClient) -> None:
    request, client = applicant(world, 1), world.client("school_admin")
    page = client.open(REVIEW)
    client.send(bulk(page), {"one": key_of(request)})
    assert (fresh(request).state, fresh(request).decided_how) == ("approved", "school")
    identity = Identity.objects.of_account(request.account_id).get()
    assert (identity.state, identity.granted_by) == ("active", world.accounts["school_admin"])
    run_pending()
    assert "已审核通过" in texts_to(invent_phone(9001))[0]
    visitor.send(visitor.open("/login").form("/login"), {"login": "new_1", "password": PASSWORD})
    assert "教师" in visitor.open("/desktop").text
    assert invent_name(1) in client.open("/school/900101/teachers", queries=AFTER).text


def test_it_lets_somebody_in_who_has_waited_logged_in(world: World, visitor: PageClient) -> None:
    request = applicant(world, 1)
    visitor.send(visitor.open("/login").form("/login"), {"login": "new_1", "password": PASSWORD})
    visitor.open("/desktop", status=302)
    client = world.client("school_admin")
    client.send(bulk(client.open(REVIEW)), {"one": key_of(request)})
    visitor.open("/desktop")


def test_it_decides_many_and_records_each(world: World) -> None:
    requests, client = [applicant(world, serial) for serial in range(1, 6)], world.client("school_admin")
    page = client.open(REVIEW)
    keys = [key_of(request) for request in requests[:4]]
    client.send(bulk(page), {"row": keys, "act": "reject", "reason": "不是本校的老师"})
    assert {fresh(request).state for request in requests[:4]} == {"rejected"}
    assert {fresh(request).reason for request in requests[:4]} == {"不是本校的老师"}
    assert fresh(requests[4]).state == "pending"
    event = AuditEvent.objects.get(action="accounts.requests_decided")
    assert sorted(event.details["request_ids"]) == sorted(str(request.id) for request in requests[:4])
    run_pending()
    assert all("没有通过" in texts_to(invent_phone(9000 + serial))[0] for serial in range(1, 5))
    assert texts_to(invent_phone(9005)) == []


def test_it_asks_for_the_reason_and_keeps_the_ticks(world: World) -> None:
    request, client = applicant(world, 1), world.client("school_admin")
    page = client.open(REVIEW)
    page = client.send(bulk(page), {"row": [key_of(request)], "act": "reject", "reason": " "}, status=422)
    assert "不通过要写原因" in page.text
    assert "checked" in page.response.content.decode()
    assert fresh(request).state == "pending"
    assert "还没有选申请" in client.send(bulk(page), {"act": "approve"}, status=422).text


def test_the_second_reviewer_is_told_who_decided(world: World) -> None:
    request, first = applicant(world, 1), world.client("school_admin")
    seen = first.open(REVIEW)
    first.send(bulk(first.open(REVIEW)), {"one": key_of(request)})
    late = first.send(bulk(seen), {"row": [key_of(request)], "act": "reject", "reason": "晚了"}, status=409)
    assert "已经有人处理过了" in late.text
    assert "雀校管" in late.text
    assert fresh(request).state == "approved"


def test_it_does_not_decide_what_changed_since_it_was_seen(world: World) -> None:
    request, client = applicant(world, 1), world.client("school_admin")
    page = client.open(REVIEW)
    IdentityRequest.objects.of_account(request.account_id).update(version=2)
    assert "申请人刚刚改过申请" in client.send(bulk(page), {"one": key_of(request)}, status=409).text
    assert fresh(request).state == "pending"


def test_a_neighbour_may_not_decide(world: World) -> None:
    request, client = applicant(world, 1), world.client("neighbour_admin")
    page = client.open("/school/900102/teachers/review")
    token = page.response.content.decode().split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    values = {"one": key_of(request), "csrfmiddlewaretoken": token}
    assert client.post(REVIEW, values).status_code == 404
    assert client.post("/school/900102/teachers/review", values).status_code == 409
    assert fresh(request).state == "pending"


def test_it_finds_by_name_pinyin_last_four_and_state(world: World) -> None:
    done, waits = applicant(world, 1), applicant(world, 2)
    client = world.client("school_admin")
    client.send(bulk(client.open(REVIEW)), {"one": key_of(done)})
    for query in ("q=" + invent_name(2)[0], "q=9002", "q=chen" if invent_name(2)[0] == "陈" else "q=" + invent_name(2)):
        text = client.open(f"{REVIEW}?{query}", queries=AFTER).text
        assert invent_name(2) in text
        assert invent_name(1) not in text
    assert invent_name(1) in client.open(f"{REVIEW}?state=approved").text
    assert "没有符合条件的申请" in client.open(f"{REVIEW}?q=没有这个人").text
    assert waits.state == "pending"


def test_its_statements_do_not_grow_with_the_requests(world: World) -> None:
    client, counts = world.client("school_admin"), []
    for rows in (1, 60):
        for serial in range(100 * rows, 100 * rows + rows):
            applicant(world, serial % 480)
        with CaptureQueriesContext(connection) as captured:
            client.open(REVIEW)
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_the_menu_shows_how_many_wait(world: World) -> None:
    for serial in (1, 2):
        applicant(world, serial)
    for page in ("/school/900101/teachers", "/school/900101/students", "/school/900101/classes"):
        text = world.client("school_admin").open(page).text
        assert ("转入审核2 件待办" in text) is page.endswith("teachers")
        assert text.index("转入审核") < text.index("学生名单") < text.index("班级")
