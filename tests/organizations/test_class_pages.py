"""The pages of classes, through the checking page client."""

import pytest

from jiaoyun.organizations.models import SchoolClass, Stage
from jiaoyun.rules.school_year import school_year
from tests.world import World

pytestmark = pytest.mark.django_db


def _list(world: World, school: str = "school") -> str:
    return f"/school/{world.place(school).organization_id}/classes"


def _class(world: World, index: int = 0) -> str:
    return f"{_list(world)}/{world.classes['school'][index]}"


def test_it_lists_the_classes_by_grade_with_the_pupils_in_them(world: World) -> None:
    page = world.client("school_admin").open(_list(world))
    assert page.title == "班级"
    assert all(grade in page.text for grade in ("一年级", "二年级", "六年级"))
    assert "一（1）班" in page.text
    assert "2 名" in page.text
    assert world.place("school").name in page.text
    assert not world.canaries("school") & set(page.text.split())


def test_it_adds_classes_through_the_form(world: World) -> None:
    client, year = world.client("school_admin"), school_year(world.now.date())
    form = client.open(f"{_list(world)}/add").form(f"{_list(world)}/add")
    answer = client.send(form, {"grade": f"primary-{year}", "numbers": "2-3"})
    assert answer.response.headers["Location"] == _list(world)
    assert "已新增 2 个班：一（2）班、一（3）班" in client.open(_list(world)).text


def test_it_keeps_what_was_typed_and_says_why_not(world: World) -> None:
    client, year = world.client("school_admin"), school_year(world.now.date())
    form = client.open(f"{_list(world)}/add").form(f"{_list(world)}/add")
    page = client.send(form, {"grade": f"primary-{year}", "numbers": "1"}, status=409)
    assert "这些班已经有了" in page.text
    assert 'value="1"' in page.response.content.decode()
    page = client.send(form, {"grade": "", "numbers": "很多"}, status=422)
    assert "请选择年级" in page.text
    assert "班号请填数字" in page.text


def test_it_says_where_a_school_without_stages_gets_them(world: World) -> None:
    Stage.objects.within(world.place("school")).delete()
    client = world.client("school_admin")
    assert "还没有设置学制" in client.open(f"{_list(world)}/add").text
    page = client.open(f"{_list(world)}/stages")
    assert page.title == "本校学制"
    assert world.place("county").name in page.text


def test_it_shows_one_class_and_closes_it_when_it_is_empty(world: World) -> None:
    client, place = world.client("school_admin"), world.place("school")
    assert "2 名" in client.open(_class(world)).text
    page = client.open(f"{_class(world)}/close")
    assert "现在不能撤销" in page.text
    assert not [form for form in page.html.forms if form.action.endswith("/close")]
    row = SchoolClass(school_id=place.school_id, stage="primary", entry_year=school_year(world.now.date()), number=7)
    row.created_at = world.now
    row.save()
    address = f"{_list(world)}/{row.pk}/close"
    answer = client.send(client.open(address).form(address))
    assert answer.response.headers["Location"] == _list(world)
    assert "已撤销一（7）班" in client.open(_list(world)).text
    assert "已经不在办" in client.open(address).text


def test_a_homeroom_teacher_sees_the_own_class_only(world: World) -> None:
    client = world.client("homeroom")
    page = client.open(_class(world))
    assert page.title.startswith("一（1）班")
    assert f"{_class(world)}/close" not in page.links()
    client.open(_class(world, 1), status=404)
    client.open(_list(world), status=403)


@pytest.mark.parametrize("role", ["neighbour_admin", "other_county_admin", "neighbour_teacher"])
@pytest.mark.parametrize("page", ["", "/add", "/stages", "/class"])
def test_outsiders_may_not_see_that_a_school_is_there(world: World, role: str, page: str) -> None:
    address = _class(world) if page == "/class" else f"{_list(world)}{page}"
    world.client(role).open(address, status=404)


@pytest.mark.parametrize("role", ["teacher", "student", "county_admin"])
def test_people_without_the_power_may_not_open_the_list(world: World, role: str) -> None:
    page = world.client(role).open(_list(world), status=403)
    assert "学校管理员" in page.text


def test_a_visitor_may_not_open_anything(world: World, visitor: object) -> None:
    answer = visitor.open(_list(world), status=302)  # type: ignore[attr-defined]
    assert answer.response.headers["Location"].startswith("/login?next=")
