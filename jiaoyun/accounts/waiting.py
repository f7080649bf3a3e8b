"""Changes of who controls an account that wait 48 hours and can be stopped (security.md, Decided 10 and threat 9).

The writing that commands share. Who asks is told apart by the account: a person who changes the own number after
showing the password waits alone; what anybody else asks also waits for a second person, who is neither the one that
asked nor the one whose account it is. While something waits nothing else about the account's numbers may begin.

The old number gets a link to cancel, in the same transaction (waiting_messages.py).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from uuid_utils.compat import uuid7

from jiaoyun.accounts.binding import bind, release
from jiaoyun.accounts.identifiers import canonical, digest_of, hint_of
from jiaoyun.accounts.models import Account, IdentifierKind, WaitingChange, WaitingKind, WaitingState
from jiaoyun.accounts.personal.events import WAITING_BEGUN
from jiaoyun.accounts.waiting_messages import TOKEN_LENGTH, tell_bound, token_of
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.digests import digest
from jiaoyun.plumbing.reactions import react
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.plumbing.sealing import seal, unseal

HOLD = timedelta(hours=48)
#: What still lacks its second person is given up after this time.
LONGEST = timedelta(days=14)
SEAL_KIND = "waiting-change"


@dataclass(frozen=True, slots=True)
class Begun:
    """A change that waits from now on. Fit for an event; `due_at` is when it takes effect unless it is stopped."""

    change_id: UUID
    account_id: UUID
    kind: str
    needs_second: bool
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Ended:
    """A change that ended: `state` done or cancelled; `why` is a code, empty where it simply took effect."""

    change_id: UUID
    account_id: UUID
    kind: str
    state: str
    why: str


def begin_waiting(
    *,
    actor: Actor,
    account_id: UUID,
    kind: WaitingKind,
    now: datetime,
    identifier_id: UUID | None,
    new: tuple[IdentifierKind, str] | None = None,
    reason: str = "",
) -> Begun:
    """Let a change wait for 48 hours; inside the caller's command, behind its gate.

    `identifier_id`: the row that will be released; `new`: kind and text of what will be bound instead, proved by the
    caller. Every number that is bound gets the link to cancel. Refuses accounts.waiting.already where something waits
    for the account; raises NotThisKindError for a text that is no such number.
    """
    refuse_while_waiting(account_id)
    row = _new_row(actor, account_id, kind, identifier_id, reason, now)
    if new is not None:
        _put_new(row, new[0], canonical(new[0], new[1], today=timezone.localdate(now)))
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise Refused("accounts.waiting.already") from None
    begun = Begun(row.id, account_id, kind.value, row.needs_second, row.due_at)
    tell_bound(row, now)
    react(WAITING_BEGUN, actor, begun)
    return begun


def _new_row(
    actor: Actor, account_id: UUID, kind: WaitingKind, identifier_id: UUID | None, reason: str, now: datetime
) -> WaitingChange:
    key = uuid7()
    return WaitingChange(
        id=key,
        account_id=account_id,
        kind=kind,
        identifier_id=identifier_id,
        reason=reason[:300],
        ticket=actor.ticket,
        asked_by=actor.account_id,
        asked_as="" if actor.account_id == account_id or actor.grant is None else actor.grant.role.value,
        asked_at=now,
        due_at=now + HOLD,
        needs_second=actor.account_id != account_id,
        cancel_digest=_digest_of_token(token_of(key)),
    )


def _put_new(row: WaitingChange, kind: IdentifierKind, number: str) -> None:
    row.new_kind, row.new_digest = kind, digest_of(kind, number)
    row.new_sealed, row.new_hint = seal(SEAL_KIND, row.id, number), hint_of(kind, number)


def refuse_while_waiting(account_id: UUID) -> None:
    """Refuse accounts.waiting.already while a change waits; locks the account, so that two cannot begin at once."""
    Account.objects.of_account(account_id).select_for_update().values_list("id", flat=True).get()
    if is_waiting(account_id):
        raise Refused("accounts.waiting.already")


def is_waiting(account_id: UUID) -> bool:
    """Whether a change of the account's numbers waits."""
    return bool(WaitingChange.objects.of_account(account_id).filter(state=WaitingState.WAITING).exists())


