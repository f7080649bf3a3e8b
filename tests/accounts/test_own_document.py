"""The own ID document: corrected once a year, put back by the school for seven days; the own data (product.md I1)."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.http import Http404
from django.utils import timezone

from jiaoyun.accounts.binding import numbers_of
from jiaoyun.accounts.commands.correct_document import correct_document
from jiaoyun.accounts.commands.reverse_document import reverse_document
from jiaoyun.accounts.models import IdentifierKind
from jiaoyun.plumbing.refusals import Refused
from tests.world import World

NEW = "E36990001"


def document_of(world: World) -> list[str]:
    bound = numbers_of([world.accounts["teacher"]])
    return [one.number for one in bound if one.kind is IdentifierKind.DOCUMENT]


def test_it_is_corrected_once_a_year_and_put_back_by_the_own_school_only(world: World) -> None:
    now, teacher, before = timezone.now(), world.actor("teacher"), document_of(world)
    done = correct_document(actor=teacher, document_kind="A", number=NEW, now=now)
    assert document_of(world) == [NEW]
    with pytest.raises(Refused, match=r"once_a_year"):
        correct_document(actor=teacher, document_kind="A", number="E36990002", now=now)
    place = world.place("school")
    with pytest.raises(Http404):
        reverse_document(
            actor=world.actor("neighbour_admin"), place=place, change_id=done.change_id, reason="不符", now=now
        )
    late = now + timedelta(days=8)
    admin = world.actor("school_admin")
    with pytest.raises(Refused, match=r"not_reversible"):
        reverse_document(actor=admin, place=place, change_id=done.change_id, reason="不符", now=late)
    reverse_document(actor=admin, place=place, change_id=done.change_id, reason="不符", now=now)
    assert document_of(world) == before


def test_a_number_of_somebody_else_is_refused_without_saying_whose(world: World) -> None:
    now = timezone.now()
    correct_document(actor=world.actor("teacher"), document_kind="A", number=NEW, now=now)
    with pytest.raises(Refused) as caught:
        correct_document(actor=world.actor("inspector"), document_kind="A", number=NEW, now=now)
    assert caught.value.id == "accounts.document.clash"
    assert caught.value.values == {"kind": "identity_clash"}


def test_one_s_own_data_comes_whole_and_is_only_one_s_own(world: World) -> None:
    client = world.client("teacher")
    page = client.open("/me/data").form("/me/data")
    response = client.post("/me/data", page.hidden)
    with zipfile.ZipFile(io.BytesIO(response.content)) as parts:
        plain = parts.read("我的数据.json").decode()
        assert "我的数据.xlsx" in parts.namelist()
    for number in (one.number for one in numbers_of([world.accounts["teacher"]])):
        assert number in plain
    assert not [value for value in world.canaries("school") if value in plain]
