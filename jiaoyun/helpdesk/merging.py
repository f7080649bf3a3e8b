"""Merging one account into another: what goes over, what ends. Rooms above register what they move."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from jiaoyun.accounts.binding import bind, numbers_of, release
from jiaoyun.accounts.models import (
    Account,
    AccountState,
    Authenticator,
    FirstSecret,
    Identifier,
    IdentifierKind,
    Identity,
    IdentityRequest,
    IdentityState,
    Passkey,
    RecoveryCode,
    RequestState,
    WaitingChange,
    WaitingState,
)
from jiaoyun.plumbing.actor import ADMINISTRATOR_ROLES

#: Moves a room's rows from the source to the target, or refuses.
Mover = Callable[[UUID, UUID, datetime], None]
#: Refuses what the mover would refuse, without moving anything.
Against = Callable[[UUID, UUID], None]
_movers: list[tuple[Mover, Against | None]] = []
#: Numbers that say who somebody is. Phones, mailboxes, names and outside logins are ways in: they never go over.
_GOES_OVER = (IdentifierKind.DOCUMENT, IdentifierKind.ROLL_NUMBER, IdentifierKind.PLATFORM_NUMBER)


@dataclass(frozen=True, slots=True)
class Merged:
    """How many numbers and identities went over, how many ways in were revoked."""

    moved: int
    revoked: int


def declare_mover(mover: Mover, *, against: Against | None = None) -> Mover:
    """Register what a room moves when two accounts become one, and what it has against it; once, at the start."""
    if (mover, against) not in _movers:
        _movers.append((mover, against))
    return mover


def refuse_obstacles(source_id: UUID, into_id: UUID) -> None:
    """Refuse what a room has against merging these two, before anybody is asked to confirm it."""
    for _, against in _movers:
        if against is not None:
            against(source_id, into_id)


def merge(source: Account, into: Account, *, now: datetime) -> Merged:
    """Merge two locked accounts inside the caller's transaction.

    The target keeps its password, phone, mailbox, passkeys and codes; the source's are revoked, so that nobody's
    duplicate brings a way into the target (security.md §7, "Merge").
    """
    for mover, _ in _movers:
        mover(source.pk, into.pk, now)
    moved, ended = _move_numbers(source, into, now)
    moved += _move_identities(source, into, now)
    revoked = ended + _revoke(source, now)
    source.state, source.state_reason, source.state_at = AccountState.WITHDRAWN, "merged", now
    source.password, source.last_identity = "", None
    source.session_epoch += 1
    source.version += 1
    source.save()
    return Merged(moved, revoked)


def _move_numbers(source: Account, into: Account, now: datetime) -> tuple[int, int]:
    """Numbers that go over (where the target has none of the kind) and the count of those that simply end."""
    bound = Identifier.objects.of_account(source.pk).filter(released_at__isnull=True)
    kinds = {row.kind: row.document_kind for row in bound if row.kind in _GOES_OVER}
    has = set(Identifier.objects.of_account(into.pk).filter(released_at__isnull=True).values_list("kind", flat=True))
    numbers = [held for held in numbers_of([source.pk]) if held.kind in _GOES_OVER and held.kind.value not in has]
    released = release([row.pk for row in bound], why="merged", now=now)
    for held in numbers:
        bind(into.pk, held.kind, held.number, now=now, document_kind=kinds[held.kind.value])
    return len(numbers), released - len(numbers)


def _move_identities(source: Account, into: Account, now: datetime) -> int:
    """Identities in force go over where the target has none like it; who ran a place is appointed anew."""
    live = (IdentityState.ACTIVE, IdentityState.PENDING)
    rows = list(Identity.objects.of_account(source.pk).filter(state__in=live))
    there = {
        (row.role, row.organization_id, row.school_class_id, row.child_id)
        for row in Identity.objects.of_account(into.pk).filter(state__in=live)
    }
    IdentityRequest.objects.of_account(source.pk).filter(state=RequestState.PENDING).update(
        state=RequestState.WITHDRAWN, decided_at=now
    )
    moved = 0
    for row in rows:
        key = (row.role, row.organization_id, row.school_class_id, row.child_id)
        if row.role in ADMINISTRATOR_ROLES or row.state != IdentityState.ACTIVE or _same(key, there):
            row.state, row.until = IdentityState.ENDED, now
        else:
            row.account, moved = into, moved + 1
        row.save(update_fields=["state", "until", "account"])
    return moved


def _same(
    key: tuple[str, int, UUID | None, UUID | None], there: set[tuple[str, int, UUID | None, UUID | None]]
) -> bool:
    """Whether the target has this role there already (a guardian's by the child, a homeroom teacher's by the class)."""
    role, organization_id, class_id, child_id = key
    if role == "guardian":
        return any(other[0] == role and other[3] == child_id for other in there)
    if role == "homeroom":
        return any(other[0] == role and other[2] == class_id for other in there)
    return any(other[:2] == (role, organization_id) for other in there)


def _revoke(source: Account, now: datetime) -> int:
    passkeys, _ = Passkey.objects.of_account(source.pk).delete()
    apps, _ = Authenticator.objects.of_account(source.pk).delete()
    codes, _ = RecoveryCode.objects.of_account(source.pk).delete()
    slips = FirstSecret.objects.of_account(source.pk).filter(used_at__isnull=True, voided_at__isnull=True)
    waiting = WaitingChange.objects.of_account(source.pk).filter(state=WaitingState.WAITING)
    waiting.update(state=WaitingState.CANCELLED, ended_at=now, ended_why="merged")
    return passkeys + apps + codes + slips.update(voided_at=now)
