"""Registering as a browser does it: phone, code, details."""

from datetime import date
from typing import Any
from uuid import UUID

from jiaoyun.accounts.identifiers import digest_of
from jiaoyun.accounts.models import Account, Identifier, IdentifierKind
from jiaoyun.rules.codes import Sex
from tests.accounts.knocking import answer
from tests.inbox import code_to
from tests.pages import Page, PageClient
from tests.people import invent_id, invent_phone
from tests.world import World

PHONE = invent_phone(8101)
NAME = "欧阳景行"
DOCUMENT = invent_id(date(1990, 3, 5), Sex.MALE, 41)
PASSWORD = "溪水长流过三弯-88"
DETAILS = "/register/teacher/details"


def prove_phone(client: PageClient, phone: str = PHONE) -> Page:
    """Step 1 up to the page of step 2."""
    page = client.open("/register/teacher")
    client.send(page.form("/register/teacher"), {"phone": phone, **answer(page)})
    page = client.open("/register/teacher/code")
    client.send(page.form("/register/teacher/code"), {"code": code_to(phone)})
    return client.open(DETAILS)


def details(world: World, **other: Any) -> dict[str, Any]:
    """Everything that step 2 asks, of a person nobody knows."""
    return {
        "name": NAME,
        "document_kind": "1",
        "document": DOCUMENT,
        "school": world.place("school").organization_id,
        "account_name": "ouyangjx_one",
        "password": PASSWORD,
        "again": PASSWORD,
        **other,
    }


def send_off(client: PageClient, page: Page, values: dict[str, Any], *, status: int = 302) -> Page:
    """Send step 2 off."""
    return client.send(page.form(DETAILS), values, status=status)


def register(client: PageClient, world: World, phone: str = PHONE, **other: Any) -> UUID:
    """Register to the end; the new account."""
    send_off(client, prove_phone(client, phone), details(world, **other))
    return holder_of(IdentifierKind.DOCUMENT, other.get("document", DOCUMENT))


def holder_of(kind: IdentifierKind, number: str) -> UUID:
    """The account that a number is bound to."""
    digest = digest_of(kind, number, document_kind="1" if kind is IdentifierKind.DOCUMENT else "")
    rows = Identifier.objects.everywhere("the test's own rows").filter(kind=kind, digest=digest)
    found: UUID = rows.filter(released_at__isnull=True).values_list("account_id", flat=True).get()
    return found


def document_of(world: World, role: str) -> str:
    """The whole document number of a member of the cast."""
    from jiaoyun.accounts.binding import numbers_of

    numbers = numbers_of([world.accounts[role]])
    return next(bound.number for bound in numbers if bound.kind is IdentifierKind.DOCUMENT)


def phone_of(world: World, role: str) -> str:
    """The phone of a member of the cast."""
    from jiaoyun.accounts.binding import numbers_of

    numbers = numbers_of([world.accounts[role]])
    return next(bound.number for bound in numbers if bound.kind is IdentifierKind.PHONE)


def known(world: World, role: str, **other: Any) -> dict[str, Any]:
    """Step 2 filled in with the name and document of a member of the cast."""
    name = Account.objects.of_account(world.accounts[role]).values_list("name", flat=True).get()
    return details(world, **{"name": name, "document": document_of(world, role), **other})


def rows_written() -> tuple[int, int]:
    """How many accounts and identifiers there are."""
    everywhere = "the test's own rows"
    return Account.objects.everywhere(everywhere).count(), Identifier.objects.everywhere(everywhere).count()
