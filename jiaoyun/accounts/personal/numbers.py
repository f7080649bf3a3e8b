"""A person's own phone and mailbox: what is bound, who else may have it, and what must be left after unbinding."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from jiaoyun.accounts.binding import release
from jiaoyun.accounts.models import Account, Channel, Code, Identifier, IdentifierKind, Identity, IdentityState, Purpose
from jiaoyun.accounts.proving import Proved
from jiaoyun.plumbing.actor import Role
from jiaoyun.plumbing.refusals import Refused

#: What one logs in with, together with the password.
_LOGINS = (
    IdentifierKind.DOCUMENT,
    IdentifierKind.ROLL_NUMBER,
    IdentifierKind.PLATFORM_NUMBER,
    IdentifierKind.ACCOUNT_NAME,
    IdentifierKind.PHONE,
    IdentifierKind.EMAIL,
)


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose account a proved number is bound to at present, as its holder may know: name and first role."""

    account_id: UUID
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class TakenOver:
    """The former account of a number that its holder moved away; it is told."""

    account_id: UUID
    kind: str
    identifier_id: UUID


def bound_number(account_id: UUID, channel: Channel) -> Identifier | None:
    """The phone or mailbox that is bound to the account; an account has one of each."""
    rows = Identifier.objects.of_account(account_id).filter(kind=channel.value, released_at__isnull=True)
    found: Identifier | None = rows.order_by("-bound_at", "id").first()
    return found


def proved_old(account_id: UUID, channel: Channel, proof: Proved | None) -> bool:
    """Whether a proof of purpose OLD shows that the actor still holds the number bound to the own account."""
    if proof is None or proof.channel is not channel:
        return False
    code = Code.objects.of_account(account_id).filter(id=proof.code_id, purpose=Purpose.OLD).first()
    bound = bound_number(account_id, channel)
    return code is not None and bound is not None and bytes(bound.digest) == proof.digest


def other_holder(account_id: UUID, proof: Proved) -> Holder | None:
    """The other account that a proved number is bound to; None where it is free or the actor's own."""
    row = _bound_elsewhere(account_id, proof)
    if row is None:
        return None
    role = (
        Identity.objects.of_account(row.account_id).filter(state=IdentityState.ACTIVE).order_by("since", "id").first()
    )
    return Holder(row.account_id, row.account.name, Role(role.role).label if role else "")


def take_over(account_id: UUID, proof: Proved, *, allowed: bool, now: datetime) -> UUID | None:
    """Release a proved number from another account, for whoever holds it (security.md, Decided 10); which account.

    Its sessions end. None where nobody else has it. Refuses accounts.number.elsewhere where it was not `allowed`.
    """
    row = _bound_elsewhere(account_id, proof)
    if row is None:
        return None
    if not allowed:
        raise Refused("accounts.number.elsewhere")
    other = Account.objects.of_account(row.account_id).select_for_update().get()
    if release([row.id], why="holder", now=now):
        other.session_epoch += 1
        other.version += 1
        other.save(update_fields=["session_epoch", "version"])
    return other.id


def refuse_last_way(account: Account, row: Identifier) -> None:
    """Refuse accounts.number.last_way where nothing would be left to log in with, or no password."""
    others = Identifier.objects.of_account(account.id).filter(kind__in=_LOGINS, released_at__isnull=True)
    if not account.password or not others.exclude(id=row.id).exists():
        raise Refused("accounts.number.last_way")


def _bound_elsewhere(account_id: UUID, proof: Proved) -> Identifier | None:
    rows = Identifier.objects.everywhere("whoever proved a number may move it").filter(
        kind=proof.channel.value, digest=proof.digest, released_at__isnull=True
    )
    found: Identifier | None = rows.exclude(account_id=account_id).select_related("account").first()
    return found
