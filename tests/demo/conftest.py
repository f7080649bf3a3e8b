"""The demo province, loaded once for all tests of this folder and rolled back after them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from jiaoyun.accounts.actors import actor_for
from jiaoyun.accounts.identifiers import digest_of
from jiaoyun.accounts.models import Identifier, IdentifierKind, Identity
from jiaoyun.demo.life import begin_life
from jiaoyun.demo.load import Loaded, load_demo
from jiaoyun.demo.logins import PARTS
from jiaoyun.organizations.models import Organization
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.powers import Place
from tests.standing import standing


@dataclass
class Demo:
    """The loaded province with the two things that tests/roster/importing.py asks of a world."""

    loaded: Loaded
    places: dict[str, Place]

    def actor(self, login: str) -> Actor:
        """The person of a demo log-in with the identity it stands for."""
        part = next(part for part in PARTS if part.login == login)
        digest = digest_of(IdentifierKind.ACCOUNT_NAME, login)
        account = (
            Identifier.objects.everywhere("a test").get(kind=IdentifierKind.ACCOUNT_NAME, digest=digest).account_id
        )
        identity = Identity.objects.of_account(account).get(role=part.role)
        actor = actor_for(account, identity.pk, "test-request")
        assert actor is not None
        return actor


@pytest.fixture(scope="package")
def loaded_demo(django_db_setup: None, django_db_blocker: Any) -> Iterator[Demo]:
    """Loads for real, standing for all tests of the folder."""
    with standing(django_db_blocker):
        loaded = load_demo(timezone.now())
        begin_life(timezone.now())
        # Foreign keys are checked once here, not again after every test.
        connection.check_constraints()
        rows = Organization.objects.everywhere("a test")
        yield Demo(loaded, {row.code: row.place for row in rows})


@pytest.fixture
def demo(loaded_demo: Demo, db: None) -> Demo:
    """The province; what a test changes in it is gone after the test."""
    return loaded_demo
