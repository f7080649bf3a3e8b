"""Building actors: one query gives the person and the identities that are in force (design.md §1, idea 2)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import FilteredRelation, Q
from django.utils import timezone

from jiaoyun.accounts.models import Account, AccountState, Identity, IdentityState
from jiaoyun.organizations.models import State as TenantState
from jiaoyun.organizations.models.organization import LINE_COLUMNS, line_of_columns
from jiaoyun.plumbing.actor import Actor, Grant, Role
from jiaoyun.plumbing.prepared import prepared

_COLUMNS = (
    "live__id",
    "live__role",
    "live__organization_id",
    "live__organization__path",
    "live__school_class_id",
    "live__organization__state",
    "live__until",
    "live__state",
    *(f"live__organization__{column}" for column in LINE_COLUMNS),
)
_STATE = 5 + _COLUMNS.index("live__state")


@dataclass(frozen=True, slots=True)
class Standing:
    """An account as a session needs it. `grants` are in the order of `Role`, then oldest first.

    `waits`: an identity was asked for and not decided yet; with no grant beside it only 我的申请 opens.
    """

    account_id: UUID
    name: str
    state: AccountState
    epoch: int
    has_password: bool
    last_identity: UUID | None
    grants: tuple[Grant, ...]
    waits: bool = False

    def grant_of(self, identity_id: UUID | None) -> Grant | None:
        """The identity of that id, if it is in force."""
        return next((grant for grant in self.grants if grant.identity_id == identity_id), None)

    def to_start_with(self) -> Grant | None:
        """The identity that a log-in begins with: the last one used, else the one with most to do."""
        return self.grant_of(self.last_identity) or (self.grants[-1] if self.grants else None)

    def actor(self, identity_id: UUID | None, request_id: str = "") -> Actor:
        """The person at work under one identity. An identity that has ended leaves no grant, only the others."""
        in_use = self.grant_of(identity_id)
        others = tuple(grant for grant in self.grants if grant is not in_use)
        return Actor(self.account_id, self.name, in_use, others, request_id)


def standing_of(account_id: UUID, *, now: datetime | None = None) -> Standing | None:
    """The account with its identities in force, by one query; None where there is no such account."""
    rows = _account_and_identities(account_id)
    if not rows:
        return None
    name, state, epoch, password, last_identity = rows[0][:5]
    at = now or timezone.now()
    grants = [grant for row in rows if (grant := _grant(row[5:], at)) is not None]
    grants.sort(key=lambda grant: _ORDER[grant.role])
    waits = any(row[_STATE] == IdentityState.PENDING for row in rows)
    return Standing(account_id, name, AccountState(state), epoch, bool(password), last_identity, tuple(grants), waits)


@prepared(UUID)
def _account_and_identities(account_id: UUID) -> Any:
    """Asked on every request of whoever is logged in."""
    return (
        Account.objects.of_account(account_id)
        .annotate(live=FilteredRelation("identities", condition=Q(identities__state__in=_LIVE)))
        .order_by("live__since", "live__id")
        .values_list("name", "state", "session_epoch", "password", "last_identity", *_COLUMNS)
    )


def actor_for(account_id: UUID, identity_id: UUID | None, request_id: str) -> Actor | None:
    """The actor of a session, by one query; None where the account is not active."""
    standing = standing_of(account_id)
    if standing is None or standing.state is not AccountState.ACTIVE:
        return None
    return standing.actor(identity_id, request_id)


def actor_of_identity(identity_id: UUID, request_id: str = "") -> Actor | None:
    """The actor for a job that works on somebody's behalf, by one query.

    None when the identity has ended, its organization is no tenant any more, or the account is not active: then the
    job must not go on with powers that were taken away.
    """
    row = (
        Identity.objects.everywhere("a job names the identity it works for")
        .filter(id=identity_id, state=IdentityState.ACTIVE, account__state=AccountState.ACTIVE)
        .values_list("account_id", "account__name", *(column.removeprefix("live__") for column in _COLUMNS))
        .first()
    )
    grant = _grant(row[2:], timezone.now()) if row else None
    return Actor(row[0], row[1], grant, (), request_id) if row and grant else None


_LIVE = (IdentityState.PENDING, IdentityState.ACTIVE)
_ORDER = {role: position for position, role in enumerate(Role)}


def _grant(columns: tuple[Any, ...], now: datetime) -> Grant | None:
    """The grant of one joined row; None where there is no identity, it waits or has ended, or its place is not open."""
    key, role, organization_id, path, school_class_id, tenant, until, state, *names = columns
    is_over = until is not None and until <= now
    if key is None or state != IdentityState.ACTIVE or tenant != TenantState.OPEN or is_over:
        return None
    return Grant(key, Role(role), organization_id, path, names[0], school_class_id, line=line_of_columns(names))
