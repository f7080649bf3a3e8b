"""解绑身份证件 (product.md R4, R5): it waits 48 hours, the account is told, a second person confirms."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from jiaoyun.accounts.models import Identifier, IdentifierKind, WaitingChange, WaitingKind, WaitingState
from jiaoyun.accounts.waiting import begin_waiting, confirm_second
from jiaoyun.helpdesk.events import DOCUMENT_CONFIRMED, DOCUMENT_UNBINDING
from jiaoyun.helpdesk.handling import words
from jiaoyun.helpdesk.powers import DOCUMENT_UNBIND
from jiaoyun.helpdesk.showing import without_numbers
from jiaoyun.helpdesk.unbinding import access_holder
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command
from jiaoyun.plumbing.refusals import Refused


@dataclass(frozen=True, slots=True)
class DocumentUnbinding:
    """Whose document, the change that waits, and when it takes effect at the earliest."""

    account_id: UUID
    change_id: UUID
    due_at: datetime


@dataclass(frozen=True, slots=True)
class DocumentConfirmed:
    """Whose document, and the change that has its second person now."""

    account_id: UUID
    change_id: UUID


@command(power=DOCUMENT_UNBIND, event=DOCUMENT_UNBINDING)
def unbind_document(*, actor: Actor, reason: str, now: datetime) -> DocumentUnbinding:
    """Ask that the document of the person of the ticket in hand be released.

    Refuses helpdesk.unbind.no_document, accounts.waiting.already, helpdesk.cure.nobody_found, .beyond,
    helpdesk.ticket.words_missing, .wrong_cure, and what access_ticket refuses.
    """
    account = access_holder(actor, DOCUMENT_UNBIND)
    said = words(reason)
    bound = Identifier.objects.of_account(account.pk).filter(kind=IdentifierKind.DOCUMENT, released_at__isnull=True)
    document_id = bound.order_by("bound_at", "id").values_list("id", flat=True).first()
    if document_id is None:
        raise Refused("helpdesk.unbind.no_document")
    begun = begin_waiting(
        actor=actor,
        account_id=account.pk,
        kind=WaitingKind.UNBIND_DOCUMENT,
        now=now,
        identifier_id=document_id,
        reason=without_numbers(said)[:300],
    )
    return DocumentUnbinding(account.pk, begun.change_id, begun.due_at)


@command(power=DOCUMENT_UNBIND, event=DOCUMENT_CONFIRMED)
def confirm_document(*, actor: Actor, now: datetime) -> DocumentConfirmed:
    """Confirm as the second person that the document of the ticket in hand shall be released.

    Refuses helpdesk.unbind.nothing_waits, accounts.waiting.same_person for who asked and for the owner, and what
    access_ticket refuses.
    """
    account = access_holder(actor, DOCUMENT_UNBIND)
    waiting = WaitingChange.objects.of_account(account.pk).filter(
        kind=WaitingKind.UNBIND_DOCUMENT, state=WaitingState.WAITING, ticket=actor.ticket
    )
    change_id = waiting.values_list("id", flat=True).first()
    if change_id is None:
        raise Refused("helpdesk.unbind.nothing_waits")
    confirm_second(change_id, actor=actor, now=now)
    return DocumentConfirmed(account.pk, change_id)
