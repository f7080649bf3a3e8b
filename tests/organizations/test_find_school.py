"""Finding a school by name, pinyin, initials and down the tree; the picker keeps what was chosen."""

from types import SimpleNamespace
from typing import Any

import pytest

from jiaoyun.organizations.find_school import areas_of, find_schools, line_to, school_by_id, schools_of
from jiaoyun.organizations.find_school_form import is_step, read_picker
from jiaoyun.organizations.models import Organization, State
from jiaoyun.plumbing.carried import carried
from jiaoyun.rules.names import initials, pinyin
from tests.pages import PageClient
from tests.world import World

FIRST = "雀林县雀林第一小学"


@pytest.fixture
def sounding(world: World) -> World:
    """The world with the sounds that loading a province gives."""
    for row in Organization.objects.everywhere("the test's own tree"):
        row.name_pinyin, row.name_initials = pinyin(f"·{row.name}"), initials(f"·{row.name}")
        row.save()
    return world


@pytest.mark.parametrize(
    "typed",
    [
        "雀林第一",
        " 雀林第一小学 ",
        "雀林　第一",
        "quelindiyi",
        "qlxqldyxx",
        "QLDYXX",
        "雀林县第一小学",
        "dyxx 雀林县",
    ],
)
def test_it_finds_a_school_however_its_name_is_typed(sounding: World, typed: str) -> None:
    assert FIRST in [school.name for school in find_schools(typed)]


@pytest.mark.parametrize("typed", ["", "   ", "不存在的学校", "\x00", "%", "_", "' OR 1=1--", "雀" * 200, "🦉"])
def test_it_finds_nothing_for_what_is_no_school(sounding: World, typed: str) -> None:
    assert find_schools(typed) == []


def test_it_says_where_a_school_lies_and_whether_it_is_a_tenant(sounding: World) -> None:
    school_id = sounding.place("school").organization_id
    found = school_by_id(school_id)
    assert found is not None
    assert (found.name, found.region, found.is_open) == (FIRST, "雀东市教育局雀林县教育局", True)
    rows = Organization.objects.everywhere("the test's own school").filter(pk=school_id)
    rows.update(state=State.STOPPED)
    assert [school.is_open for school in find_schools("雀林第一")] == [False]
    rows.update(state=State.ABOLISHED)
    assert find_schools("雀林第一") == []
    assert school_by_id(school_id) is None


def test_it_leads_down_the_tree(sounding: World) -> None:
    city, county = sounding.place("city").organization_id, sounding.place("county").organization_id
    assert [area.name for area in areas_of(None)] == ["雀东市教育局", "雀西市教育局"]
    assert [area.name for area in areas_of(city)] == ["雀林县教育局", "雀溪县教育局"]
    assert [area.id for area in line_to(county)] == [city, county]
    assert [school.name for school in schools_of(county)] == ["雀林县雀林第二小学", FIRST]
    assert line_to(sounding.place("school").organization_id) == []


def test_it_costs_few_statements(sounding: World, django_assert_max_num_queries: object) -> None:
    with django_assert_max_num_queries(2):  # type: ignore[operator]
        find_schools("雀林")
    with django_assert_max_num_queries(5):  # type: ignore[operator]
        read_picker({"school_area": str(sounding.place("county").organization_id)})


def test_the_picker_keeps_the_choice_until_it_is_changed(sounding: World) -> None:
    school_id = str(sounding.place("school").organization_id)
    assert not is_step({"school": school_id})
    chosen = read_picker({"school": school_id}).chosen
    assert chosen is not None
    assert chosen.name == FIRST
    assert read_picker({"school": school_id, "school_step": "clear"}).chosen is None
    assert read_picker({"school": "987654321"}).chosen is None
    assert read_picker({"school": "１２"}).chosen is None
    assert read_picker({}, chosen=int(school_id)).chosen == chosen


def test_the_picker_works_by_its_buttons_alone(sounding: World, visitor: PageClient) -> None:
    county = sounding.place("county").organization_id
    page = visitor.open("/schools/find")
    assert "雀东市教育局" in page.text
    page = visitor.open(f"/schools/find?school_step=area:{county}")
    assert FIRST in page.text
    page = visitor.open("/schools/find?school_q=雀林第一&school_step=find")
    assert FIRST in page.text
    assert "雀溪县雀溪第一小学" not in page.text
    page = visitor.open(f"/schools/find?school={sounding.place('school').organization_id}")
    assert "换一所学校" in page.text
    page = visitor.open("/schools/find?school_q=没有这所&school_step=find")
    assert "没有找到" in page.text


def test_the_picker_alone_answers_a_fragment(sounding: World, visitor: PageClient) -> None:
    answer = visitor.get("/schools/find?school_q=雀林", headers={"HX-Request": "true"})
    text = answer.content.decode()
    assert "<html" not in text
    assert 'id="school-picker"' in text


def test_a_name_that_no_school_has_goes_into_the_ticket(sounding: World, visitor: PageClient) -> None:
    page = visitor.open("/schools/find?school_q=没有这所小学&school_step=find")
    assert "「用户所在学校不在平台的租户中」" in page.text
    request: Any = SimpleNamespace(session=visitor.session)
    assert carried(request, "school_missing") == {"school": "没有这所小学"}
    visitor.open("/schools/find?school_q=雀林&school_step=find")
    assert carried(request, "school_missing") == {"school": "没有这所小学"}
