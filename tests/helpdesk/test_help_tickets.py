"""Tickets that the help centre offers: they open filled for whoever may raise them and begin where they are decided."""

import pytest

from jiaoyun.helpdesk.kinds import KINDS
from jiaoyun.helpdesk.levels import Level
from tests.pages import PageClient
from tests.world import World


@pytest.mark.parametrize(("kind", "level"), [("for_county", Level.COUNTY), ("wish", Level.SUPPORT)])
def test_it_begins_where_it_is_decided(kind: str, level: Level) -> None:
    assert KINDS[kind].first_level is level


def test_a_school_asks_its_county_from_the_page_of_its_stages(world: World) -> None:
    admin = world.client("school_admin")
    page = admin.open(f"/school/{world.place('school').organization_id}/classes/stages")
    assert "/tickets/new/for_county" in page.links()
    assert "学校的事，请区县办" in admin.open("/tickets/new/for_county").text


def test_a_visitor_logs_in_before_asking_a_county(db: None, visitor: PageClient) -> None:
    assert visitor.get("/tickets/new/for_county").headers["Location"].startswith("/login")
