"""我的身份: what I am, where, since when, by whom; and what of it I may end myself."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Subquery

from jiaoyun.accounts.models import Account, Identity, IdentityState
from jiaoyun.plumbing.actor import Role

#: What a person may lay down alone. Pupils, teachers and administrators leave by their school or the level above;
#: a guardian leaves a child on the page of the children, where the class is told too.
MAY_END = frozenset({Role.INSPECTOR})


@dataclass(frozen=True, slots=True)
class OwnIdentity:
    """One identity as its person sees it."""

    id: UUID
    role: Role
    place: str
    school_class: str
    child: str
    state: str
    since: datetime | None
    until: datetime | None
    granted_by: str
    may_end: bool


def own_identities(account_id: UUID) -> list[OwnIdentity]:
    """All of them, those in force first, then pending, then ended. Two queries."""
    rows = list(
        Identity.objects.of_account(account_id)
        .select_related("organization", "school_class", "child")
        .order_by("since", "id")
    )
    names = _names({row.granted_by for row in rows if row.granted_by})
    order = {IdentityState.ACTIVE: 0, IdentityState.PENDING: 1}
    rows.sort(key=lambda row: order.get(IdentityState(row.state), 2))
    return [_own(row, names) for row in rows]


def _names(account_ids: set[UUID]) -> dict[UUID, str]:
    rows = Account.objects.everywhere("who granted one's own identities").filter(id__in=account_ids)
    return dict(rows.values_list("id", "name"))


def _own(row: Identity, names: dict[UUID, str]) -> OwnIdentity:
    role = Role(row.role)
    return OwnIdentity(
        row.id,
        role,
        row.organization.name,
        str(row.school_class.number) if row.school_class else "",
        row.child.name if row.child else "",
        IdentityState(row.state).label,
        row.since,
        row.until,
        names.get(row.granted_by, "") if row.granted_by else "",
        role in MAY_END and row.state == IdentityState.ACTIVE,
    )


@dataclass(frozen=True, slots=True)
class OwnSchool:
    """The school that keeps a person's name and class: whom to ask."""

    name: str
    reviewer: str


def school_columns(account: str) -> dict[str, Subquery]:
    """What school_of_columns reads of a row: name and role of the oldest identity in force of the account that the
    column `account` names."""
    rows = Identity.objects.everywhere("joined to one's own account").filter(
        account_id=OuterRef(account), state=IdentityState.ACTIVE
    )
    oldest = rows.order_by("since", "id")
    return {
        "school_name": Subquery(oldest.values("organization__name")[:1]),
        "school_role": Subquery(oldest.values("role")[:1]),
    }


def school_of_columns(row: Any) -> OwnSchool | None:
    """The organization of the oldest identity in force; None where there is none."""
    if row.school_role is None:
        return None
    above = {Role.COUNTY_ADMIN: "上级管理员", Role.CITY_ADMIN: "上级管理员", Role.PROVINCE_ADMIN: "另一位省级管理员"}
    return OwnSchool(row.school_name, above.get(Role(row.school_role), "学校管理员"))
