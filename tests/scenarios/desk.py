"""A person at a browser. Every page that is seen is checked: heading, title, width, axe, a silent console."""

import hashlib
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, expect

from jiaoyun.plumbing.jobs import run_pending
from tests.axe import faults_of
from tests.factors import account_named, fresh_code_of, give_app

_VARIES = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|\d+")
# What the policy refuses is told by an event too, which reaches us even where the console stays silent.
_LISTEN = """
window.cspFaults = [];
document.addEventListener("securitypolicyviolation", (event) => window.cspFaults.push(event.violatedDirective));
"""


def _is_first(*look: str | int) -> bool:
    """Whether no test of this run, in whichever process and lane, has shown this look to axe."""
    name = hashlib.sha256(repr(look).encode()).hexdigest()
    seen = Path(os.environ.get("JIAOYUN_SEEN_BY_AXE") or settings.JIAOYUN_DATA / "seen-by-axe")
    seen.mkdir(exist_ok=True)
    try:
        (seen / name).touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


class Desk:
    """One browser of one person. `faults` gathers what no page may do; `leave` fails when there is any."""

    def __init__(self, browser: Browser, base: str, *, width: int = 1280, scripts: bool = True) -> None:
        self.base, self.width, self.scripts = base, width, scripts
        viewport = {"width": width, "height": 800 if width > 640 else 740}
        # Smooth scrolling is off for whoever asked for less motion: where a page stands is then known at once.
        self.context = browser.new_context(
            viewport=viewport,  # type: ignore[arg-type]
            locale="zh-CN",
            java_script_enabled=scripts,
            reduced_motion="reduce",
        )
        self.context.set_default_timeout(15_000)
        self.page: Page = self.context.new_page()
        self.faults: list[str] = []
        self._allowed: set[int] = set()
        self.watch(self.page)

    def watch(self, page: Page) -> None:
        """Listen to a page from its first script on."""
        page.add_init_script(_LISTEN)
        page.on("console", self._told)
        page.on("pageerror", lambda error: self.faults.append(str(error)))

    def _told(self, message: ConsoleMessage) -> None:
        if message.type not in ("error", "warning"):
            return
        # A refusal keeps its true status; the browser notes every answer of 400 and above, htmx some of them once more.
        refused = re.search(r"(?:status of|Status Error Code) (\d{3})", message.text)
        if not refused or int(refused[1]) not in self._allowed:
            self.faults.append(message.text)

    @contextmanager
    def refused(self, *statuses: int) -> Iterator[None]:
        """Inside, answers of these statuses are expected."""
        self._allowed |= set(statuses)
        yield
        self._allowed -= set(statuses)

    def open(self, path: str) -> None:
        """Type an address."""
        self.page.goto(path if path.startswith("http") else f"{self.base}{path}")

    def follow(self, act: Callable[[], Any]) -> None:
        """Do what leads to another page and wait until it stands."""
        with self.page.expect_navigation(wait_until="load"):
            act()

    def press(self, name: str | re.Pattern[str], within: str = "main", nth: int = 0) -> None:
        """Press a button or link that leads to another page; `name` is words that stand on it."""
        self.follow(self.control(name, within, nth).click)

    def control(self, name: str | re.Pattern[str], within: str = "main", nth: int = 0) -> Locator:
        """The button or link whose text holds these words."""
        found = self.page.locator(f"{within} a, {within} button, {within} summary").filter(has_text=name)
        return found.locator("visible=true").nth(nth)

    def swap(self, act: Callable[[], Any]) -> None:
        """Do what replaces the bench alone; without scripts it is another page."""
        if not self.scripts:
            self.follow(act)
            return
        self.page.evaluate("document.getElementById('bench').dataset.old = '1'")
        act()
        self.page.wait_for_selector("#bench:not([data-old]):not(.htmx-settling)")
        self.page.wait_for_selector(".htmx-request, .htmx-swapping, .htmx-settling", state="detached")

    def see(self, heading: str, *words: str) -> None:
        """This page stands here with these words, and is as every page must be."""
        expect(self.page.locator("h1")).to_have_text(heading)
        assert self.page.title().startswith(heading)
        text = self.page.inner_text("body")
        missing = [word for word in words if word not in text]
        assert not missing, f"{heading} ({self.page.url}) does not say {missing}: {text}"
        self.check()

    def see_desktop(self, *words: str) -> None:
        """The desktop, whose heading greets by name and hour."""
        self.page.wait_for_selector("#desktop-tasks")
        self.see(self.page.inner_text("h1"), *words)

    def check(self) -> None:
        """What holds for every page as it stands now."""
        self.check_width()
        if not self.scripts:
            return
        self.faults += [f"policy: {fault}" for fault in self.page.evaluate("window.cspFaults")]
        address = urlsplit(self.page.url)
        if not _is_first(_VARIES.sub("*", address.path) + address.query, self._shape(), self.width):
            return
        faults = faults_of(self.page)
        assert not faults, f"{self.page.url}: {faults}"
        self.page.evaluate("window.cspFaults = []")

    def check_width(self) -> None:
        """Nothing pushes the page to the side."""
        wide = self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0, f"{self.page.url} is {wide} px too wide"

    def _shape(self) -> str:
        # The same address looks different with another card, dialog or notice on it.
        parts = ".jy-refusal, .jy-danger, .jy-notice, .jy-errors, .jy-empty, dialog[open], #pane, .jy-bar, .jy-slips"
        return str(self.page.locator(parts).count())

    def log_in(self, account: str, password: str, *, factor: bool = True) -> None:
        """欢迎登录 with an account and a password, and with the second factor where one is asked (an app; see
        tests/factors.py). Without `factor` the person stops at what is asked then."""
        whose = account_named(account) if factor else None
        if whose is not None:
            give_app(whose)
        self.open("/login")
        self.see("登录")
        self.page.fill("[name=login]", account)
        self.page.fill("[name=password]", password)
        self.press("登录", within="main form")
        if whose is not None and "/second-factor" in self.page.url:
            self.show_factor(whose)

    def show_factor(self, whose: UUID) -> None:
        """二次验证 with the code that the person's app shows now."""
        self.see("二次验证")
        self.page.fill("[name=code]", fresh_code_of(whose))
        self.press("验证", within="main form")

    def work(self, *, waits: bool = False) -> None:
        """What the worker would do now. Who `waits` is led on by the page itself, others leave it and come back: a page
        that were open still might lead on at the moment in which it is opened again."""
        if waits:
            run_pending()
            self.await_progress()
            return
        address = self.page.url
        self.page.goto("about:blank")
        run_pending()
        self.page.goto(address)

    def await_progress(self) -> None:
        """Wait for the page to go on by itself, as it does when the work is over."""
        self.page.wait_for_selector(".jy-progress", state="detached", timeout=60_000)
        self.page.wait_for_load_state("load")

    def leave(self) -> None:
        """Close the browser; fails where a page was not silent."""
        self.context.close()
        assert self.faults == []
