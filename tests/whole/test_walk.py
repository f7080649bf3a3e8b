"""Walks through the server as people do, by the links and forms of its pages: no dead end, no page without a way to it.

The page client checks each page it opens: title, labels, forms, policy, Chinese text, at most 8 queries.
"""

from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import Resolver404, resolve, reverse

from jiaoyun.plumbing.routes import all_routes
from tests.pages import FEW_QUERIES, Page, PageClient
from tests.whole.matrix.bodies import QUERIES
from tests.whole.matrix.stage import Stage
from tests.whole.matrix.targets import path_values, targets_of

WALKERS = ("school_admin", "homeroom", "county_admin", "student", "support", "left_teacher")
#: How many addresses of one route are opened: the second may be another state of the same page.
_EACH = 3
#: Addresses that no page of the stage leads to, and where they are reached from.
NO_LINK_HERE = {
    "accounts:app_remove": "a button where an authenticator app is set up",
    "accounts:change_cancel": "the signed link in the message to the old number",
    "accounts:factor_app": "where setting up an authenticator app leads",
    "accounts:factor_message": "a button where codes by SMS are allowed as the second factor",
    "accounts:administrator_rename": "the cure of a ticket about an administrator's name",
    "accounts:administrator_reset": "the cure of a ticket about an administrator's forgotten password",
    "accounts:factor_reset": "the cure of a ticket about a lost second factor",
    "accounts:factor_set_up": "where an administrator without a factor is led",
    "accounts:identity_end": "a button of an identity that its owner may end",
    "accounts:login_passkey": "asked by the script of the log-in page",
    "accounts:login_passkey_options": "asked by the script of the log-in page",
    "accounts:number_code": "where a new number that was typed leads",
    "accounts:number_finish": "where the code of a new number leads",
    "accounts:number_old_code": "where the code to the old number leads",
    "accounts:own_change_cancel": "a button of one's own change that waits",
    "accounts:passkey_options": "asked by the script that adds a passkey",
    "accounts:passkey_remove": "a button of a passkey that was added",
    "accounts:passkey_show": "asked by the script of the second factor's page",
    "accounts:passkey_show_options": "asked by the script of the second factor's page",
    "accounts:person_thaw": "a button of a person who is frozen",
    "accounts:person_unbind_confirm": "a button of a person whose phone waits to be unbound",
    "accounts:prove_message": "a button of the page that asks again who is there",
    "accounts:recover": "from the log-in page, which sends whoever is in to the desktop",
    "accounts:recover_channel": "where the name of a recovery leads",
    "accounts:recover_code": "where the channel of a recovery leads",
    "accounts:recover_password": "where the code of a recovery leads",
    "accounts:recovery_codes": "a button where a second factor is set up",
    "accounts:second_factor": "where an administrator is led who has not shown the factor",
    "helpdesk:desk_file": "a piece of evidence of a ticket",
    "helpdesk:desk_presence": "asked by the script of a ticket's page",
    "helpdesk:figures": "where the menu's /desk/figures leads",
    "helpdesk:merge": "the cure of a ticket about two accounts",
    "helpdesk:prove": "where a visitor is led who asks for a ticket",
    "helpdesk:prove_code": "where a phone that was typed leads",
    "helpdesk:restore": "the cure of a ticket about a deleted account",
    "helpdesk:ticket_reopen": "a button of a ticket that was closed",
    "helpdesk:to_desk_ticket": "the link of a notice about a ticket",
    "roster:child_class": "from a guardian's 我的孩子",
    "roster:child_leave": "from a guardian's 我的孩子",
    "roster:class_confirmations": "where the menu's 家长与学生确认 leads a homeroom teacher",
    "roster:consents": "from a guardian's 我的孩子",
    "roster:own_use": "from 个人中心 of whoever is over fourteen",
    "roster:register_done": "where a registration leads when it is sent off",
    "roster:register_guardian_code": "where a phone that was typed leads",
    "roster:register_guardian_details": "where the code of a phone leads",
    "roster:register_student_claims": "from a registration that waits, and from the message about it",
    "roster:register_student_code": "where a phone that was typed leads",
    "roster:register_student_details": "where the code of a phone leads",
    "roster:students_reset": "sent from ticked rows",
    "accounts:register_teacher_code": "where a phone that was typed leads",
    "accounts:register_teacher_details": "where the code of a phone leads",
    "accounts:register_done": "where a registration leads when it is sent off",
    "accounts:application_correct": "a button of a request that waits",
    "helpdesk:help_restore": "a button of an entry that was edited",
    "helpdesk:help_file": "offered where a built-in text is newer than an edit",
    "helpdesk:help_hide": "a button of an entry that editors made",
    "helpdesk:help_dismiss": "a button of a question that nothing answered",
    "accounts:login_sms": "the log-in page sends whoever is in to the desktop",
    "accounts:login_code": "where 短信登录 leads",
    "accounts:login_whose": "where the SMS code leads",
    "accounts:login_not_mine": "from the page that shows whose account it is",
    "accounts:login_phone_free": "where the code of a phone leads that is bound to nobody",
    "accounts:login_role": "where a log-in under another role leads",
    "accounts:outside_start": "from the log-in page, where the settings name a provider",
    "accounts:outside_back": "where the provider sends the browser back to",
    "accounts:outside_first": "where a first outside login leads",
    "accounts:outside_links": "from 个人中心",
    "accounts:outside_unbind": "from the list of one's outside logins",
    "accounts:login_bind": "where a log-in leads after a phone was proved",
    "accounts:proof_of_work": "asked by the script of a form that sends a code",
    "notices:demo_inbox": "only in demo mode, from the page of the code",
    "notices:not_me": "the signed link of a security notice",
    "notices:not_me_done": "where saying that it was not me leads",
    "accounts:first_password": "where a log-in with a slip leads",
    "accounts:prove_again": "where a dangerous step leads when the last proof is old",
    "roster:progress": "asked by the page of an import while a job works",
    "roster:sample": "offered on the upload page of a demo",
    "roster:take_over": "offered to another administrator of the school",
    "roster:slip_sheet": "from the page of a printing",
    "roster:slip_print": "where printing leads",
    "roster:student_slips": "sent from ticked rows",
    "roster:student_numbers": "a button of a pupil's page",
    "roster:settle": "the form of ticked rows",
    "roster:correct": "the form of a line",
    "roster:columns": "the step before the rows are checked",
    "roster:missing_classes": "where a class of the file is missing",
    "roster:settle_class": "同样处理, of a class of rows",
    "roster:request_show": "from a request with more rows than the list shows",
    "roster:request_help": "请上级处理, of a class of rows",
}


