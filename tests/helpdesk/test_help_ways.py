"""A button does what this reader may do: opens at the own place, switches, logs in, or says who does it."""

import pytest
from django.test import Client

from jiaoyun.helpdesk.help_centre.entry import Button
from jiaoyun.helpdesk.help_centre.library import built_in
from jiaoyun.helpdesk.help_centre.ways import way_to, ways
from jiaoyun.plumbing.actor import NOBODY
from tests.world import World

IMPORT = Button("roster:import_start", "批量新增学生", "学校管理员")
REQUESTS = Button("roster:request_list", "学校求助", "区县管理员")
OWN_CLASS = Button("roster:own_class", "我的班级", "班主任")
DESK = Button("helpdesk:to_desk", "服务台", "班主任、各级管理员和平台技术支持")


def test_it_opens_at_the_own_school(world: World) -> None:
    way = way_to(IMPORT, world.actor("school_admin"), "/help")
    assert way is not None
    assert way.address == f"/school/{world.place('school').organization_id}/imports/new"


def test_it_opens_at_the_own_region(world: World) -> None:
    way = way_to(REQUESTS, world.actor("county_admin"), "/help")
    assert way is not None
    assert way.address == f"/area/{world.place('county').organization_id}/roster-requests"


def test_it_lets_a_visitor_log_in_and_come_back(db: None) -> None:
    way = way_to(IMPORT, NOBODY, "/help/import-students")
    assert way is not None
    assert way.address == "/login?next=%2Fhelp%2Fimport-students"
    assert way.label == "登录后去「批量新增学生」"


@pytest.mark.parametrize("role", ["teacher", "student", "county_admin", "neighbour_teacher"])
def test_who_may_not_is_told_who_may(world: World, role: str) -> None:
    way = way_to(IMPORT, world.actor(role), "/help")
    assert way is not None
    assert (way.address, way.note) == ("", "学校管理员")


def test_it_takes_a_page_of_ones_own_by_the_power_of_its_menu(world: World) -> None:
    opened = way_to(OWN_CLASS, world.actor("homeroom"), "/help")
    assert opened is not None
    assert opened.address.endswith("/own-class")
    shut = way_to(OWN_CLASS, world.actor("school_admin"), "/help")
    assert shut is not None
    assert not shut.address


def test_a_page_that_leads_to_the_own_place_opens_for_whoever_has_one(world: World) -> None:
    opened = way_to(DESK, world.actor("support"), "/help")
    assert opened is not None
    assert opened.address == "/desk"
    for role in ("student", "teacher", "left_teacher"):
        shut = way_to(DESK, world.actor(role), "/help")
        assert shut is not None
        assert (shut.address, shut.note[:3]) == ("", "班主任")


@pytest.mark.parametrize("role", ["student", "guardian", "homeroom", "school_admin", "county_admin", "left_teacher"])
def test_no_button_of_an_entry_leads_nowhere(world: World, role: str) -> None:
    client, actor = world.client(role), world.actor(role)
    buttons = {button for entry in built_in().values() for button in entry.buttons}
    led = {way.address for way in ways(buttons, actor, "/help") if way.address}
    answers = {address: Client.get(client, address).status_code for address in led}
    assert {address: code for address, code in answers.items() if code not in (200, 302)} == {}
    assert answers


@pytest.mark.parametrize("role", ["student", "homeroom", "school_admin", "county_admin"])
def test_no_entry_shows_a_shut_button_beside_an_open_one_of_the_same_words(world: World, role: str) -> None:
    for entry in built_in().values():
        shown = ways(entry.buttons, world.actor(role), "/help")
        opened = {way.label for way in shown if way.address}
        assert not [way.label for way in shown if not way.address and way.label in opened]


def test_another_identity_is_offered_to_switch_to(world: World) -> None:
    from dataclasses import replace

    admin, county = world.actor("school_admin"), world.actor("county_admin")
    assert admin.grant is not None
    both = replace(county, others=(admin.grant,))
    way = way_to(IMPORT, both, "/help")
    assert way is not None
    assert way.address == f"/identities?identity={admin.grant.identity_id}"
    assert "换成学校管理员身份" in way.label


def test_what_works_at_once_comes_first_and_what_is_not_there_is_left_out(world: World) -> None:
    given = (IMPORT, Button("curriculum:books", "课本"), Button("portal:who_may", "谁能做什么"))
    assert [way.label for way in ways(given, world.actor("teacher"), "/help")] == ["谁能做什么", "批量新增学生"]
