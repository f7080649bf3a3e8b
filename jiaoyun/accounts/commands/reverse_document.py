"""The school puts back a document that its owner corrected, within seven days (product.md I1)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from jiaoyun.accounts.models import Account
from jiaoyun.accounts.personal.documents import correction, put_back
from jiaoyun.accounts.personal.events import DOCUMENT_REVERSED
from jiaoyun.accounts.personal.powers import DOCUMENTS_REVERSE
from jiaoyun.plumbing import gates
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command
from jiaoyun.plumbing.powers import Place
from jiaoyun.plumbing.refusals import Refused


@dataclass(frozen=True, slots=True)
class DocumentReversed:
    """Whose, which change, at which school."""

    account_id: UUID
    change_id: UUID
    organization_id: int


@command(power=DOCUMENTS_REVERSE, event=DOCUMENT_REVERSED)
def reverse_document(*, actor: Actor, place: Place, change_id: UUID, reason: str, now: datetime) -> DocumentReversed:
    """Put the old document back, with the reason, which its owner is told.

    Http404 for a change of another school. Refuses accounts.document.not_reversible, and accounts.waiting.same_person
    where the administrator is the owner.
    """
    gates.admit(actor, DOCUMENTS_REVERSE, place)
    row = correction(place, change_id, lock=True)
    if row.account_id == actor.account:
        raise Refused("accounts.waiting.same_person")
    Account.objects.of_account(row.account_id).select_for_update().get()
    put_back(row, by=actor.account, reason=reason, now=now)
    return DocumentReversed(row.account_id, row.id, place.organization_id)