def find_by_token(token: str) -> WaitingChange | None:
    """The change that a cancel link names, in whatever state; None for any other text."""
    if len(token) != TOKEN_LENGTH or not token.isascii():
        return None
    rows = WaitingChange.objects.everywhere("the link that the old number received names it")
    found: WaitingChange | None = rows.filter(cancel_digest=_digest_of_token(token)).first()
    return found


def _digest_of_token(token: str) -> bytes:
    return digest("waiting-cancel", token)


def cancel(change_id: UUID, *, why: str, now: datetime) -> Ended:
    """Stop a change; `why` is a code (link, owner, recovered, school…). Refuses accounts.waiting.over."""
    row = _locked(change_id)
    return _end(row, WaitingState.CANCELLED, why, now)


def cancel_own(account_id: UUID, *, why: str, now: datetime) -> int:
    """Stop what was asked in the account's own name: after a recovery, say. What a school asked goes on.

    Returns how many were stopped.
    """
    rows = WaitingChange.objects.of_account(account_id).filter(state=WaitingState.WAITING, asked_by=account_id)
    return int(rows.update(state=WaitingState.CANCELLED, ended_at=now, ended_why=why))


def confirm_second(change_id: UUID, *, actor: Actor, now: datetime) -> WaitingChange:
    """Note the second person; inside a command whose gate admitted the actor to the person.

    Refuses accounts.waiting.over, and accounts.waiting.same_person for who asked and for the account's owner, in
    whatever identity they come. A second confirmation changes nothing.
    """
    row = _locked(change_id)
    if actor.account in (row.asked_by, row.account_id):
        raise Refused("accounts.waiting.same_person")
    if row.second_by is None:
        row.second_by, row.second_at = actor.account, now
        row.save(update_fields=["second_by", "second_at"])
    return row


def due_changes(now: datetime, *, limit: int = 200) -> list[UUID]:
    """The changes whose time is over: to be done, or given up for want of a second person; oldest first."""
    ready = Q(due_at__lte=now) & (Q(needs_second=False) | Q(second_at__isnull=False))
    rows = WaitingChange.objects.everywhere("what is due is due everywhere").filter(state=WaitingState.WAITING)
    return list(
        rows.filter(ready | Q(asked_at__lte=now - LONGEST))
        .order_by("due_at", "id")
        .values_list("id", flat=True)[:limit]
    )


def finish(change_id: UUID, *, now: datetime) -> Ended:
    """Let a due change take effect: the new number bound, the old one released, all sessions ended.

    It ends without effect, with its code, where nobody confirmed in time (`unconfirmed`) or somebody else has bound
    the new number meanwhile (`taken`). Refuses accounts.waiting.over where it ended before, or is not due.
    """
    row = _locked(change_id)
    confirmed = not row.needs_second or row.second_at is not None
    if not confirmed and now - row.asked_at >= LONGEST:
        return _end(row, WaitingState.CANCELLED, "unconfirmed", now)
    if not confirmed or row.due_at > now:
        raise Refused("accounts.waiting.over")
    try:
        _take_effect(row, now)
    except Refused as refused:
        if refused.id != "accounts.identifier.taken":
            raise
        return _end(row, WaitingState.CANCELLED, "taken", now)
    return _end(row, WaitingState.DONE, "", now)


def _take_effect(row: WaitingChange, now: datetime) -> None:
    account = Account.objects.of_account(row.account_id).select_for_update().get()
    if row.new_kind:
        # First the new one: where it is taken meanwhile, the old one stays bound.
        number = unseal(SEAL_KIND, row.id, bytes(row.new_sealed or b""))
        bind(account.id, IdentifierKind(row.new_kind), number, now=now)
    if row.identifier_id is not None:
        release([row.identifier_id], why=row.kind, now=now)
    account.session_epoch += 1
    account.version += 1
    account.save(update_fields=["session_epoch", "version"])


def _locked(change_id: UUID) -> WaitingChange:
    rows = WaitingChange.objects.everywhere("the caller's gate or link named it")
    row: WaitingChange | None = rows.select_for_update().filter(id=change_id, state=WaitingState.WAITING).first()
    if row is None:
        raise Refused("accounts.waiting.over")
    return row


def _end(row: WaitingChange, state: WaitingState, why: str, now: datetime) -> Ended:
    row.state, row.ended_at, row.ended_why = state, now, why
    row.save(update_fields=["state", "ended_at", "ended_why"])
    return Ended(row.id, row.account_id, row.kind, state.value, why)
