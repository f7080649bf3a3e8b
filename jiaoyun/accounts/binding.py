"""Binding and releasing identifiers: the writing that commands share. Moving one is a release and a new row."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from uuid_utils.compat import uuid7

from jiaoyun.accounts.identifiers import canonical, digest_of, hint_of
from jiaoyun.accounts.models import Identifier, IdentifierKind
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.plumbing.sealing import seal, unseal_many

SEAL_KIND = "identifier"


@dataclass(frozen=True, slots=True)
class Bound:
    """One bound identifier in full. `repr` shows the kind only."""

    account_id: UUID
    kind: IdentifierKind
    number: str

    def __repr__(self) -> str:
        return f"Bound({self.kind.value})"


def bind(account_id: UUID, kind: IdentifierKind, text: str, *, now: datetime, document_kind: str = "") -> Identifier:
    """Bind an identifier to an account; inside the caller's transaction.

    Raises NotThisKindError for what is none, and the refusal accounts.identifier.taken where it is bound already.
    """
    number = canonical(kind, text, document_kind=document_kind, today=timezone.localdate(now))
    key = uuid7()
    row = Identifier(
        id=key,
        account_id=account_id,
        kind=kind,
        document_kind=document_kind,
        digest=digest_of(kind, number, document_kind=document_kind),
        sealed=seal(SEAL_KIND, key, number),
        hint=hint_of(kind, number),
        bound_at=now,
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise Refused("accounts.identifier.taken", kind=kind.label) from None
    return row


def release(identifier_ids: Iterable[UUID], *, why: str, now: datetime) -> int:
    """Release identifiers, keeping their rows as history; returns how many were bound until now. `why` is a code."""
    rows = Identifier.objects.everywhere("the caller's gate named the rows").filter(id__in=list(identifier_ids))
    return rows.filter(released_at__isnull=True).update(released_at=now, released_why=why)


def numbers_of(account_ids: Iterable[UUID]) -> list[Bound]:
    """The bound identifiers of these accounts in full, oldest first. For code behind a gate: every look is an event."""
    rows = list(
        Identifier.objects.everywhere("the caller's gate named the accounts")
        .filter(account_id__in=list(account_ids), released_at__isnull=True)
        .order_by("account_id", "bound_at", "id")
        .values_list("id", "account_id", "kind", "sealed")
    )
    texts = unseal_many(SEAL_KIND, ((row[0], bytes(row[3])) for row in rows))
    return [Bound(row[1], IdentifierKind(row[2]), text) for row, text in zip(rows, texts, strict=True)]
