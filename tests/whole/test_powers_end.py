"""A power that is taken away is gone with the next request, whatever the session still believes (security.md §3 P4)."""

from collections.abc import Callable

import pytest
from django.utils import timezone

from jiaoyun.accounts.models import Account, AccountState, Identity, IdentityState
from jiaoyun.organizations.models import Organization
from jiaoyun.organizations.models import State as TenantState
from jiaoyun.plumbing.actor import Role
from tests.whole.matrix.asking import Answer, Asker
from tests.whole.matrix.stage import Stage

ROLE = "school_admin"
pytestmark = pytest.mark.slow
Change = Callable[[Stage], None]


def _identity_ends(stage: Stage) -> None:
    stage.world.end_identity(ROLE)


def _identity_runs_out(stage: Stage) -> None:
    Identity.objects.of_account(stage.world.accounts[ROLE]).update(until=timezone.now())


def _becomes_a_teacher(stage: Stage) -> None:
    Identity.objects.of_account(stage.world.accounts[ROLE]).update(role=Role.TEACHER)


def _moves_to_the_neighbour(stage: Stage) -> None:
    place = stage.world.place("neighbour")
    Identity.objects.of_account(stage.world.accounts[ROLE]).update(organization_id=place.organization_id)


def _waits_for_approval(stage: Stage) -> None:
    others = [state for state in IdentityState if state is not IdentityState.ACTIVE]
    Identity.objects.of_account(stage.world.accounts[ROLE]).update(state=others[0])


def _school_is_closed(stage: Stage) -> None:
    closed = next(state for state in TenantState if state is not TenantState.OPEN)
    rows = Organization.objects.everywhere("one school of the test's world")
    rows.filter(pk=stage.school_id("school")).update(state=closed)


def _account_is_frozen(stage: Stage) -> None:
    frozen = next(state for state in AccountState if state is not AccountState.ACTIVE)
    Account.objects.of_account(stage.world.accounts[ROLE]).update(state=frozen)


def _password_is_changed_elsewhere(stage: Stage) -> None:
    Account.objects.of_account(stage.world.accounts[ROLE]).update(session_epoch=99)


CHANGES: dict[str, tuple[Change, str]] = {
    "the identity is ended": (_identity_ends, "404"),
    "its time is over": (_identity_runs_out, "404"),
    "the role becomes a lesser one": (_becomes_a_teacher, "403"),
    "the place becomes another": (_moves_to_the_neighbour, "404"),
    "it has to be approved again": (_waits_for_approval, "404"),
    "the school is closed": (_school_is_closed, "404"),
    "the account is frozen": (_account_is_frozen, "login"),
    "the password is changed elsewhere": (_password_is_changed_elsewhere, "login"),
}


def _pages(stage: Stage) -> list[tuple[str, str]]:
    school, batch = stage.school_id("school"), stage.desks["school"].open.pk
    here = f"/school/{school}"
    return [
        ("GET", f"{here}/students"),
        ("GET", f"{here}/imports/{batch}"),
        ("GET", f"{here}/imports/{batch}/problems"),
        ("POST", f"{here}/imports/{batch}/close"),
        ("POST", f"{here}/students/{stage.desks['school'].pupils[0]}/numbers"),
    ]


@pytest.mark.parametrize("what", CHANGES)
def test_it_is_denied_with_the_next_request_when(stage: Stage, what: str) -> None:
    change, verdict = CHANGES[what]
    asker, secrets = Asker(stage, (ROLE,)), stage.world.canaries("school")
    pages = _pages(stage)
    assert asker.ask(ROLE, *pages[0]).verdict == "ok"
    change(stage)
    answers: list[Answer] = [asker.ask(ROLE, *page) for page in pages]
    # A session that ended is told once; afterwards it is nobody's.
    assert {answer.verdict for answer in answers} == {verdict}
    assert not [value for answer in answers for value in secrets if value in answer.text]
    assert {table for answer in answers for table in answer.writes} <= {"django_session"}
