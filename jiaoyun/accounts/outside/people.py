"""Outside logins as identifiers: issuer and subject are one number, bound to one account."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote
from uuid import UUID

from jiaoyun.accounts.binding import SEAL_KIND
from jiaoyun.accounts.identifiers import digest_of
from jiaoyun.accounts.models import Identifier, IdentifierKind
from jiaoyun.accounts.outside.providers import label_of
from jiaoyun.accounts.outside.tokens import OutsidePerson
from jiaoyun.organizations.models import Organization, State
from jiaoyun.plumbing.sealing import unseal_many


@dataclass(frozen=True, slots=True)
class OutsideLink:
    """An outside login of one's own, as the page lists it."""

    identifier_id: UUID
    label: str
    issuer: str
    bound_at: datetime


def number_of(person: OutsidePerson) -> str:
    """The one spelling; a subject means nothing without its issuer. ASCII, so that no reading of text changes it."""
    return f"{person.issuer} {quote(person.subject, safe='')}"


def bound_to(number: str) -> Identifier | None:
    """The bound identifier with its account."""
    rows = Identifier.objects.everywhere("whoever came back from the provider may ask whose account it opens")
    key = digest_of(IdentifierKind.OUTSIDE, number)
    found: Identifier | None = (
        rows.filter(kind=IdentifierKind.OUTSIDE, digest=key, released_at__isnull=True).select_related("account").first()
    )
    return found


def links_of(account_id: UUID) -> list[OutsideLink]:
    """The outside logins of an account, oldest first; one statement."""
    rows = list(
        Identifier.objects.of_account(account_id)
        .filter(kind=IdentifierKind.OUTSIDE, released_at__isnull=True)
        .order_by("bound_at", "id")
    )
    numbers = unseal_many(SEAL_KIND, ((row.id, bytes(row.sealed)) for row in rows))
    issuers = [number.rsplit(" ", 1)[0] for number in numbers]
    return [
        OutsideLink(row.id, label_of(issuer), issuer, row.bound_at) for row, issuer in zip(rows, issuers, strict=True)
    ]


def knows_school(code: str) -> bool:
    """Whether a school of that code is open here."""
    rows = Organization.objects.everywhere("which schools are open is public")
    return bool(rows.filter(code=code, valid_to__isnull=True, state=State.OPEN).exists())
