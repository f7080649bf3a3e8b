"""The places of addresses."""

from uuid import uuid4

import pytest
from django.http import Http404

from jiaoyun.organizations.places import class_place, region_place, school_place
from jiaoyun.organizations.queries import county_of
from tests.world import World

pytestmark = pytest.mark.django_db


def test_it_finds_schools_regions_and_classes_with_one_query(world: World, django_assert_num_queries: object) -> None:
    school, county = world.place("school"), world.place("county")
    class_id = world.classes["school"][0]
    for find, wanted in (
        (lambda: school_place(school.organization_id), school),
        (lambda: region_place(county.organization_id), county),
        (lambda: class_place(school.organization_id, class_id), school.at_class(class_id)),
    ):
        with django_assert_num_queries(1):  # type: ignore[operator]
            assert find() == wanted


def test_it_knows_no_school_that_is_a_region_and_no_class_of_another_school(world: World) -> None:
    school, county, neighbour = (world.place(key).organization_id for key in ("school", "county", "neighbour"))
    for find in (
        lambda: school_place(county),
        lambda: region_place(school),
        lambda: school_place(1),
        lambda: class_place(neighbour, world.classes["school"][0]),
        lambda: class_place(school, uuid4()),
    ):
        with pytest.raises(Http404):
            find()


def test_it_finds_the_county_of_a_school(world: World) -> None:
    county = county_of(world.place("school"))
    assert county is not None
    assert county.pk == world.place("county").organization_id
