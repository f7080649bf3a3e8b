"""解绑手机号 by the school: it waits 48 hours, the old phone is told, a second person confirms (product.md L4)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from jiaoyun.accounts.models import Identifier, IdentifierKind, WaitingChange, WaitingKind, WaitingState
from jiaoyun.accounts.people.access import access_person
from jiaoyun.accounts.people.events import UNBINDING_ASKED, UNBINDING_CONFIRMED
from jiaoyun.accounts.people.powers import PHONE_UNBIND, UNBIND_CONFIRM
from jiaoyun.accounts.waiting import begin_waiting, confirm_second
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.commands import command
from jiaoyun.plumbing.powers import Place
from jiaoyun.plumbing.refusals import Refused

LONGEST_REASON = 300


@dataclass(frozen=True, slots=True)
class UnbindingAsked:
    """Whose phone, the change that waits, and when it takes effect at the earliest."""

    account_id: UUID
    change_id: UUID
    due_at: datetime


@dataclass(frozen=True, slots=True)
class UnbindingConfirmed:
    """Whose phone, and the change that has its second person now."""

    account_id: UUID
    change_id: UUID


@command(power=PHONE_UNBIND, event=UNBINDING_ASKED)
def ask_unbinding(*, actor: Actor, place: Place, account_id: UUID, reason: str, now: datetime) -> UnbindingAsked:
    """Begin to release the phone that somebody of this place logs in with.

    Refuses accounts.person.reason_missing, accounts.unbind.no_phone, accounts.waiting.already, accounts.person.beyond;
    Http404 for whoever does not belong to the place.
    """
    account = access_person(actor, place, account_id, PHONE_UNBIND)
    if not reason.strip():
        raise Refused("accounts.person.reason_missing")
    phones = Identifier.objects.of_account(account.id).filter(kind=IdentifierKind.PHONE, released_at__isnull=True)
    phone_id = phones.order_by("bound_at", "id").values_list("id", flat=True).first()
    if phone_id is None:
        raise Refused("accounts.unbind.no_phone")
    begun = begin_waiting(
        actor=actor,
        account_id=account.id,
        kind=WaitingKind.UNBIND_PHONE,
        now=now,
        identifier_id=phone_id,
        reason=reason.strip()[:LONGEST_REASON],
    )
    return UnbindingAsked(account.id, begun.change_id, begun.due_at)


@command(power=UNBIND_CONFIRM, event=UNBINDING_CONFIRMED)
def confirm_unbinding(*, actor: Actor, place: Place, account_id: UUID, now: datetime) -> UnbindingConfirmed:
    """Confirm as the second person that the phone shall be released.

    Refuses accounts.unbind.nothing_waits, and accounts.waiting.same_person for who asked and for the owner.
    """
    account = access_person(actor, place, account_id, UNBIND_CONFIRM)
    waiting = WaitingChange.objects.of_account(account.id).filter(
        kind=WaitingKind.UNBIND_PHONE, state=WaitingState.WAITING, needs_second=True
    )
    change_id = waiting.values_list("id", flat=True).first()
    if change_id is None:
        raise Refused("accounts.unbind.nothing_waits")
    confirm_second(change_id, actor=actor, now=now)
    return UnbindingConfirmed(account.id, change_id)
