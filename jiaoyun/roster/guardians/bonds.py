"""Who is bound to whom: a guardian's children, a pupil's guardians."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import OuterRef, Subquery

from jiaoyun.accounts.models import Account, Identity, IdentityRequest, IdentityState
from jiaoyun.accounts.people.cards import own_phone_hint
from jiaoyun.plumbing.actor import Role
from jiaoyun.roster.models import CurrentEnrolment
from jiaoyun.rules.codes import RELATION_LABELS


@dataclass(frozen=True, slots=True)
class Child:
    """A child of a guardian, or one that waits for the school (`is_pending`)."""

    identity_id: UUID
    child_id: UUID
    name: str
    birth_date: object
    school: str
    relation: str
    since: datetime
    is_pending: bool


@dataclass(frozen=True, slots=True)
class Guardian:
    """A guardian of a pupil as the school sees one; `confirmed` says in words what confirmed it."""

    identity_id: UUID
    name: str
    phone_hint: str
    relation: str
    since: datetime
    confirmed: str


_HOW = {"guardian_phone": "登记的家长手机", "homeroom": "班主任", "school": "学校管理员"}


def children_of(account_id: UUID) -> list[Child]:
    """The children whom this person is bound to or has asked for, oldest bond first. One query.

    The school is the one that the child is at now.
    """
    names = Account.objects.everywhere("the own children").filter(id=OuterRef("child_id"))
    stays = CurrentEnrolment.objects.everywhere("the own children").filter(account_id=OuterRef("child_id"))
    rows = (
        Identity.objects.of_account(account_id)
        .filter(role=Role.GUARDIAN, state__in=(IdentityState.ACTIVE, IdentityState.PENDING), child__isnull=False)
        .annotate(
            child_name=Subquery(names.values("name")[:1]),
            born=Subquery(names.values("birth_date")[:1]),
            school=Subquery(stays.values("school__organization__name")[:1]),
            relation=_relation(),
        )
        .order_by("since", "id")
        .values_list("id", "child_id", "child_name", "born", "school", "relation", "since", "state")
    )
    return [
        Child(row[0], row[1], row[2], row[3], row[4] or "", _label(row[5]), row[6], row[7] == IdentityState.PENDING)
        for row in rows
    ]


def child_name(child_id: UUID) -> str:
    """The name of a child whom the person asked for by this very name."""
    return str(Account.objects.everywhere("the own children").values_list("name", flat=True).get(id=child_id))


def guardians_of(child_id: UUID) -> list[Guardian]:
    """The guardians in force of a pupil, for pages behind the pupil's gate. One query."""
    requests = IdentityRequest.objects.everywhere("the guardians of a pupil behind the gate").filter(
        identity_id=OuterRef("id")
    )
    rows = (
        Identity.objects.everywhere("the guardians of a pupil behind the gate")
        .filter(child_id=child_id, role=Role.GUARDIAN, state=IdentityState.ACTIVE)
        .annotate(
            phone=own_phone_hint("account_id"),
            relation=_relation(),
            how=Subquery(requests.values("decided_how")[:1]),
        )
        .order_by("since", "id")
        .values_list("id", "account__name", "phone", "relation", "since", "how")
    )
    return [Guardian(row[0], row[1], row[2] or "", _label(row[3]), row[4], _HOW.get(row[5] or "", "")) for row in rows]


def is_guardian_of(account_id: UUID, child_id: UUID) -> bool:
    """Whether this person is a guardian of this child, confirmed and in force. One query."""
    rows = Identity.objects.of_account(account_id).filter(
        role=Role.GUARDIAN, child_id=child_id, state=IdentityState.ACTIVE
    )
    return bool(rows.exists())


def _relation() -> Subquery:
    rows = IdentityRequest.objects.everywhere("joined to identities behind a gate").filter(identity_id=OuterRef("id"))
    return Subquery(rows.values("relation")[:1])


def _label(code: str | None) -> str:
    return RELATION_LABELS.get(code or "", "")
