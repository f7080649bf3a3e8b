"""The page client: opens pages as a browser would and checks every page it gets, whatever the test is about."""

import re
from collections.abc import Mapping
from typing import Any

from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.html import Form, Html

#: What a page may cost, the counts of its head and menu included; tests/whole/test_walk.py holds every page to it.
FEW_QUERIES = 8
#: Where a transaction begins and ends is no query; nor is it the page's that a message was shown, and is taken away.
_BOUNDS = re.compile(r"(BEGIN|COMMIT|SAVEPOINT|RELEASE SAVEPOINT|UPDATE \"django_session\" SET)\b")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_FORGOTTEN = re.compile(r"\{\{|\{%|\}\}|%\}|\bNone\b|\bTrue\b|\bFalse\b|object at 0x|UUID\(")


class Page:
    """An answer that was checked: its status, what it says, its forms."""

    def __init__(self, response: HttpResponse, queries: int) -> None:
        self.response, self.queries = response, queries
        self.status = response.status_code
        self.html = Html(response.content.decode())

    @property
    def text(self) -> str:
        """Everything a reader sees, blanks folded."""
        return self.html.text

    @property
    def title(self) -> str:
        """The first heading, which is also the title."""
        return self.html.headings[0]

    def form(self, action: str) -> Form:
        """The first form that goes to this address."""
        found = [form for form in self.html.forms if form.action.split("?")[0] == action]
        assert found, f"no form goes to {action}; there are {[form.action for form in self.html.forms]}"
        return found[0]

    def links(self) -> list[str]:
        """The addresses that the page links to."""
        return self.html.links


class PageClient(Client):
    """A browser with the checks on. `open` and `send` follow nothing: a redirect is an answer of its own."""

    def __init__(self, **defaults: Any) -> None:
        super().__init__(enforce_csrf_checks=True, **defaults)

    def open(self, address: str, *, status: int = 200, queries: int = FEW_QUERIES, **headers: str) -> Page:
        """GET a whole page and check it."""
        with CaptureQueriesContext(connection) as captured:
            response = self.get(address, headers=headers or None)
        return self._checked(response, status, _count(captured), queries)

    def send(
        self, form: Form, values: Mapping[str, Any] | None = None, *, status: int = 302, queries: int | None = None
    ) -> Page:
        """Fill in a form of a page and send it, with the token and hidden fields that it carries."""
        with CaptureQueriesContext(connection) as captured:
            response = self.post(form.action, {**form.hidden, **(values or {})})
        return self._checked(response, status, _count(captured), queries)

    def _checked(self, response: Any, status: int, queries: int, most: int | None) -> Page:
        assert response.status_code == status, f"{response.status_code} {response.headers.get('Location', '')}"
        page = Page(response, queries)
        if most is not None:
            assert queries <= most, f"{queries} queries, at most {most}"
        if 300 <= status < 400 or not response.content:
            return page
        faults = faults_of(page.html, response)
        assert not faults, faults
        return page


def _count(captured: CaptureQueriesContext) -> int:
    return sum(not _BOUNDS.match(query["sql"]) for query in captured.captured_queries)


def faults_of(html: Html, response: Any) -> list[str]:
    """What is wrong with a page, in words; empty for a good one."""
    return [*_heading_faults(html), *_control_faults(html), *_policy_faults(html, response), *_text_faults(html)]


def _heading_faults(html: Html) -> list[str]:
    if len(html.headings) != 1:
        return [f"{len(html.headings)} h1"]
    title, heading = html.title, html.headings[0]
    return [] if heading and title.startswith(heading) else [f"title {title!r} does not begin with h1 {heading!r}"]


def _control_faults(html: Html) -> list[str]:
    faults = [f"id {name} stands {count} times" for name, count in html.ids.items() if count > 1]
    faults += [f"no label on {control}" for control in html.unlabelled()]
    for form in html.forms:
        if not form.action or form.method not in ("get", "post"):
            faults.append(f"form without action or method: {form.action!r} {form.method!r}")
        if form.method == "post" and "csrfmiddlewaretoken" not in form.hidden:
            faults.append(f"form to {form.action} without token")
    return faults


def _policy_faults(html: Html, response: Any) -> list[str]:
    policy = response.headers.get("Content-Security-Policy", "")
    faults = [] if "default-src 'none'" in policy else ["no content security policy"]
    if "unsafe" in policy:
        faults.append("the content security policy allows unsafe code")
    for nonce, source in html.scripts:
        if not source and (not nonce or f"'nonce-{nonce}'" not in policy):
            faults.append("inline script without the nonce of the policy")
    return faults + [f"inline style or handler: {what}" for what in html.inline]


def _text_faults(html: Html) -> list[str]:
    faults = [] if _CHINESE.search(html.title) and _CHINESE.search(html.text) else ["no Chinese text"]
    if found := _FORGOTTEN.search(html.text):
        faults.append(f"program text on the page: {found[0]}")
    if html.language != "zh-Hans":
        faults.append(f"lang is {html.language!r}")
    return faults
