"""基本信息 and 个人设置: what the pages about oneself show, numbers masked, the account name in full."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import F, FilteredRelation, Q

from jiaoyun.accounts.binding import SEAL_KIND
from jiaoyun.accounts.models import (
    Account,
    Identifier,
    IdentifierKind,
    WaitingChange,
    WaitingKind,
    WaitingState,
)
from jiaoyun.accounts.personal.identities import OwnSchool, school_columns, school_of_columns
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.sealing import unseal


@dataclass(frozen=True, slots=True)
class OwnNumber:
    """One bound number: its masked form (the account name in full), and since when."""

    label: str
    hint: str
    bound_at: datetime


@dataclass(frozen=True, slots=True)
class Waiting:
    """A change that waits: what, which number comes, when; whether somebody else asked for it."""

    id: UUID
    label: str
    new_hint: str
    due_at: datetime
    by_others: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything that the two pages show of the account."""

    name: str
    sex: str
    birth_date: date | None
    phone: OwnNumber | None
    email: OwnNumber | None
    account_name: OwnNumber | None
    document: OwnNumber | None
    numbers: tuple[OwnNumber, ...]
    waiting: Waiting | None
    password_at: datetime | None
    last_login_at: datetime | None
    school: OwnSchool | None

    def __repr__(self) -> str:
        return "Overview()"


_OTHERS = (IdentifierKind.ROLL_NUMBER, IdentifierKind.PLATFORM_NUMBER)
_SEXES = {"1": "男", "2": "女"}


def overview_of(actor: Actor) -> Overview:
    """The actor's own account, by two statements."""
    account = _account(actor.account)
    rows = list(
        Identifier.objects.of_account(actor.account).filter(released_at__isnull=True).order_by("-bound_at", "id")
    )
    first = {kind: _first(rows, kind) for kind in IdentifierKind}
    return Overview(
        name=account.name,
        sex=_SEXES.get(account.sex, ""),
        birth_date=account.birth_date,
        phone=first[IdentifierKind.PHONE],
        email=first[IdentifierKind.EMAIL],
        account_name=_account_name(rows),
        document=first[IdentifierKind.DOCUMENT],
        numbers=tuple(_number(row) for row in rows if row.kind in _OTHERS),
        waiting=_waiting(account),
        password_at=account.password_at,
        last_login_at=account.last_login_at,
        school=school_of_columns(account),
    )


def own_waiting(account_id: UUID) -> WaitingChange | None:
    """The change of the account that waits."""

    found: WaitingChange | None = (
        WaitingChange.objects.of_account(account_id).filter(state=WaitingState.WAITING).order_by("due_at").first()
    )
    return found


def _account(account_id: UUID) -> Any:
    """The account with the school that keeps its name, and with the change that waits."""
    waits = FilteredRelation("waiting_changes", condition=Q(waiting_changes__state=WaitingState.WAITING))
    rows = Account.objects.of_account(account_id).annotate(
        waits=waits,
        **{f"waits_{column}": F(f"waits__{column}") for column in ("id", "kind", "new_hint", "due_at", "asked_by")},
        **school_columns("pk"),
    )
    return rows.order_by("waits__due_at")[:1].get()


def _waiting(row: Any) -> Waiting | None:
    if row.waits_id is None:
        return None
    label = WaitingKind(row.waits_kind).label
    return Waiting(row.waits_id, label, row.waits_new_hint, row.waits_due_at, row.waits_asked_by != row.pk)


def _first(rows: list[Identifier], kind: IdentifierKind) -> OwnNumber | None:
    return next((_number(row) for row in rows if row.kind == kind), None)


def _account_name(rows: list[Identifier]) -> OwnNumber | None:
    """In full: whoever forgot the own account name reads it here (product.md R2)."""
    row = next((row for row in rows if row.kind == IdentifierKind.ACCOUNT_NAME), None)
    if row is None:
        return None
    return OwnNumber(IdentifierKind.ACCOUNT_NAME.label, unseal(SEAL_KIND, row.id, bytes(row.sealed)), row.bound_at)


def _number(row: Identifier) -> OwnNumber:
    return OwnNumber(IdentifierKind(row.kind).label, row.hint, row.bound_at)
