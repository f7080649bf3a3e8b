"""下级管理员: who administers what below a region, for whoever is asked for help on the telephone and has no ticket."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Window
from django.http import Http404

from jiaoyun.accounts.models import AccountState, Authenticator, Identity, IdentityState, Passkey, RecoveryCode
from jiaoyun.accounts.people.cards import own_phone_hint
from jiaoyun.plumbing.actor import ADMINISTRATOR_ROLES, Role
from jiaoyun.plumbing.powers import Place
from jiaoyun.plumbing.search import LONGEST_QUERY, SearchFields, query_filter
from jiaoyun.plumbing.searched import hidden, searched_for

PAGE = 50
_FACTORS = "whether each administrator of a query has set up a second factor"
_SEARCHED = SearchFields(
    name="account__name_key", pinyin="account__name_pinyin", initials="account__name_initials", hints=()
)


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list shows: `q` the person, `unit` a piece of the organization's name or its initials."""

    q: str = ""
    unit: str = ""
    page: int = 1

    def query(self, page: int | None = None) -> str:
        """The address's query; "?" for the plain list."""
        at = page or self.page
        given = {**hidden(self.q), "unit": self.unit, "page": "" if at == 1 else str(at)}
        return f"?{urlencode({name: value for name, value in given.items() if value})}"


@dataclass(frozen=True, slots=True)
class Administrator:
    """One office and who holds it. `has_factor`: whether a second factor was set up."""

    account_id: UUID
    name: str
    role: Role
    unit: str
    unit_id: int
    state: AccountState
    state_reason: str
    has_factor: bool
    phone_hint: str
    since: datetime
    last_login_at: datetime | None

    def __repr__(self) -> str:
        return f"Administrator({self.account_id})"

    @property
    def words(self) -> str:
        """The office in words."""
        return f"{self.unit}的{self.role.label}"

    @property
    def is_frozen(self) -> bool:
        """Whether 解冻 is due instead of 冻结."""
        return self.state is AccountState.FROZEN


@dataclass(frozen=True, slots=True)
class AdministratorPage:
    """One page of the list, and how many offices there are in all."""

    rows: list[Administrator]
    total: int
    previous: str
    next: str


def read_filters(given: Mapping[str, str]) -> Filters:
    """The filters of an address or form; what is no known value is left out."""
    page = given.get("page", "")
    return Filters(
        searched_for(given),
        " ".join(given.get("unit", "").replace("\x00", "")[:LONGEST_QUERY].split()),
        int(page) if page.isascii() and page.isdigit() and 0 < len(page) < 5 and int(page) else 1,
    )


def administrator_page(place: Place, filters: Filters) -> AdministratorPage:
    """The offices below a region by unit and name; at the province also those of the province itself. One query."""
    rows = _offices(Identity.objects.within(place))
    if place.path.count("/") > 2:
        # Colleagues beside one are the level above's; the province has nobody above.
        rows = rows.exclude(organization_id=place.organization_id)
    if filters.unit:
        initials = Q(organization__name_initials__startswith=filters.unit.lower())
        rows = rows.filter(Q(organization__name__contains=filters.unit) | initials)
    rows = query_filter(rows, _SEARCHED, filters.q).annotate(total=Window(Count("id")))
    start = (filters.page - 1) * PAGE
    found = list(rows.order_by("organization__path", "account__sort_key", "id")[start : start + PAGE])
    total = found[0].total if found else 0
    return AdministratorPage(
        [_administrator(row) for row in found],
        total,
        filters.query(filters.page - 1) if filters.page > 1 else "",
        filters.query(filters.page + 1) if start + PAGE < total else "",
    )


def offices_held(account_id: UUID) -> list[Administrator]:
    """Every office of one administrator, the first one first. One query; behind the gate of the level above.

    Http404 where there is none.
    """
    found = [_administrator(row) for row in _offices(Identity.objects.of_account(account_id)).order_by("since", "id")]
    if not found:
        raise Http404
    return found


def _offices(rows: QuerySet[Any]) -> QuerySet[Any]:
    of_whom = {"account_id": OuterRef("account_id")}
    apps = Authenticator.objects.everywhere(_FACTORS).filter(
        **of_whom, confirmed_at__isnull=False, removed_at__isnull=True
    )
    keys, codes = (model.objects.everywhere(_FACTORS).filter(**of_whom) for model in (Passkey, RecoveryCode))
    return (
        rows.filter(
            role__in=[role.value for role in ADMINISTRATOR_ROLES],
            state__in=(IdentityState.ACTIVE, IdentityState.PENDING),
            account__state__in=(AccountState.ACTIVE, AccountState.FROZEN),
        )
        .select_related("account", "organization")
        .annotate(
            has_factor=Exists(apps) | Exists(keys) | Exists(codes),
            phone_hint=own_phone_hint("account_id"),
        )
    )


def _administrator(row: Any) -> Administrator:
    return Administrator(
        row.account_id,
        row.account.name,
        Role(row.role),
        row.organization.name,
        row.organization_id,
        AccountState(row.account.state),
        row.account.state_reason,
        row.has_factor,
        row.phone_hint or "",
        row.since,
        row.account.last_login_at,
    )
