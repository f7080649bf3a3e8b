"""Binding and releasing: one number, one account, and the history kept."""

import pytest
from django.utils import timezone

from jiaoyun.accounts.binding import bind, numbers_of, release
from jiaoyun.accounts.identifiers import NotThisKindError
from jiaoyun.accounts.models import Identifier, IdentifierKind
from jiaoyun.plumbing.refusals import Refused
from tests.world import World


def test_a_number_is_bound_once_however_it_is_written(world: World) -> None:
    now = timezone.now()
    bind(world.accounts["teacher"], IdentifierKind.EMAIL, "Que.Renke@jiaoyun.example", now=now)
    with pytest.raises(Refused) as raised:
        bind(world.accounts["inspector"], IdentifierKind.EMAIL, " que.renke@JIAOYUN.example", now=now)
    assert raised.value.id == "accounts.identifier.taken"
    assert "renke" not in str(raised.value.values)


def test_moving_a_number_is_a_release_and_a_new_row(world: World) -> None:
    now, login = timezone.now(), "wandering_name"
    first = bind(world.accounts["teacher"], IdentifierKind.ACCOUNT_NAME, login, now=now)
    assert release([first.id], why="moved", now=now) == 1
    assert release([first.id], why="moved", now=now) == 0
    second = bind(world.accounts["inspector"], IdentifierKind.ACCOUNT_NAME, login, now=now)
    rows = Identifier.objects.everywhere("the test's own").filter(digest=first.digest).order_by("released_at")
    assert {(row.account_id, row.released_why) for row in rows} == {
        (world.accounts["teacher"], "moved"),
        (world.accounts["inspector"], ""),
    }
    assert bytes(first.sealed) != bytes(second.sealed)
    assert login in {bound.number for bound in numbers_of([world.accounts["inspector"]])}
    assert login not in {bound.number for bound in numbers_of([world.accounts["teacher"]])}


def test_documents_of_two_kinds_never_meet(world: World) -> None:
    now = timezone.now()
    bind(world.accounts["teacher"], IdentifierKind.DOCUMENT, "E12345678", document_kind="A", now=now)
    bind(world.accounts["inspector"], IdentifierKind.DOCUMENT, "E12345678", document_kind="Z", now=now)
    with pytest.raises(NotThisKindError):
        bind(world.accounts["inspector"], IdentifierKind.DOCUMENT, "369901201502290010", document_kind="1", now=now)
