"""Names and order of classes: from stage, entry year and school year, never from what is stored."""

import pytest
from django.utils import timezone

from jiaoyun.organizations.class_names import name_of
from jiaoyun.organizations.models import SchoolClass, Stage
from jiaoyun.organizations.queries import class_keys_of, class_names_of, classes_of, county_of, grade_groups
from jiaoyun.organizations.stages import specs_of, stages_for_type, stages_in_words
from tests.world import World

pytestmark = pytest.mark.django_db


def _add(world: World, stage: str, entry_year: int, number: int, state: str = "open") -> None:
    school_id = world.place("school").school_id
    SchoolClass.objects.create(
        school_id=school_id,
        stage=stage,
        entry_year=entry_year,
        number=number,
        state=state,
        created_at=timezone.now(),
    )


def test_it_moves_a_class_up_with_the_school_year(world: World) -> None:
    specs = specs_of(world.place("school"))
    names = [name_of("primary", 2026, 2, year, specs) for year in (2026, 2027, 2031)]
    assert names == ["一（2）班", "二（2）班", "六（2）班"]


def test_it_follows_a_five_four_system(world: World) -> None:
    place = world.place("school")
    Stage.objects.create(school_id=place.school_id, stage="junior", years=4, first_grade=6)
    assert name_of("junior", 2026, 1, 2026, specs_of(place)) == "六（1）班"


def test_it_names_a_class_whose_stage_was_taken_out(world: World) -> None:
    assert name_of("junior", 2026, 3, 2027, specs_of(world.place("school"))) == "八（3）班"


def test_it_lists_stages_from_the_youngest_and_numbers_in_their_order(world: World) -> None:
    place, year = world.place("school"), 2031
    Stage.objects.create(school_id=place.school_id, stage="junior", years=3, first_grade=7)
    SchoolClass.objects.within(place).update(entry_year=2026, state="closed")
    for stage, entry, number in (
        ("junior", 2031, 1),
        ("primary", 2029, 10),
        ("primary", 2029, 2),
        ("primary", 2031, 1),
    ):
        _add(world, stage, entry, number)
    listed = [row.name for row in classes_of(place, year)]
    assert listed == ["一（1）班", "三（2）班", "三（10）班", "七（1）班"]


def test_it_keeps_the_names_of_closed_and_graduated_classes_for_histories(world: World) -> None:
    place = world.place("school")
    _add(world, "primary", 2020, 1, "graduated")
    assert "小学2020级（1）班" in class_names_of(place, 2026).values()
    assert all(key[1] != 2020 for key in class_keys_of(place))


def test_it_shows_the_empty_grades_of_the_stages_too(world: World) -> None:
    place = world.place("school")
    specs = specs_of(place)
    entry_years = {row.entry_year for row in classes_of(place, 2026, specs=specs)}
    groups = grade_groups(classes_of(place, max(entry_years), specs=specs), specs, max(entry_years))
    assert [group.label for group in groups] == [f"{number}年级" for number in "一二三四五六"]
    assert [len(group.classes) for group in groups] == [1, 1, 0, 0, 0, 0]
    assert groups[0].numbers == "1"


def test_it_lists_one_class_only_at_the_place_of_a_class(world: World) -> None:
    own = world.classes["school"][0]
    assert [row.id for row in classes_of(world.place("school").at_class(own), 2026)] == [own]


def test_it_says_the_stages_in_words(world: World) -> None:
    specs = {spec.stage.value: spec for spec in stages_for_type("312")}
    assert stages_in_words(specs) == "小学六年、初中三年"
    assert stages_in_words({}) == "还没有设置"


def test_it_finds_the_county_that_keeps_the_stages(world: World) -> None:
    county = county_of(world.place("school"))
    assert county is not None
    assert county.name == world.place("county").name
