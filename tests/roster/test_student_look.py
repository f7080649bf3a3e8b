"""The student pages in a real browser: axe, phones, ticking and printing with and without scripts."""

import os
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, expect

from jiaoyun.roster.models import RowClass
from tests.axe import faults_of
from tests.roster.importing import import_sheet, new_pupil, sheet
from tests.roster.test_requests import ask_county
from tests.world import World

SCHOOL = 900101
LONG = "阿卜杜热合曼·买买提依明·吐尔逊江"


#: At 1280 px the usual run leaves them to tests/scenarios/test_every_page.py.
WIDTHS = (1280, 360) if os.environ.get("JIAOYUN_LONG") else (360,)


def _context(browser: Browser, world: World, server: Any, role: str, width: int, **more: Any) -> BrowserContext:
    context = browser.new_context(viewport={"width": width, "height": 800}, locale="zh-CN", bypass_csp=True, **more)
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": world.session(role), "url": server.url}])
    return context


def _url(name: str, **values: Any) -> str:
    return reverse(f"roster:{name}", kwargs={"school_id": SCHOOL, **values})


def _pages(world: World) -> list[tuple[str, str]]:
    """Every page of the student side with something in it: (role, address)."""
    done = import_sheet(world, sheet([new_pupil(1, LONG, phone="13800001111"), new_pupil(2), new_pupil(3)]))
    done.apply()
    assert done.classes() == [RowClass.NEW] * 3
    ask_county(world)
    slips = _url("slips", batch_id=done.batch.pk)
    printing = world.client("school_admin")
    shown = printing.send(printing.open(slips).form(slips)).response.headers["Location"]
    class_id, region = world.classes["school"][0], world.place("county").organization_id
    return [
        ("school_admin", _url("student_list")),
        ("school_admin", f"{_url('student_list')}?class=none"),
        ("school_admin", f"{_url('student_list')}?person=none"),
        ("school_admin", _url("student_show", account_id=done.rows()[2].account_id)),
        ("school_admin", _url("student_export")),
        ("school_admin", slips),
        ("school_admin", shown),
        ("homeroom", _url("class_students", class_id=class_id)),
        ("county_admin", reverse("roster:request_list", kwargs={"organization_id": region})),
    ]


@pytest.mark.browser
def test_it_leaves_axe_nothing_to_find_and_phones_nothing_to_push(
    live_server: Any, browser: Browser, world: World
) -> None:
    pages = _pages(world)
    for width in WIDTHS:
        for role, address in pages:
            context = _context(browser, world, live_server, role, width)
            page = context.new_page()
            page.on("pageerror", lambda error: pytest.fail(str(error)))
            page.goto(live_server.url + address)
            assert faults_of(page) == [], (width, address)
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, (width, address)
            context.close()


@pytest.mark.browser
@pytest.mark.parametrize("scripts", [True, False])
def test_it_prints_slips_for_ticked_pupils_with_and_without_scripts(
    live_server: Any, browser: Browser, world: World, scripts: bool
) -> None:
    import_sheet(world, sheet([new_pupil(1), new_pupil(2)])).apply()
    context = _context(browser, world, live_server, "school_admin", 360, java_script_enabled=scripts)
    page = context.new_page()
    page.goto(live_server.url + _url("student_list"))
    for box in page.locator("input[name=row]").all():
        box.check()
    page.get_by_role("button", name="打印首次登录条").click()
    page.get_by_role("button", name="生成 2 张登录条").click()
    expect(page.locator(".jy-slip")).to_have_count(2)
    context.close()


@pytest.mark.browser
def test_it_finds_a_full_number_without_scripts_and_without_an_address_that_holds_it(
    live_server: Any, browser: Browser, world: World
) -> None:
    pupil = world.pupils["school"][0]
    context = _context(browser, world, live_server, "school_admin", 1280, java_script_enabled=False)
    page = context.new_page()
    seen: list[str] = []
    page.on("request", lambda request: seen.append(request.url))
    page.goto(live_server.url + _url("student_list"))
    page.fill("#id_q", pupil.document)
    page.get_by_role("button", name="查询").click()
    expect(page.locator("tbody tr")).to_have_count(1)
    assert not any(pupil.document in address for address in seen)
    context.close()
