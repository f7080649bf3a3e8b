"""A guardian asks to be a teacher: the document that the account lacks is asked, and clashes are told (R2, R5)."""

import pytest

from jiaoyun.accounts.models import Account, Identifier, IdentityRequest
from tests.accounts.registration.registering import DOCUMENT, document_of
from tests.pages import Page, PageClient
from tests.world import World

NEW = "/applications/new"


def without_document(world: World, name: str = "欧阳景行") -> PageClient:
    """The guardian of the cast as one who registered with a phone alone."""
    rows = Identifier.objects.of_account(world.accounts["guardian"]).filter(kind="document")
    rows.update(released_at=world.now, released_why="test")
    Account.objects.of_account(world.accounts["guardian"]).update(name=name)
    return world.client("guardian")


def ask(client: PageClient, document: str, *, status: int = 302) -> Page:
    page = client.open(NEW)
    values = {"document_kind": "1", "document": document, "school": "900101"}
    return client.send(page.form(NEW), values, status=status)


def test_the_document_is_asked_bound_and_reviewed(world: World) -> None:
    client = without_document(world)
    ask(client, "", status=422)
    assert not IdentityRequest.objects.of_account(world.accounts["guardian"]).exists()
    ask(client, DOCUMENT)
    rows = Identifier.objects.of_account(world.accounts["guardian"]).filter(kind="document", released_at__isnull=True)
    assert rows.get().hint.endswith(DOCUMENT[-4:])
    assert IdentityRequest.objects.of_account(world.accounts["guardian"]).get().role == "teacher"
    assert "证件号码" not in client.open(NEW).text


def test_who_has_a_document_is_not_asked_again(world: World) -> None:
    assert "证件号码" not in world.client("guardian").open(NEW).text


@pytest.mark.parametrize(("role", "says"), [("teacher", "身份证号已注册"), ("student", "身份证号已注册")])
def test_r2_and_r5_are_told_where_the_name_fits_and_nothing_where_not(world: World, role: str, says: str) -> None:
    name = str(Account.objects.of_account(world.accounts[role]).values_list("name", flat=True).get())
    told = ask(without_document(world, name), document_of(world, role), status=409)
    assert says in told.text
    strange = ask(without_document(world), document_of(world, role), status=409)
    assert "这些信息没有核对通过" in strange.text
    assert says not in strange.text
    assert document_of(world, role) in strange.response.content.decode()
    assert not IdentityRequest.objects.of_account(world.accounts["guardian"]).exists()
