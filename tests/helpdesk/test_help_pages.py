"""帮助 as readers have it: found, read, judged once; what nothing answered is kept without numbers."""

from typing import Any

import pytest
from django.utils import timezone

from jiaoyun.helpdesk.help_centre import misses
from jiaoyun.helpdesk.help_centre.library import built_in
from jiaoyun.helpdesk.help_centre.misses import note_miss, without_numbers
from jiaoyun.helpdesk.help_centre.tally import figures
from jiaoyun.helpdesk.models import HelpMiss, HelpTally
from tests.pages import PageClient
from tests.people import invent_person
from tests.world import World

pytestmark = pytest.mark.django_db


def kept() -> list[str]:
    rows = HelpMiss.objects.everywhere("the test's own questions")
    return list(rows.order_by("first_at", "id").values_list("text", flat=True))


def figures_of(key: str) -> tuple[int, int, int]:
    return figures(timezone.localdate()).get(key, (0, 0, 0))


@pytest.mark.parametrize("key", built_in())
def test_every_entry_opens_for_everybody(visitor: PageClient, key: str) -> None:
    page = visitor.open(f"/help/{key}")
    entry = built_in()[key]
    assert page.title == entry.question
    assert all(message in page.text for message in entry.messages)
    assert [link for link in page.links() if link.startswith("/help/")]


def test_the_help_page_holds_every_question_on_its_shelf(visitor: PageClient) -> None:
    links = visitor.open("/help").links()
    assert {f"/help/{key}" for key in built_in()} <= set(links)


def test_a_search_without_scripts_is_an_address_with_the_best_answer_first(visitor: PageClient) -> None:
    page = visitor.open("/help?q=账号异常，请联系管理员")
    assert next(link for link in page.links() if link.startswith("/help/")) == "/help/account-abnormal"
    assert "账号异常，请联系管理员" in page.response.content.decode()
    assert kept() == []


def test_what_is_not_found_is_told_and_kept_once_with_its_count(visitor: PageClient) -> None:
    for asked in ("食堂几点开饭", "食堂 几点开饭？", "食堂几点开饭"):
        assert "没有找到" in visitor.open(f"/help?q={asked}").text
    row = HelpMiss.objects.everywhere("the test's own questions").get()
    assert (row.text, row.count) == ("食堂几点开饭", 3)


def test_asking_for_the_head_of_a_page_keeps_and_counts_nothing(visitor: PageClient) -> None:
    visitor.head("/help?q=食堂几点开饭")
    visitor.head("/help/tickets")
    assert kept() == []
    assert not HelpTally.objects.everywhere("the test's own figures").exists()


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("食堂 13800000000 开饭", "食堂 … 开饭"),
        ("食堂１３８００００００００开饭", "食堂…开饭"),
        ("食堂 138-0000-0000 开饭", "食堂 … 开饭"),
        ("食堂 138 0000 0000 开饭", "食堂 … 开饭"),
        ("食堂 ١٣٨٠٠٠٠٠٠٠٠ 开饭", "食堂 … 开饭"),
        ("食堂E12345678开饭", "食堂…开饭"),
        ("食堂zhang.san@example.com 开饭", "… 开饭"),
        ("我家电话幺三八零零零零", "我家电话…"),
        ("食堂\u202e几点\n开饭", "食堂 几点 开饭"),
        ("长" * 100, "长" * 60),
    ],
)
def test_what_is_kept_holds_no_number(typed: str, left: str) -> None:
    assert without_numbers(typed) == left


def test_no_number_of_a_person_stays(visitor: PageClient) -> None:
    person = invent_person(1)
    visitor.open(f"/help?q=食堂里{person.document}和{person.roll_number}几点开饭")
    assert kept() == ["食堂里…和…几点开饭"]


def test_one_network_cannot_fill_the_list(visitor: PageClient) -> None:
    now = timezone.now()
    done = [note_miss(f"食堂{'甲乙丙丁戊'[at % 5]}{'子丑寅卯辰'[at // 5]}", "net", now=now) for at in range(25)]
    assert done == [True] * misses._BY_NETWORK.limit + [False] * (25 - misses._BY_NETWORK.limit)
    assert note_miss("食堂在几楼", "another", now=now)


def test_reads_are_counted_once_a_network(visitor: PageClient) -> None:
    for _ in range(3):
        visitor.open("/help/tickets")
    visitor.get("/help/tickets", REMOTE_ADDR="10.1.2.3")
    assert figures_of("tickets") == (2, 0, 0)


def test_what_is_read_most_stands_first(visitor: PageClient) -> None:
    for last in range(3):
        visitor.get("/help/browsers", REMOTE_ADDR=f"10.1.2.{last}")
    first = [link for link in visitor.open("/").links() if link.startswith("/help/")]
    assert first[0] == "/help/browsers"


def test_a_reader_judges_an_entry_once(visitor: PageClient) -> None:
    form = visitor.open("/help/tickets").form("/help/tickets/useful")
    visitor.send(form, {"useful": "yes"})
    page = visitor.open("/help/tickets")
    assert "谢谢" in page.text
    assert not [one for one in page.html.forms if one.action.endswith("/useful")]
    visitor.send(form, {"useful": "no"})
    assert figures_of("tickets")[1:] == (1, 0)


def test_a_judgement_is_yes_or_no_of_an_entry_that_is_there(visitor: PageClient) -> None:
    form = visitor.open("/help/tickets").form("/help/tickets/useful")
    visitor.send(form, {"useful": "maybe"}, status=404)
    form.action = "/help/nothing/useful"
    visitor.send(form, {"useful": "yes"}, status=404)
    assert visitor.get("/help/nothing").status_code == 404


def test_one_network_cannot_decide_what_is_useful(visitor: PageClient, monkeypatch: Any) -> None:
    from jiaoyun.helpdesk.help_centre.views import entry

    monkeypatch.setattr(entry, "_RATINGS", entry.Budget("helpdesk.help_rating", 1, 3600))
    visitor.send(visitor.open("/help/tickets").form("/help/tickets/useful"), {"useful": "no"})
    form = visitor.open("/help/devices").form("/help/devices/useful")
    assert "评价得太多了" in visitor.send(form, {"useful": "no"}, status=429).text
    assert figures_of("devices")[1:] == (0, 0)


def test_old_menus_are_found_by_a_piece_or_by_sound(visitor: PageClient) -> None:
    for asked in ("转入审核", "zhuanrushenhe", "zrsh"):
        text = visitor.open(f"/help/moved?q={asked}").text
        assert "学校用户管理 → 教师 → 转入审核" in text
        assert "人人通" not in text
    assert "没有叫" in visitor.open("/help/moved?q=食堂").text


def test_a_refusal_leads_to_its_entry(visitor: PageClient, world: World) -> None:
    page = world.client("teacher").open(f"/school/{world.place('school').organization_id}/students", status=403)
    assert "这是怎么回事" in page.text
    assert "/help/identity-switch" in page.links()
