"""One person as the pages of the other party's hand show one: name, state, phone as a hint, what waits."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery
from django.http import Http404

from jiaoyun.accounts.models import (
    Account,
    AccountState,
    Identifier,
    IdentifierKind,
    WaitingChange,
    WaitingKind,
    WaitingState,
)
from jiaoyun.plumbing.actor import ROLE_LABELS, Actor, Role
from jiaoyun.plumbing.powers import Place
from jiaoyun.rules.masking import mask_name


@dataclass(frozen=True, slots=True)
class PersonCard:
    """`frozen_by`: the role that froze it; `waiting_until`: when an unbinding takes effect, None where none waits."""

    account_id: UUID
    name: str
    state: AccountState
    state_reason: str
    frozen_by: str
    phone_hint: str
    waiting_until: datetime | None
    waits_for_second: bool

    def __repr__(self) -> str:
        return f"PersonCard({self.account_id})"

    @property
    def is_active(self) -> bool:
        """Whether there is something to freeze."""
        return self.state is AccountState.ACTIVE

    @property
    def is_frozen(self) -> bool:
        """Whether 解冻 is due instead of 冻结."""
        return self.state is AccountState.FROZEN


def person_card(actor: Actor, place: Place) -> PersonCard:
    """The person of `place.account_id`; the name masked for whoever works elsewhere. One query."""
    row = (
        Account.objects.of_account(place.account_id)
        .annotate(
            phone_hint=own_phone_hint("id"),
            waiting_until=unbinding_due("id"),
            waiting_second=lacks_second("id", actor),
        )
        .first()
    )
    if row is None:
        raise Http404
    own = actor.grant is not None and actor.grant.organization_id == place.organization_id
    return PersonCard(
        account_id=row.id,
        name=row.name if own else mask_name(row.name),
        state=AccountState(row.state),
        state_reason=row.state_reason,
        frozen_by=Role(row.state_role).label if row.state_role in ROLE_LABELS else "",
        phone_hint=row.phone_hint or "",
        waiting_until=row.waiting_until,
        waits_for_second=bool(row.waiting_second),
    )


def own_phone_hint(account: str) -> Subquery:
    """The hint of the phone bound to the account of a row; `account` is the row's column. None where none is bound."""
    phones = Identifier.objects.everywhere("joined to the people of one place").filter(
        account_id=OuterRef(account), kind=IdentifierKind.PHONE, released_at__isnull=True
    )
    return Subquery(phones.order_by("bound_at", "id").values("hint")[:1])


def unbinding_due(account: str) -> Subquery:
    """When the phone of the account of a row is released at the earliest; None where nothing waits."""
    return Subquery(_unbinding(account).values("due_at")[:1])


def lacks_second(account: str, actor: Actor) -> Subquery:
    """Whether that unbinding lacks its second person, and the actor may be it: who asked may not."""
    rows = _unbinding(account).filter(second_at__isnull=True).exclude(asked_by=actor.account_id)
    return Subquery(rows.values("needs_second")[:1])


def _unbinding(account: str) -> QuerySet[Any]:
    rows = WaitingChange.objects.everywhere("joined to the people of one place").filter(
        account_id=OuterRef(account), state=WaitingState.WAITING, kind=WaitingKind.UNBIND_PHONE
    )
    found: QuerySet[Any] = rows
    return found
