"""修改申请: another school, or name and ID, while it waits or after a rejection (product.md R0)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from jiaoyun.accounts.binding import bind, release
from jiaoyun.accounts.identifiers import digest_of
from jiaoyun.accounts.models import (
    Account,
    Identifier,
    IdentifierKind,
    Identity,
    IdentityRequest,
    IdentityState,
    RequestState,
)
from jiaoyun.accounts.registration.person import Described, put_on
from jiaoyun.accounts.requests.events import REQUEST_CORRECTED
from jiaoyun.accounts.requests.own import own_request
from jiaoyun.accounts.requests.places import open_school
from jiaoyun.accounts.requests.writing import decide_request, write_request
from jiaoyun.plumbing.actor import Actor, Role
from jiaoyun.plumbing.commands import command
from jiaoyun.plumbing.refusals import Refused

_OPEN = (RequestState.PENDING, RequestState.REJECTED)


@dataclass(frozen=True, slots=True)
class Corrected:
    """The request that waits now, the one it follows (itself where only the person changed), and what changed."""

    request_id: UUID
    follows_id: UUID
    account_id: UUID
    organization_id: int
    changed: tuple[str, ...]


@command(power=None, event=REQUEST_CORRECTED)
def correct_request(
    *, actor: Actor, request_id: UUID, school_id: int, person: Described | None, now: datetime
) -> Corrected:
    """Correct one's own request. `person` only where name and ID may still be corrected (`is_never_active`).

    A new school, and every correction after a rejection, is a new request that follows the old one. Refuses
    accounts.request.not_open, .nothing_changed, .no_tenant, .exists, accounts.identifier.taken.
    """
    account = Account.objects.of_account(actor.account).select_for_update().get()
    row = own_request(actor, request_id, lock=True)
    if row.state not in _OPEN:
        raise Refused("accounts.request.not_open", state=RequestState(row.state).label)
    changed = ("person",) if person is not None and _correct_person(account, person, now) else ()
    is_rejected = row.state == RequestState.REJECTED
    if school_id != row.organization_id:
        changed = (*changed, "school")
    if not changed and not is_rejected:
        raise Refused("accounts.request.nothing_changed")
    if not is_rejected and "school" not in changed:
        IdentityRequest.objects.of_account(account.id).filter(id=row.id).update(version=row.version + 1)
        return Corrected(row.id, row.id, account.id, row.organization_id, changed)
    school = open_school(school_id)
    if not is_rejected:
        decide_request(row, RequestState.WITHDRAWN, by=actor.account, how="applicant", now=now)
    fresh = write_request(account.id, Role.TEACHER, school.pk, now=now, follows=row.id)
    return Corrected(fresh.id, row.id, account.id, school.pk, changed)


def is_never_active(account_id: UUID) -> bool:
    """Whether no identity of the account ever came into force: until then name and ID belong to the person alone."""
    undecided = IdentityRequest.objects.of_account(account_id).filter(
        state__in=(RequestState.PENDING, RequestState.REJECTED, RequestState.WITHDRAWN)
    )
    others = Identity.objects.of_account(account_id).exclude(state=IdentityState.PENDING)
    return not others.exclude(id__in=undecided.values("identity_id")).exists()


def _correct_person(account: Account, person: Described, now: datetime) -> bool:
    """Write name and document where they differ; whether anything did. The document before is released."""
    if not is_never_active(account.id):
        return False
    document = person.document
    digest = digest_of(IdentifierKind.DOCUMENT, document.number, document_kind=document.kind.value)
    bound = Identifier.objects.of_account(account.id).filter(kind=IdentifierKind.DOCUMENT, released_at__isnull=True)
    held = list(bound.values_list("id", "digest"))
    is_same_document = [bytes(found) for _, found in held] == [digest]
    if is_same_document and person.name == account.name:
        return False
    if not is_same_document:
        release([key for key, _ in held], why="corrected", now=now)
        bind(account.id, IdentifierKind.DOCUMENT, document.number, now=now, document_kind=document.kind.value)
    account.version += 1
    account.save(update_fields=[*put_on(account, person), "version"])
    return True
