"""The look and the habits of pages in a real browser: axe, phones, keys, files, refusals of a piece, reading aids."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.urls import include, path
from playwright.sync_api import Browser, Page, expect

from jiaoyun.plumbing.errors import not_found, server_error
from jiaoyun.plumbing.pages import public_page
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.plumbing.views import SCREENS, components
from tests.axe import faults_of


@public_page("refuses whoever comes")
def refuse(request: Any) -> HttpResponse:
    """What a command answers that was asked twice."""
    raise Refused("house.form.already_done")


urlpatterns = [
    path("", include("jiaoyun.portal.urls")),
    path("", include("jiaoyun.accounts.urls")),
    path("", include("jiaoyun.notices.urls")),
    path("", include("jiaoyun.helpdesk.urls")),
    path("", include("jiaoyun.organizations.urls")),
    path("", include("jiaoyun.roster.urls")),
    path("components", components),
    path("refuse", refuse),
    path("miss", public_page("an address that is not there")(not_found)),
    path("fail", public_page("a mistake of ours")(server_error)),
]


@pytest.fixture
def screens(browser: Browser, live_server: Any, settings: Any) -> str:
    settings.DEBUG, settings.ROOT_URLCONF = True, __name__
    return f"{live_server.url}/components?screen="


def open_screen(browser: Browser, address: str, width: int, **cookies: str) -> Page:
    """A page at this width; whatever the console says beyond that is a fault."""
    context = browser.new_context(viewport={"width": width, "height": 800}, locale="zh-CN", bypass_csp=True)
    host = address.split("/components")[0]
    if cookies:
        context.add_cookies([{"name": name, "value": value, "url": host} for name, value in cookies.items()])
    page = context.new_page()
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    page.goto(address)
    return page


@pytest.mark.browser
@pytest.mark.parametrize(("width", "cookies"), [(1280, {}), (360, {"text": "large"}), (1280, {"contrast": "high"})])
def test_it_leaves_axe_nothing_to_find_and_phones_nothing_to_push(
    width: int, cookies: dict[str, str], screens: str, browser: Browser
) -> None:
    for name in SCREENS:
        page = open_screen(browser, screens + name, width, **cookies)
        assert faults_of(page) == [], name
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, name
        page.context.close()


@pytest.mark.browser
def test_axe_sees_what_is_wrong_also_when_a_page_is_looked_at_again(screens: str, browser: Browser) -> None:
    page = open_screen(browser, f"{screens}list", 1280)
    assert faults_of(page) == []
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=/favicon.ico>')")
    assert [rule for rule, html in faults_of(page)] == ["image-alt"]


@pytest.mark.browser
def test_it_counts_what_is_ticked_and_moves_by_keys(screens: str, browser: Browser) -> None:
    page = open_screen(browser, f"{screens}list", 1280)
    page.check("[data-tick-all]")
    assert page.inner_text(".jy-bulk b") == "6"
    page.check("[data-matching]")
    assert page.inner_text(".jy-bulk b") == "876"
    for key in ("j", "j", "ArrowUp", "x"):
        page.keyboard.press(key)
    assert page.evaluate("document.activeElement.textContent") == "熊子涵"
    assert page.locator("[data-tick]:checked").count() == 5


@pytest.mark.browser
def test_it_shows_the_page_of_a_danger_as_a_dialog_and_leaves_it_by_esc(screens: str, browser: Browser) -> None:
    page = open_screen(browser, f"{screens}list", 1280)
    page.click("[data-dialog]")
    page.wait_for_selector("dialog[open] .jy-touched")
    page.keyboard.press("Escape")
    page.wait_for_selector("dialog", state="detached")
    assert page.evaluate("document.activeElement.matches('[data-dialog]')")


@pytest.mark.browser
def test_it_says_at_once_what_is_wrong_with_a_file(screens: str, browser: Browser) -> None:
    page = open_screen(browser, screens, 1280)
    for name, size, words in (("照片.png", 9, "不是表格文件"), ("空.xlsx", 0, "是空的"), ("名册.xlsx", 2048, "2 KB")):
        page.set_input_files("#id_file", {"name": name, "mimeType": "application/x", "buffer": b"a" * size})
        assert words in page.inner_text(".jy-drop")
    page.evaluate("document.querySelector('.jy-drop').dataset.limit = '1024'")
    page.set_input_files("#id_file", {"name": "大.xlsx", "mimeType": "application/x", "buffer": b"a" * 4096})
    assert "超过 1 KB" in page.inner_text(".jy-drop")
    assert page.input_value("#id_file") == ""


@pytest.mark.browser
def test_a_button_in_our_words_opens_the_choice_of_a_file(screens: str, browser: Browser) -> None:
    page = open_screen(browser, screens, 1280)
    assert page.evaluate("document.querySelector('#id_file').getBoundingClientRect().width") <= 1
    with page.expect_file_chooser() as chooser:
        page.locator(".jy-drop button").press("Enter")
    chooser.value.set_files({"name": "名册.xlsx", "mimeType": "application/x", "buffer": b"a"})
    expect(page.locator(".jy-drop")).to_contain_text("名册.xlsx")


@pytest.mark.browser
def test_it_puts_back_a_cell_by_esc_and_sends_it_by_enter(screens: str, browser: Browser) -> None:
    page = open_screen(browser, screens, 1280)
    cell = page.locator(".jy-cell input[type=text]")
    kept = cell.input_value()
    cell.fill("1")
    cell.press("Escape")
    assert cell.input_value() == kept
    with page.expect_request(lambda request: request.method == "POST") as sent:
        cell.fill("2")
        cell.press("Enter")
    assert sent.value.headers["x-csrftoken"]
    assert "value=2" in (sent.value.post_data or "")


@pytest.mark.browser
@pytest.mark.parametrize(
    ("path", "status", "words"),
    [("refuse", 409, "这一步已经做过了"), ("miss", 404, "没有找到这个页面"), ("fail", 500, "是我们的差错")],
)
def test_it_shows_a_refusal_of_a_piece_as_a_card_and_leaves_the_piece(
    path: str, status: int, words: str, screens: str, browser: Browser
) -> None:
    page = open_screen(browser, screens, 1280)
    with page.expect_response(f"**/{path}") as answer:
        page.evaluate("path => htmx.ajax('GET', '/' + path, { target: '.jy-cell' })", path)
    assert answer.value.status == status
    page.wait_for_selector("#notice .jy-refusal")
    assert words in page.inner_text("#notice")
    assert page.locator("#notice .jy-refusal").count() == 1
    assert page.locator("header").count() == 1
    assert page.locator(".jy-cell input[type=text]").count() == 1
    assert page.evaluate("document.activeElement.id") == "notice"


@pytest.mark.browser
def test_it_remembers_large_letters_with_and_without_scripts(screens: str, browser: Browser) -> None:
    page = open_screen(browser, f"{screens}list", 1280)
    page.click("text=大字")
    assert page.evaluate("document.documentElement.classList.contains('jy-large')")
    page.reload()
    assert page.evaluate("document.documentElement.classList.contains('jy-large')")
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(f"{screens}list")
    with plain.expect_navigation():
        plain.click("text=高对比")
    assert ("contrast", "high") in {(cookie["name"], cookie["value"]) for cookie in context.cookies()}
    assert plain.locator("html.jy-contrast").count() == 1
