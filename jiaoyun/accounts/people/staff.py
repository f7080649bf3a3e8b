"""One teacher as the school sees one: who it is, how they log in, what was corrected, what may be done."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import OuterRef, Subquery
from django.http import Http404

from jiaoyun.accounts.authority import HeldIdentity, may_act_on
from jiaoyun.accounts.models import Account, Identifier, IdentifierKind, Identity, IdentityState, NameChange
from jiaoyun.accounts.people.cards import PersonCard, person_card
from jiaoyun.accounts.requests.teachers import STAFF_ROLES
from jiaoyun.plumbing.actor import Actor, Role
from jiaoyun.plumbing.powers import Place

_MOST_CORRECTIONS = 10


@dataclass(frozen=True, slots=True)
class StaffRole:
    """An identity that the person holds at this school."""

    label: str
    since: datetime


@dataclass(frozen=True, slots=True)
class Login:
    """Something that the person logs in with: its kind and its masked form."""

    label: str
    hint: str


@dataclass(frozen=True, slots=True)
class Correction:
    """A name that was put right; `by` is the name of whoever did it."""

    old_name: str
    new_name: str
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class StaffCard:
    """`beyond`: holds as much power as the actor or more, so that a level above must act."""

    person: PersonCard
    roles: tuple[StaffRole, ...]
    logins: tuple[Login, ...]
    corrections: tuple[Correction, ...]
    beyond: bool

    def __repr__(self) -> str:
        return f"StaffCard({self.person.account_id})"


def staff_card(actor: Actor, place: Place, account_id: UUID) -> StaffCard:
    """The teacher of this school. Http404 for everybody who is no teacher there. Four queries."""
    held = list(
        Identity.objects.everywhere("an account's powers elsewhere decide who may act on it")
        .filter(account_id=account_id, state__in=(IdentityState.ACTIVE, IdentityState.PENDING))
        .select_related("organization")
        .order_by("since", "id")
    )
    here = [
        row
        for row in held
        if row.organization_id == place.organization_id
        and row.role in STAFF_ROLES
        and row.state == IdentityState.ACTIVE
    ]
    if not here:
        raise Http404
    return StaffCard(
        person_card(actor, place.about(account_id)),
        tuple(StaffRole(Role(row.role).label, row.since) for row in here),
        _logins(account_id),
        _corrections(place, account_id),
        not may_act_on(actor, [HeldIdentity(Role(row.role), row.organization.path) for row in held]),
    )


def _logins(account_id: UUID) -> tuple[Login, ...]:
    rows = Identifier.objects.of_account(account_id).filter(released_at__isnull=True).order_by("bound_at", "id")
    return tuple(Login(IdentifierKind(kind).label, hint) for kind, hint in rows.values_list("kind", "hint"))


def _corrections(place: Place, account_id: UUID) -> tuple[Correction, ...]:
    editors = Account.objects.everywhere("who corrected a name signs for it").filter(pk=OuterRef("by"))
    rows = (
        NameChange.objects.within(place).filter(account_id=account_id).annotate(name=Subquery(editors.values("name")))
    )
    return tuple(
        Correction(row.old_name, row.new_name, row.reason, row.name or "", row.at)
        for row in rows.annotate(name=Subquery(editors.values("name"))).order_by("-at")[:_MOST_CORRECTIONS]
    )
