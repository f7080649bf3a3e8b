"""Every page of the server, opened by somebody whom it fits, at 1280 and at 360 px: nothing for axe, none too wide.

The usual run shows a page to axe at one of the two widths, every second page at the other; script/test --long at both.
With JIAOYUN_SCREENSHOTS each page is also put into that folder as it looked.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.scenarios.conftest import Sit
from tests.scenarios.desk import Desk
from tests.scenarios.sweeping import Look, fill_desks, looks, unseen
from tests.whole.matrix.asking import VISITOR
from tests.whole.matrix.stage import Stage, build_stage

pytestmark = pytest.mark.browser
WIDTHS = (1280, 360)
_LONG = bool(os.environ.get("JIAOYUN_LONG"))
#: There in the middle of a way, with an outside provider in the settings, a signed link in the hand, or in demo mode
#: alone: each is opened by the scenarios of L1 to L6, R5 and of the demo.
OPENED_ELSEWHERE = {
    *("accounts:login_not_mine", "accounts:login_phone_free", "accounts:login_role", "accounts:login_whose"),
    *("accounts:outside_back", "accounts:outside_first", "accounts:outside_start"),
    *("accounts:change_cancel", "notices:demo_inbox", "notices:not_me"),
}


@pytest.fixture
def stage(live_server: Any) -> Stage:
    """The stage of the whole-house tests, behind a live server."""
    made = build_stage()
    fill_desks(made)
    return made


class Sweep:
    """One browser a person, pages opened one after the other, and what was wrong with them."""

    def __init__(self, stage: Stage, sit: Sit) -> None:
        self._stage, self._sit = stage, sit
        self._desks: dict[str, Desk] = {}
        self._looked = 0
        self.faults: list[str] = []
        self._folder = Path(os.environ["JIAOYUN_SCREENSHOTS"]) if "JIAOYUN_SCREENSHOTS" in os.environ else None

    def look(self, look: Look) -> None:
        """Open it at the first width and look at it at each."""
        desk = self._desk(look.role)
        self._looked += 1
        for width in WIDTHS:
            desk.width = width
            desk.page.set_viewport_size({"width": width, "height": 800})
            if width == WIDTHS[0]:
                self._note(f"{look.name} as {look.role}", lambda: _open(desk, look))
            wanted = _LONG or width == WIDTHS[self._looked % 2]
            self._note(f"{look.name} as {look.role} at {width} px", desk.check if wanted else desk.check_width)
            if self._folder is not None:
                name = look.name.replace(":", "-")
                desk.page.screenshot(path=self._folder / f"{name}-{width}.png", full_page=True)

    def _note(self, where: str, check: Callable[[], None]) -> None:
        try:
            check()
        except AssertionError as fault:
            self.faults.append(f"{where}: {fault}")

    def _desk(self, role: str) -> Desk:
        if role not in self._desks:
            desk = self._desks[role] = self._sit()
            if role != VISITOR:
                session = {"name": "session", "value": self._stage.world.session(role), "url": desk.base}
                desk.context.add_cookies([session])  # type: ignore[list-item]
        return self._desks[role]


def _open(desk: Desk, look: Look) -> None:
    answer = desk.page.goto(desk.base + look.address)
    assert answer is not None
    assert answer.status == 200, f"{answer.status} at {look.address}"
    assert desk.page.locator("body main h1").count() == 1, f"no page at {look.address}"


def test_it_finds_nothing_wrong_with_any_page_at_either_width(stage: Stage, sit: Sit) -> None:
    sweep = Sweep(stage, sit)
    for look in looks(stage):
        sweep.look(look)
    assert not sweep.faults, "\n".join([f"{len(sweep.faults)} faults", *sweep.faults])
    assert unseen() == OPENED_ELSEWHERE
