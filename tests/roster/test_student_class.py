"""The pupils of one class, and the homeroom teacher's way there."""

from uuid import UUID

import pytest
from django.urls import reverse

from jiaoyun.roster.models import CurrentEnrolment
from jiaoyun.roster.students.occupants import pupils_by_class
from tests.world import World

pytestmark = pytest.mark.django_db


def _address(class_id: UUID, school_id: int = 900101) -> str:
    return reverse("roster:class_students", kwargs={"school_id": school_id, "class_id": class_id})


def test_it_shows_the_homeroom_teacher_the_own_class_and_only_that(world: World) -> None:
    own, other = world.classes["school"]
    page = world.client("homeroom").open(_address(own))
    first, second, *others = world.pupils["school"]
    assert page.title == "一（1）班的学生"
    assert first.name in page.text
    assert second.name in page.text
    assert not any(pupil.name in page.text for pupil in others)
    assert not any("/students/" in link for link in page.links())
    assert world.client("homeroom").get(_address(other)).status_code in (403, 404)


def test_it_shows_an_administrator_every_class_with_links(world: World) -> None:
    for class_id in world.classes["school"]:
        page = world.client("school_admin").open(_address(class_id))
        assert sum("/students/" in link for link in page.links()) == 2


def test_it_searches_in_the_class_only(world: World) -> None:
    own, second = world.classes["school"]
    name = world.pupils["school"][0].name
    assert "共 1 名学生" in world.client("homeroom").open(f"{_address(own)}?q={name}").text
    assert "没有符合条件" in world.client("school_admin").open(f"{_address(second)}?q={name}").text
    assert "没有符合条件" in world.client("homeroom").open(f"{_address(own)}?class={second}").text


def test_it_finds_a_full_number_of_the_own_class_and_of_no_other(world: World) -> None:
    own, client = world.classes["school"][0], world.client("homeroom")
    for pupil, found in ((world.pupils["school"][0], True), (world.pupils["school"][2], False)):
        sent = client.send(client.open(_address(own)).form(_address(own)), {"q": pupil.document})
        address = sent.response.headers["Location"]
        assert pupil.document not in address
        assert (pupil.name in client.open(address).text) is found


def test_it_leads_the_homeroom_teacher_there_from_the_desktop(world: World) -> None:
    start = reverse("roster:own_class", kwargs={"school_id": 900101})
    assert start in world.client("homeroom").open("/desktop").links()
    assert world.client("homeroom").get(start).headers["Location"] == _address(world.classes["school"][0])
    assert start not in world.client("school_admin").open("/desktop").links()
    assert world.client("school_admin").get(start).status_code == 404


@pytest.mark.parametrize(
    "role", ["teacher", "student", "guardian", "neighbour_admin", "neighbour_teacher", "county_admin"]
)
def test_whoever_does_not_lead_the_class_may_not_see_it(world: World, role: str) -> None:
    answer = world.client(role).get(_address(world.classes["school"][0]))
    assert answer.status_code in (403, 404)
    assert world.pupils["school"][1].name not in answer.content.decode()


def test_it_counts_the_pupils_of_each_class(world: World) -> None:
    CurrentEnrolment.objects.of_account(world.pupils["school"][0].account_id).update(state="left")
    first, second = world.classes["school"]
    assert pupils_by_class(world.place("school")) == {first: 1, second: 2}
