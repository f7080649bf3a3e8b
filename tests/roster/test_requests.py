"""学校求助: what a region sees of the rows that its schools set aside."""

import pytest
from django.urls import reverse
from django.utils import timezone

from jiaoyun.roster.commands.request_help import request_help
from jiaoyun.roster.models import RosterRequest, RowClass
from jiaoyun.roster.students.requests import REQUESTS_A_PAGE
from tests.roster.importing import Import, import_sheet, sheet
from tests.world import World

pytestmark = pytest.mark.django_db


def _address(world: World, place: str = "county", query: str = "") -> str:
    return reverse("roster:request_list", kwargs={"organization_id": world.place(place).organization_id}) + query


def ask_county(world: World, note: str = "请帮忙协调") -> Import:
    """The school imports two pupils of its neighbour and asks the county about the one who is 在读 there."""
    rows = [[pupil.name, pupil.document, "", "一（1）班", "", "", "", ""] for pupil in world.pupils["neighbour"][:2]]
    rows[1][0] = "别的名字"
    done = import_sheet(world, sheet(rows))
    for row_class in (RowClass.ELSEWHERE_ENROLLED, RowClass.ELSEWHERE_NAME):
        request_help(actor=done.actor, now=timezone.now(), batch_id=done.batch.pk, row_class=row_class, note=note)
    return done


def test_it_shows_the_region_who_asks_about_what_without_names_and_numbers(world: World) -> None:
    ask_county(world)
    for role, place in (("county_admin", "county"), ("city_admin", "city"), ("province_admin", "province")):
        page = world.client(role).open(_address(world, place))
        pupil = world.pupils["neighbour"][0]
        assert world.place("school").name in page.text
        assert "请帮忙协调" in page.text
        assert "外校在读学生" in page.text
        assert pupil.document[-4:] in page.text
        assert f"{world.place('neighbour').name}，在读" in page.text
        seen = page.response.content.decode()
        assert not any(value in seen for value in world.canaries("neighbour"))
        assert "别的名字" not in seen
        assert "一（1）班" not in page.text


def test_it_filters_by_kind_state_and_school(world: World) -> None:
    done = ask_county(world)
    client = world.client("county_admin")
    text = client.open(_address(world, query="?class=elsewhere_name")).text
    assert "外校学校但姓名未匹配 ，1 行" in text
    assert "外校在读学生 ，1 行" not in text
    assert "没有符合条件的求助" in client.open(_address(world, query="?school=第九小学")).text
    assert "外校在读学生 ，1 行" in client.open(_address(world, query="?school=第一小学")).text
    RosterRequest.objects.within(done.place).update(state="withdrawn")
    assert "现在没有学校求助" in client.open(_address(world)).text
    assert "已收回" in client.open(_address(world, query="?state=withdrawn")).text


def test_it_shows_all_rows_of_one_request(world: World) -> None:
    done = ask_county(world)
    request = RosterRequest.objects.within(done.place).get(row_class=RowClass.ELSEWHERE_ENROLLED)
    address = reverse("roster:request_show", kwargs={"organization_id": 900011, "request_id": request.pk})
    page = world.client("county_admin").open(address)
    assert page.title == f"{world.place('school').name}的求助"
    assert "共 1 行" in page.text
    elsewhere = reverse("roster:request_show", kwargs={"organization_id": 900012, "request_id": request.pk})
    world.client("other_county_admin").open(elsewhere, status=404)


def test_it_pages_by_key_with_the_same_queries(world: World) -> None:
    done = ask_county(world)
    first = RosterRequest.objects.within(done.place).get(row_class=RowClass.ELSEWHERE_ENROLLED)
    client, every = world.client("county_admin"), "?state="
    few = client.open(_address(world, query=every)).queries
    again = {"batch": first.batch, "row_class": first.row_class, "lines": first.lines, "state": "withdrawn"}
    for _ in range(REQUESTS_A_PAGE):
        RosterRequest.objects.create(
            school_id=first.school_id, county_id=first.county_id, by=first.by, at=first.at, **again
        )
    page = client.open(_address(world, query=every))
    assert page.queries == few
    assert page.text.count("请帮忙协调") == 0
    [older] = [link for link in page.links() if "before=" in link]
    assert client.open(_address(world) + older).text.count("请帮忙协调") == 2


@pytest.mark.parametrize(
    "role", ["school_admin", "neighbour_admin", "other_county_admin", "homeroom", "support", "student"]
)
def test_whoever_does_not_look_after_the_region_may_not_see_requests(world: World, role: str) -> None:
    ask_county(world)
    answer = world.client(role).get(_address(world))
    assert answer.status_code in (403, 404)
    assert "请帮忙协调" not in answer.content.decode()