class Walker:
    """One member of the cast, and where the links led."""

    def __init__(self, client: PageClient) -> None:
        self.client, self.faults = client, list[str]()
        self.seen: dict[str, set[str]] = {}
        self.named: set[str] = set()

    def walk(self, *starts: str) -> None:
        """Open everything that can be reached from here."""
        waiting = list(starts)
        while waiting:
            address = waiting.pop()
            name = _name(address)
            opened = self.seen.setdefault(name, set())
            if address in opened or len(opened) >= _EACH:
                continue
            opened.add(address)
            page = self._open(address)
            if page is not None:
                waiting += [found for found in _links(page, address) if found not in waiting]
                self.named |= {_name(form.action) for form in page.html.forms if form.action.startswith("/")}

    def _open(self, address: str) -> Page | None:
        answer = Client.get(self.client, address)
        if answer.status_code == 302:
            return (
                self._open(answer.headers["Location"]) if _name(answer.headers["Location"]) not in self.seen else None
            )
        if answer.status_code != 200:
            self.faults.append(f"{address}: {answer.status_code}")
            return None
        if not answer.headers["Content-Type"].startswith("text/html"):
            return None
        try:
            return self.client.open(address, queries=FEW_QUERIES)
        except AssertionError as fault:
            self.faults.append(f"{address}: {fault}")
            return None


def _name(address: str) -> str:
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return f"nothing at {address}"


def _links(page: Page, address: str) -> Iterator[str]:
    for link in page.links():
        whole = urljoin(address, link)
        if whole.startswith("/") and not whole.startswith("//"):
            yield whole.split("#")[0]


@pytest.mark.slow
def test_it_leads_to_every_page_and_to_nothing_that_is_not_there(stage: Stage) -> None:
    reached, faults = set[str](), []
    for role in WALKERS:
        walker = Walker(stage.world.client(role))
        walker.walk("/desktop", "/")
        reached |= set(walker.seen) | walker.named
        faults += [f"{role}: {fault}" for fault in walker.faults]
    assert not faults, "\n".join(faults)
    missing = {route.name for route in all_routes()} - reached
    assert missing <= set(NO_LINK_HERE), missing - set(NO_LINK_HERE)


@pytest.mark.parametrize("role", ["school_admin", "homeroom", "county_admin"])
def test_it_opens_every_page_of_ones_own_with_few_queries(stage: Stage, role: str) -> None:
    """Every GET of the route list, also those that no link of today's state leads to."""
    client, opened, faults = stage.world.client(role), 0, []
    for route in all_routes():
        assert route.declaration is not None
        target = targets_of(route).get("county" if role == "county_admin" else "own") or targets_of(route).get("self")
        if target is None or "GET" not in route.declaration.methods:
            continue
        address = reverse(route.name, kwargs=path_values(stage, route, target))
        answer = Client.get(client, address, QUERIES.get(route.name))
        if answer.status_code != 200 or not answer.headers["Content-Type"].startswith("text/html"):
            continue
        opened += 1
        try:
            client.open(answer.wsgi_request.get_full_path(), queries=FEW_QUERIES)
        except AssertionError as fault:
            faults.append(f"{address}: {fault}")
    assert not faults, "\n".join(faults)
    assert opened >= (25 if role == "school_admin" else 6)
