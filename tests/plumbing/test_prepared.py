"""Questions that are written once a process: the same rows as the query that they were written from, for every id."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext
from uuid_utils.compat import uuid7

from jiaoyun.accounts.actors import standing_of
from jiaoyun.accounts.identifiers import digest_of
from jiaoyun.accounts.models import Account, Identifier, IdentifierKind, Identity
from jiaoyun.plumbing.prepared import prepared
from jiaoyun.plumbing.scope import UnscopedQueryError
from tests.world import World

COLUMNS = ("id", "role", "since", "organization__name", "school_class_id")


def identities(account_id: UUID) -> Any:
    """Columns of every sort: an id, a word, a moment, a joined one, an id that may be missing."""
    return Identity.objects.of_account(account_id).order_by("id").values_list(*COLUMNS)


def test_it_answers_as_the_query_does_for_each_id(world: World) -> None:
    asked = prepared(UUID)(identities)
    for role in ("school_admin", "homeroom", "student", "province_admin"):
        account_id = world.accounts[role]
        assert asked(account_id) == list(identities(account_id))
        assert asked(account_id)[0][1] == Identity.objects.of_account(account_id).values_list("role", flat=True).get()
    assert asked(uuid7()) == []


def test_it_writes_the_question_once_and_asks_once_each_time(world: World) -> None:
    written = []

    def build(account_id: UUID) -> Any:
        written.append(account_id)
        return identities(account_id)

    asked = prepared(UUID)(build)
    with CaptureQueriesContext(connection) as queries:
        asked(world.accounts["teacher"])
        asked(world.accounts["student"])
    assert (len(written), len(queries)) == (1, 2)
    assert written[0] not in world.accounts.values()


def test_it_takes_values_of_every_kind_each_in_its_place(world: World) -> None:
    def build(organization_id: int, role: str, before: datetime, other_role: str) -> Any:
        rows = Identity.objects.everywhere("a test").filter(organization_id=organization_id, since__lte=before)
        return rows.filter(Q(role=role) | Q(role=other_role)).order_by("role").values_list("role")

    asked = prepared(int, str, datetime, str)(build)
    school, now = world.place("school").organization_id, world.now
    assert asked(school, "homeroom", now, "school_admin") == [("homeroom",), ("school_admin",)]
    assert asked(school, "school_admin", now, "nobody") == [("school_admin",)]
    assert asked(school, "homeroom", now - timedelta(seconds=1), "school_admin") == []
    for nowhere in (0, 2**31, -(2**63), 2**63, 10**40):
        assert asked(nowhere, "homeroom", now, "school_admin") == []


def test_it_takes_bytes_each_in_their_place(world: World) -> None:
    def build(one: bytes, other: bytes) -> Any:
        rows = Identifier.objects.everywhere("a test").filter(kind=IdentifierKind.ACCOUNT_NAME)
        return rows.filter(Q(digest=one) | Q(digest=other)).order_by("account_id").values_list("account_id")

    asked = prepared(bytes, bytes)(build)
    first, second = (digest_of(IdentifierKind.ACCOUNT_NAME, world.login(role)) for role in ("teacher", "student"))
    both = sorted((world.accounts[role],) for role in ("teacher", "student"))
    assert asked(first, second) == both
    assert asked(second, first) == both
    assert asked(first, b"nobody's") == [(world.accounts["teacher"],)]
    assert asked(b"nobody's", second) == [(world.accounts["student"],)]


def test_it_refuses_what_nobody_limited() -> None:
    with pytest.raises(UnscopedQueryError):
        prepared(UUID)(lambda key: Account.objects.filter(id=key).values_list("name"))(uuid7())


def test_it_refuses_a_question_that_forgets_its_id() -> None:
    with pytest.raises(ValueError, match="does not ask"):
        prepared(UUID)(lambda _key: Account.objects.everywhere("a test").values_list("name"))(uuid7())


def test_the_standing_of_each_is_their_own(world: World) -> None:
    for role in ("school_admin", "county_admin", "student"):
        found = standing_of(world.accounts[role])
        assert found is not None
        assert [grant.identity_id for grant in found.grants] == [world.identities[role]]
