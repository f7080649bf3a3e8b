"""What is on record for the numbers of a registration: the same three statements whatever is found."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from jiaoyun.accounts.models import (
    Account,
    AccountState,
    Identifier,
    IdentifierKind,
    Identity,
    IdentityRequest,
    IdentityState,
    RequestState,
)
from jiaoyun.plumbing.actor import Role

NOBODY = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Pending:
    """The request that waits on an account: its id, the school, since when."""

    request_id: UUID
    organization_id: int
    place: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Holder:
    """An account that holds one of the numbers. `roles`: of identities in force; `pending`: the teacher request."""

    account_id: UUID
    name: str
    name_key: str
    state: AccountState
    roles: frozenset[Role]
    pending: Pending | None

    def __repr__(self) -> str:
        return f"Holder({self.account_id})"


@dataclass(frozen=True, slots=True)
class Facts:
    """Who holds the document, who holds the phone, whether the account name is taken."""

    document: Holder | None
    phone: Holder | None
    is_name_taken: bool


def look_up(document: bytes, phone: bytes, account_name: bytes) -> Facts:
    """The facts for three digests. Three statements in every case, so that their number tells nothing."""
    wanted = (
        Q(kind=IdentifierKind.DOCUMENT, digest=document)
        | Q(kind=IdentifierKind.PHONE, digest=phone)
        | Q(kind=IdentifierKind.ACCOUNT_NAME, digest=account_name)
    )
    rows = (
        Identifier.objects.everywhere("a registration asks whether its numbers are free")
        .filter(wanted, released_at__isnull=True)
        .select_related("account")
    )
    found: dict[str, Account] = {row.kind: row.account for row in rows}
    holders = [found.get(IdentifierKind.DOCUMENT), found.get(IdentifierKind.PHONE)]
    ids = [account.pk if account else NOBODY for account in holders]
    roles, pending = _roles_of(ids), _pending_of(ids)
    both = [_holder(account, roles, pending) if account else None for account in holders]
    return Facts(both[0], both[1], IdentifierKind.ACCOUNT_NAME in found)


def _holder(account: Account, roles: dict[UUID, set[Role]], pending: dict[UUID, Pending]) -> Holder:
    return Holder(
        account.pk,
        account.name,
        account.name_key,
        AccountState(account.state),
        frozenset(roles.get(account.pk, ())),
        pending.get(account.pk),
    )


def _roles_of(account_ids: list[UUID]) -> dict[UUID, set[Role]]:
    rows = Identity.objects.everywhere("the roles of whoever holds the numbers").filter(
        account_id__in=account_ids, state=IdentityState.ACTIVE
    )
    found: dict[UUID, set[Role]] = {}
    for account_id, role in rows.values_list("account_id", "role"):
        found.setdefault(account_id, set()).add(Role(role))
    return found


def _pending_of(account_ids: list[UUID]) -> dict[UUID, Pending]:
    rows = IdentityRequest.objects.everywhere("what waits for whoever holds the numbers").filter(
        account_id__in=account_ids, role=Role.TEACHER, state=RequestState.PENDING
    )
    columns = ("account_id", "id", "organization_id", "organization__name", "submitted_at")
    return {row[0]: Pending(*row[1:]) for row in rows.order_by("submitted_at").values_list(*columns)}
