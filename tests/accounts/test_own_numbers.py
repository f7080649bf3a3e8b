"""One's own phone and mailbox: proved, moved at once or after 48 hours, and never two owners (product.md L7, R4)."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from jiaoyun.accounts.binding import numbers_of
from jiaoyun.accounts.commands.set_account_name import set_account_name
from jiaoyun.accounts.models import Account, IdentifierKind
from jiaoyun.accounts.personal.overview import own_waiting
from jiaoyun.accounts.waiting import HOLD, finish, is_waiting
from jiaoyun.accounts.waiting_messages import token_of
from jiaoyun.plumbing.jobs import run_pending
from jiaoyun.plumbing.refusals import Refused
from tests.inbox import code_to, texts_to
from tests.pages import PageClient
from tests.people import invent_phone
from tests.world import World

NEW = invent_phone(7301)


def phone_of(account_id: UUID) -> str:
    found = [bound.number for bound in numbers_of([account_id]) if bound.kind is IdentifierKind.PHONE]
    return found[0] if found else ""


def prove_old(client: PageClient, then: str, old: str) -> None:
    client.send(client.open(f"/me/numbers/phone/old?then={then}").form("/me/numbers/phone/old"))
    run_pending()
    page = client.open("/me/numbers/phone/old/code")
    client.send(page.form("/me/numbers/phone/old/code"), {"code": code_to(old)})


def prove_new(client: PageClient, query: str = "") -> None:
    client.send(client.open(f"/me/numbers/phone/new{query}").form("/me/numbers/phone/new"), {"phone": NEW})
    page = client.open("/me/numbers/phone/code")
    client.send(page.form("/me/numbers/phone/code"), {"code": code_to(NEW)})


def finish_page(client: PageClient, **values: Any) -> None:
    form = client.open("/me/numbers/phone/finish").form("/me/numbers/phone/finish")
    client.send(form, values)


def test_it_moves_at_once_where_both_are_proved(world: World) -> None:
    client, teacher = world.client("teacher"), world.accounts["teacher"]
    old = phone_of(teacher)
    prove_old(client, "move", old)
    prove_new(client)
    finish_page(client)
    assert phone_of(teacher) == NEW


def test_without_the_old_one_it_waits_and_the_link_stops_it(world: World, visitor: PageClient) -> None:
    client, teacher = world.client("teacher"), world.accounts["teacher"]
    old = phone_of(teacher)
    prove_new(client, "?then=lost")
    finish_page(client)
    assert phone_of(teacher) == old
    row = own_waiting(teacher)
    assert row is not None
    [told] = texts_to(old, key="accounts.waiting")
    address = f"/changes/{token_of(row.id)}/cancel"
    assert address in told
    visitor.send(visitor.open(address).form(address), status=200)
    assert not is_waiting(teacher)
    with pytest.raises(Refused, match=r"accounts\.waiting\.over"):
        finish(row.id, now=timezone.now() + HOLD)


def test_nothing_else_begins_while_it_waits(world: World) -> None:
    client = world.client("teacher")
    prove_new(client, "?then=lost")
    finish_page(client)
    client.send(client.open("/me/data").form("/me/data"), status=409)


def test_whoever_holds_a_number_moves_it_here_and_the_former_account_goes_out(world: World) -> None:
    guardian, teacher, client = world.accounts["guardian"], world.accounts["teacher"], world.client("teacher")
    before = Account.objects.of_account(guardian).get().session_epoch
    held, own = phone_of(guardian), phone_of(teacher)
    prove_old(client, "move", own)
    client.send(client.open("/me/numbers/phone/new").form("/me/numbers/phone/new"), {"phone": held})
    page = client.open("/me/numbers/phone/code")
    client.send(page.form("/me/numbers/phone/code"), {"code": code_to(held)})
    assert "雀家长" in client.open("/me/numbers/phone/finish").text
    finish_page(client)
    assert (phone_of(teacher), phone_of(guardian)) == (held, "")
    assert Account.objects.of_account(guardian).get().session_epoch == before + 1


def test_an_account_name_is_set_once_a_year(world: World) -> None:
    now, actor = timezone.now(), world.actor("teacher")
    with pytest.raises(Refused, match=r"once_a_year"):
        set_account_name(actor=actor, name="wandering_name", now=now)
    later = now + timedelta(days=366)
    with pytest.raises(Refused, match=r"unfit"):
        set_account_name(actor=actor, name="g123456789012", now=later)
    assert set_account_name(actor=actor, name="wandering_name", now=later).replaced is not None
