"""Which address each page of the server is opened at, and by whom: the reviewed policy says who may."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from jiaoyun.accounts.models import Account
from jiaoyun.helpdesk.models import Case
from jiaoyun.plumbing.routes import Route, all_routes
from tests.whole.matrix import applying, people
from tests.whole.matrix.asking import VISITOR
from tests.whole.matrix.bodies import QUERIES
from tests.whole.matrix.cells import ROLES, read_policy
from tests.whole.matrix.stage import Stage
from tests.whole.matrix.targets import desk_of, path_values, targets_of
from tests.whole.matrix.ticket_targets import make_ticket_ready

#: Who is asked first; of the others the first in the cast's own order.
_FIRST = ("school_admin", "support", "county_admin", "homeroom")
#: Pages that only these have something on.
_FITTING = {
    "helpdesk:mine": "student",
    "helpdesk:ticket_new": "teacher",
    "helpdesk:ticket_show": "student",
    "roster:my_children": "guardian",
    "roster:child_add": "guardian",
    "roster:child_leave": "guardian",
    "roster:consents": "guardian",
    "roster:own_use": "student",
}
#: Files, and what answers a script.
NO_PAGES = {
    "accounts:proof_of_work",
    "helpdesk:desk_file",
    "helpdesk:ticket_file",
    "roster:template",
    "roster:sample",
    "roster:problems",
    "roster:slip_sheet",
}


@dataclass(frozen=True, slots=True)
class Look:
    """One page to open. `role` is one of the cast, or the visitor."""

    name: str
    role: str
    address: str


def looks(stage: Stage) -> Iterator[Look]:
    """Every address with a GET that the policy lets somebody see, each by whom it fits; files and numbers left out."""
    policy = read_policy()
    for route in _routes():
        found = next(_readers(route, policy), None)
        if found is not None and route.name not in NO_PAGES:
            yield _look(stage, route, *found)


def unseen() -> set[str]:
    """The addresses that the policy lets nobody of the cast see as the stage stands."""
    policy = read_policy()
    spoken = {name for name, method, _ in policy if method == "GET"}
    return {route.name for route in _routes() if route.name in spoken and not any(_readers(route, policy))}


def _routes() -> list[Route]:
    return [route for route in all_routes() if route.declaration is not None and "GET" in route.declaration.methods]


def _readers(route: Route, policy: dict[tuple[str, str, str], dict[str, str]]) -> Iterator[tuple[str, str]]:
    """(target, role) of everybody who may see it, the fitting ones first. test_matrix.py holds the policy complete."""
    assert route.declaration is not None
    first = (VISITOR,) if route.declaration.kind == "public" else _FIRST
    fitting = (_FITTING[route.name],) if route.name in _FITTING else ()
    for target in targets_of(route):
        verdicts = policy.get((route.name, "GET", target), {})
        yield from ((target, role) for role in dict.fromkeys((*fitting, *first, *ROLES)) if verdicts.get(role) == "ok")


def _look(stage: Stage, route: Route, target: str, role: str) -> Look:
    aim = targets_of(route)[target]
    # Nobody has two cases open at once.
    Case.objects.everywhere("the test's own cases").delete()
    make_ticket_ready(route.name, stage, aim.owner)
    # Whoever was frozen for the page that thaws is there again for the next one.
    Account.objects.everywhere("the test's own").filter(state="frozen").update(state="active", state_role="")
    if route.name == "accounts:person_thaw":
        people.make_ready(route.name, "GET", stage, desk_of(stage, aim))
    address = reverse(route.name, kwargs=path_values(stage, route, aim))
    query: dict[str, Any] = QUERIES.get(route.name, {})
    return Look(route.name, role, f"{address}?{urlencode(query)}" if query else address)


def fill_desks(stage: Stage) -> None:
    """What waits on the pages of applicants, reviewers and a school's people."""
    desk = stage.desks["school"]
    applying.let_everybody_apply(stage)
    applying.let_somebody_apply(stage, desk)
    for name in ("accounts:person_unbind_confirm", "roster:confirmations"):
        people.make_ready(name, "POST", stage, desk)
