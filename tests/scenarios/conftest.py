"""A browser, a live server with the cast behind it, and the desks of those who take part."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.scenarios.at_desk import make_colleague
from tests.scenarios.desk import Desk
from tests.world import World, build_world

Sit = Callable[..., Desk]


@pytest.fixture
def town(live_server: Any) -> World:
    """The cast in a database that the live server sees; whoever logs in has a password.

    雀任课 (`teacher`) is a second administrator of the school here.
    """
    world = build_world()
    for role in ("school_admin", "teacher", "county_admin", "student"):
        world.set_password(role)
    make_colleague(world, "teacher", of="school_admin")
    return world


@pytest.fixture
def sit(browser: Browser, live_server: Any) -> Iterator[Sit]:
    """Seats somebody at a browser; when the test is over, each of them must have had a silent console."""
    desks: list[Desk] = []

    def seat(**how: Any) -> Desk:
        desks.append(Desk(browser, live_server.url, **how))
        return desks[-1]

    yield seat
    for desk in desks:
        desk.leave()


@pytest.fixture
def admin(town: World, sit: Sit) -> Desk:
    """学校管理员 at the desktop, logged in by password."""
    desk = sit()
    desk.log_in(town.login("school_admin"), town.set_password("school_admin"))
    desk.see_desktop("学校管理员")
    return desk
