"""Whose factor and password the level above resets: an administrator's (issue 4, part 6; domain.md 1.8).

The place of such a page is one level above the person: of a school's administrator the county, of a county's the city,
of a city's the province; of the province's and of support the province itself, where only another administrator of the
province can be meant. Who administers several places is above all of them together: nobody opens, by resetting, what
lies outside the own region.
"""

from datetime import datetime
from posixpath import commonpath
from uuid import UUID

from django.db.models import Max
from django.http import Http404
from django.utils import timezone

from jiaoyun.accounts.models import Account, AccountState, FirstSecret, Identity, IdentityState
from jiaoyun.accounts.waiting import HOLD
from jiaoyun.organizations.models import Organization
from jiaoyun.plumbing.actor import ADMINISTRATOR_ROLES, Actor, Role
from jiaoyun.plumbing.gates import admit
from jiaoyun.plumbing.powers import Place, Power
from jiaoyun.plumbing.refusals import Refused

_AT_THE_TOP = frozenset({Role.PROVINCE_ADMIN, Role.SUPPORT})


def path_above(held: list[tuple[Role, str]]) -> str:
    """The path that stands above all these (role, path of its organization); empty where there is none."""
    above = [path if role in _AT_THE_TOP else _parent(path) for role, path in held]
    shared = commonpath(above) if above else "/"
    return f"{shared}/" if shared != "/" else ""


def _parent(path: str) -> str:
    return path.rstrip("/").rpartition("/")[0] + "/"


def place_above(account_id: UUID, **_rest: object) -> Place:
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


def access_administrator(actor: Actor, account_id: UUID, power: Power) -> tuple[Account, Place]:
    """The administrator's account, locked, behind the gate of the level above, and the place of that level. Http404
    where there is none."""
    above = place_above(account_id)
    admit(actor, power, above)
    rows = Account.objects.everywhere("the gate above checked the place").select_for_update()
    account: Account = rows.get(id=account_id)
    return account, above


def refuse_second_reset(reset_at: datetime | None, other: str, now: datetime) -> None:
    """Refuse accounts.administrator.too_soon within 48 hours of the `other` reset: both hand the account over."""
    if reset_at is not None and now < reset_at + HOLD:
        when = timezone.localtime(reset_at + HOLD)
        raise Refused("accounts.administrator.too_soon", other=other, when=f"{when:%-m月%-d日%H:%M}")


def password_given_at(account_id: UUID) -> datetime | None:
    """When somebody else last gave this account a one-time password."""
    given = FirstSecret.objects.of_account(account_id).exclude(issued_by=account_id)
    found: datetime | None = given.filter(issued_by__isnull=False).aggregate(last=Max("issued_at"))["last"]
    return found
