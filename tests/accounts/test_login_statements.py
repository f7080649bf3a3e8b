"""Logging in and changing identity cost the same however many identities somebody holds (issue, "Held to")."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from jiaoyun.accounts.models import Identity
from jiaoyun.organizations.models import Organization
from jiaoyun.plumbing.actor import Role
from tests.accounts.knocking import PHONE, ask_code, by_sms, with_phone
from tests.inbox import code_to
from tests.pages import PageClient
from tests.world import World

MOST_BY_SMS, MOST_BY_SWITCH = 20, 8
_FRAME = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "ROLLBACK")


def statements(act: Callable[[], Any]) -> list[str]:
    """What reached the database; the marks of transactions are no statements."""
    with CaptureQueriesContext(connection) as captured:
        act()
    return [query["sql"] for query in captured if not query["sql"].startswith(_FRAME)]


def give_identities(world: World, how_many: int) -> None:
    """Make the teacher a teacher of other schools too."""
    schools = Organization.objects.everywhere("the test's own places").filter(kind="school")
    others = schools.exclude(id=world.place("school").organization_id)[:how_many]
    Identity.objects.bulk_create(
        Identity(account_id=world.accounts["teacher"], role=Role.TEACHER, organization=school, since=timezone.now())
        for school in others
    )


def by_sms_statements(world: World) -> list[str]:
    """From the code to the desktop: the code, the page whose account it is, 「这是我」."""
    client = PageClient()
    page = ask_code(client)
    code = code_to(PHONE)

    def log_in() -> None:
        client.send(page.form("/login/code"), {"code": code})
        client.send(client.open("/login/whose").form("/login/whose"))

    return statements(log_in)


@pytest.mark.parametrize("others", [0, 6])
def test_an_sms_login_takes_few_statements(world: World, others: int) -> None:
    with_phone(world, "teacher")
    give_identities(world, others)
    found = by_sms_statements(world)
    assert len(found) <= MOST_BY_SMS, "\n".join(found)


@pytest.mark.parametrize("others", [1, 6])
def test_changing_the_identity_takes_few_statements(world: World, others: int) -> None:
    with_phone(world, "teacher")
    give_identities(world, others)
    client = PageClient()
    by_sms(client)
    client.send(client.open("/login/whose").form("/login/whose"))
    page = client.open("/identities")
    found = statements(lambda: client.send(page.form("/identities")))
    assert len(found) <= MOST_BY_SWITCH, "\n".join(found)
