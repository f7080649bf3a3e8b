"""The document of somebody who asks to be a teacher on an account that has none: a guardian's (product.md R2, R5).

The school checks a teacher by the document; one that is on record already is told as a registration tells it.
"""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from jiaoyun.accounts.identifiers import digest_of
from jiaoyun.accounts.models import Identifier, IdentifierKind
from jiaoyun.accounts.registration.clashes import find_clash
from jiaoyun.accounts.registration.facts import look_up
from jiaoyun.accounts.registration.forms import PersonForm
from jiaoyun.accounts.registration.person import Described
from jiaoyun.accounts.registration.submit import ADDRESS_BUDGET, PHONE_BUDGET, count
from jiaoyun.accounts.registration.telling import refusal_of
from jiaoyun.plumbing.actor import Actor
from jiaoyun.rules.names import name_key


class OwnDocumentForm(PersonForm):
    """The document alone; the name is the account's and is not asked again."""

    def __init__(self, given: Mapping[str, str] | None = None, *, name: str) -> None:
        super().__init__({**given, "name": name} if given is not None else None)


def has_document(account_id: UUID) -> bool:
    """Whether a document is bound to the account. One statement."""
    rows = Identifier.objects.of_account(account_id).filter(kind=IdentifierKind.DOCUMENT, released_at__isnull=True)
    return bool(rows.exists())


def document_form(actor: Actor, given: Mapping[str, str] | None) -> OwnDocumentForm | None:
    """The form for the actor's document, filled in with `given`; None where one is bound already."""
    return None if has_document(actor.account) else OwnDocumentForm(given, name=actor.name)


def refuse_clash(actor: Actor, person: Described, school_id: int, *, network: str, now: datetime) -> None:
    """Refuse a document that another account has, as 教师注册 does; the same statements whatever is found.

    Refuses accounts.register.deleted, .pending, .staff, .former where the name fits the record, .unclear where it does
    not, and .too_many.
    """
    count(PHONE_BUDGET, actor.account.hex, now)
    count(ADDRESS_BUDGET, network, now)
    document = person.document
    digest = digest_of(IdentifierKind.DOCUMENT, document.number, document_kind=document.kind.value)
    clash = find_clash(look_up(digest, b"", b""), name_key(person.name))
    if clash is not None:
        raise refusal_of(clash, school_id)
