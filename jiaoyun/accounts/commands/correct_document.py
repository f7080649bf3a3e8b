"""Correcting one's own ID document: at once, once a year, and the school may put it back for seven days (I1)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from uuid_utils.compat import uuid7

from jiaoyun.accounts.binding import bind, release
from jiaoyun.accounts.identifiers import canonical, digest_of
from jiaoyun.accounts.models import DocumentChange, IdentifierKind
from jiaoyun.accounts.personal.documents import (
    CLASH_TICKET,
    OTHER_TICKET,
    REVERSIBLE,
    latest_correction,
    own_document,
    put_on_account,
    school_of,
)
from jiaoyun.accounts.personal.events import DOCUMENT_CORRECTED
from jiaoyun.accounts.waiting import refuse_while_waiting
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command
from jiaoyun.plumbing.refusals import Refused


@dataclass(frozen=True, slots=True)
class DocumentCorrected:
    """The change, and the school that is told (None: nobody's)."""

    account_id: UUID
    change_id: UUID
    organization_id: int | None


@command(power=None, event=DOCUMENT_CORRECTED)
def correct_document(*, actor: Actor, document_kind: str, number: str, now: datetime) -> DocumentCorrected:
    """Bind another document in the place of the one that was wrong; birthday and sex follow it, except a pupil's.

    Raises NotThisKindError for a number that is none of this kind. Refuses accounts.document.once_a_year, .same, .clash
    (somebody has it; not said who), accounts.waiting.already.
    """
    refuse_while_waiting(actor.account)
    if (before := latest_correction(actor.account, now)) is not None:
        raise Refused("accounts.document.once_a_year", since=_day(before.at), kind=OTHER_TICKET)
    today = timezone.localdate(now)
    plain = canonical(IdentifierKind.DOCUMENT, number, document_kind=document_kind, today=today)
    old = own_document(actor.account)
    if old is not None and bytes(old.digest) == digest_of(IdentifierKind.DOCUMENT, plain, document_kind=document_kind):
        raise Refused("accounts.document.same")
    try:
        new = bind(actor.account, IdentifierKind.DOCUMENT, plain, now=now, document_kind=document_kind)
    except Refused:
        raise Refused("accounts.document.clash", kind=CLASH_TICKET) from None
    if old is not None:
        release([old.id], why="corrected", now=now)
    row = DocumentChange(
        id=uuid7(),
        account_id=actor.account,
        organization_id=school_of(actor.account),
        old=old,
        new=new,
        at=now,
        reversible_until=now + REVERSIBLE,
    )
    row.save(force_insert=True)
    put_on_account(new, plain, today)
    return DocumentCorrected(actor.account, row.id, row.organization_id)


def _day(at: datetime) -> str:
    return f"{timezone.localdate(at):%Y-%m-%d}"
