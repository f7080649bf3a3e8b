"""Authority over an account: who may act on whose credentials, name and state (security.md, Decided 6).

Whoever resets a password can become the person. So nobody reaches an account that can do more than the one who acts, or
as much (the colleague beside), or that runs a place outside the own one: a school's administrator does not touch the
county administrator who also teaches there.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from jiaoyun.accounts.models import Identity, IdentityState
from jiaoyun.plumbing.actor import ADMINISTRATOR_ROLES, Actor, Role

#: How much an identity can do. Support acts within a case and never on whoever runs a region.
_RANK: dict[Role, int] = {
    Role.STUDENT: 0,
    Role.GUARDIAN: 0,
    Role.TEACHER: 1,
    Role.INSPECTOR: 1,
    Role.HOMEROOM: 1,
    Role.SCHOOL_ADMIN: 2,
    Role.SUPPORT: 3,
    Role.COUNTY_ADMIN: 3,
    Role.CITY_ADMIN: 4,
    Role.PROVINCE_ADMIN: 5,
}


@dataclass(frozen=True, slots=True)
class HeldIdentity:
    """One identity of the account in question: the role, and the path of its organization."""

    role: Role
    path: str


def rank_of(role: Role) -> int:
    """How much a role can do; a larger number stands above a smaller one."""
    return _RANK[role]


def may_act_on(actor: Actor, account_identities: Iterable[HeldIdentity]) -> bool:
    """Whether the identity in use may change this account, given all identities that the account holds.

    Pure. Each of them must stand below the actor's, and those that run a place must lie within the actor's place.
    Pending identities count as held: they may be granted a minute later.
    """
    if actor.grant is None:
        return False
    own, path = rank_of(actor.grant.role), actor.grant.path
    return all(
        rank_of(held.role) < own and (held.role not in ADMINISTRATOR_ROLES or held.path.startswith(path))
        for held in account_identities
    )


def identities_held(account_ids: Iterable[object]) -> dict[object, list[HeldIdentity]]:
    """The identities in force or pending of these accounts, wherever they are. One query."""
    rows = Identity.objects.everywhere("an account's powers elsewhere decide who may act on it").filter(
        account_id__in=list(account_ids), state__in=(IdentityState.ACTIVE, IdentityState.PENDING)
    )
    found: dict[object, list[HeldIdentity]] = {}
    for account_id, role, path in rows.values_list("account_id", "role", "organization__path"):
        found.setdefault(account_id, []).append(HeldIdentity(Role(role), path))
    return found
