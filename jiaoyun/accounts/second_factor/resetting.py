"""Whose factor who may reset: the level above (issue 4, part 6).

The place of such a page is one level above the person: of a school's administrator the county, of a county's the city,
of a city's the province; of the province's and of support the province itself, where only another administrator of the
province can be meant. Who administers several places is above all of them together: nobody opens, by resetting, what
lies outside the own region.
"""

from posixpath import commonpath
from uuid import UUID

from django.http import Http404

from jiaoyun.accounts.models import Account, AccountState, Identity, IdentityState
from jiaoyun.organizations.models import Organization
from jiaoyun.plumbing.actor import ADMINISTRATOR_ROLES, Actor, Role
from jiaoyun.plumbing.gates import admit
from jiaoyun.plumbing.powers import Place, Power

_AT_THE_TOP = frozenset({Role.PROVINCE_ADMIN, Role.SUPPORT})


def path_above(held: list[tuple[Role, str]]) -> str:
    """The path that stands above all these (role, path of its organization); empty where there is none."""
    above = [path if role in _AT_THE_TOP else _parent(path) for role, path in held]
    shared = commonpath(above) if above else "/"
    return f"{shared}/" if shared != "/" else ""


def _parent(path: str) -> str:
    return path.rstrip("/").rpartition("/")[0] + "/"


def reset_place(account_id: UUID, **_rest: object) -> Place:
    """The place above an administrator, about that person. Http404 where the account administers nothing."""
    rows = Identity.objects.everywhere("where a person administers decides who stands above").filter(
        account_id=account_id,
        account__state__in=(AccountState.ACTIVE, AccountState.FROZEN),
        state__in=(IdentityState.ACTIVE, IdentityState.PENDING),
        role__in=[role.value for role in ADMINISTRATOR_ROLES],
    )
    path = path_above([(Role(role), path) for role, path in rows.values_list("role", "organization__path")])
    above = Organization.objects.everywhere("the gate checks the place found").filter(path=path).first()
    if not path or above is None:
        raise Http404
    place: Place = above.place
    return place.about(account_id)


def access_administrator(actor: Actor, account_id: UUID, power: Power) -> Account:
    """The administrator's account, locked, behind the gate of the level above. Http404 where there is none."""
    admit(actor, power, reset_place(account_id))
    rows = Account.objects.everywhere("the gate above checked the place").select_for_update()
    account: Account = rows.get(id=account_id)
    return account


def offices_of(account_id: UUID) -> tuple[str, list[str]]:
    """The person's name, and what they administer in words. One query; behind the gate only."""
    rows = Identity.objects.of_account(account_id).filter(
        state__in=(IdentityState.ACTIVE, IdentityState.PENDING), role__in=[role.value for role in ADMINISTRATOR_ROLES]
    )
    held = list(rows.order_by("since").values_list("account__name", "role", "organization__name"))
    return held[0][0] if held else "", [f"{where}的{Role(role).label}" for _, role, where in held]
