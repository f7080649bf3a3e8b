"""Asking for the teacher identity on an account that exists already (product.md R5, L2)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from jiaoyun.accounts.binding import bind
from jiaoyun.accounts.models import Account, Identifier, IdentifierKind
from jiaoyun.accounts.proving import Proved, use
from jiaoyun.accounts.registration.person import Described, put_on
from jiaoyun.accounts.requests.events import IDENTITY_ASKED
from jiaoyun.accounts.requests.places import open_school
from jiaoyun.accounts.requests.writing import write_request
from jiaoyun.plumbing.actor import Actor, Role
from jiaoyun.plumbing.commands import command


@dataclass(frozen=True, slots=True)
class Asked:
    """The request that waits now."""

    request_id: UUID
    account_id: UUID
    organization_id: int
    role: str


@command(power=None, event=IDENTITY_ASKED)
def ask_identity(
    *, actor: Actor, school_id: int, phone: Proved | None = None, person: Described | None = None, now: datetime
) -> Asked:
    """Ask to be a teacher of this school.

    `phone`: what stands for the log-in, where the person proved the account's own phone during a registration; it is
    used up. `person`: name and document, for an account without one. Refuses accounts.request.no_tenant, .exists,
    accounts.code.used, accounts.identifier.taken.
    """
    if phone is not None:
        use(phone, now=now)
    school = open_school(school_id)
    if person is not None:
        _put_document(actor.account, person, now)
    row = write_request(actor.account, Role.TEACHER, school.pk, now=now)
    return Asked(row.id, actor.account, school.pk, Role.TEACHER.value)


def _put_document(account_id: UUID, person: Described, now: datetime) -> None:
    """Bind the document where none is bound; name and birthday follow from what was checked."""
    account = Account.objects.of_account(account_id).select_for_update().get()
    bound = Identifier.objects.of_account(account_id).filter(kind=IdentifierKind.DOCUMENT, released_at__isnull=True)
    if bound.exists():
        return
    document = person.document
    bind(account_id, IdentifierKind.DOCUMENT, document.number, now=now, document_kind=document.kind.value)
    account.version += 1
    account.save(update_fields=[*put_on(account, person), "version"])
