"""教师: who works at a school, as its administrators search them: by name, pinyin, last four, or one exact number."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Count, OuterRef, Subquery, Window

from jiaoyun.accounts.identifiers import guesses
from jiaoyun.accounts.models import Account, AccountState, Identifier, IdentifierKind, Identity, IdentityState
from jiaoyun.plumbing.actor import Role
from jiaoyun.plumbing.powers import Place
from jiaoyun.plumbing.search import SearchFields, query_filter
from jiaoyun.plumbing.searched import hidden, searched_for

PAGE = 50
NOBODY = "none"
STAFF_ROLES = (Role.TEACHER, Role.HOMEROOM, Role.INSPECTOR, Role.SCHOOL_ADMIN)
_SEARCHED = SearchFields(
    name="name_key", pinyin="name_pinyin", initials="name_initials", hints=("document_hint", "phone_hint")
)


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list shows; `person` is an account's id, or NOBODY for a number that is nobody's here."""

    q: str = ""
    person: str = ""
    page: int = 1

    def query(self, page: int | None = None) -> str:
        """The address's query; "?" for the plain list."""
        at = page or self.page
        given = {**hidden(self.q), "person": self.person, "page": "" if at == 1 else str(at)}
        return f"?{urlencode({name: value for name, value in given.items() if value})}"


@dataclass(frozen=True, slots=True)
class Teacher:
    """One of the staff; numbers as hints. `roles` in the order of Role."""

    account_id: UUID
    name: str
    roles: tuple[str, ...]
    login_hint: str
    document_hint: str
    phone_hint: str
    state: AccountState
    last_login_at: datetime | None

    def __repr__(self) -> str:
        return f"Teacher({self.account_id})"


@dataclass(frozen=True, slots=True)
class TeacherPage:
    """One page of the list, and how many there are in all."""

    rows: list[Teacher]
    total: int
    previous: str
    next: str


def read_filters(given: Mapping[str, str]) -> Filters:
    """The filters of an address or form; what is no known value is left out."""
    page, person = given.get("page", ""), given.get("person", "")
    return Filters(
        searched_for(given),
        person if person == NOBODY or _is_id(person) else "",
        int(page) if page.isascii() and page.isdigit() and 0 < len(page) < 5 and int(page) else 1,
    )


def found_by_number(place: Place, text: str, today: date) -> Filters:
    """The list that a search for a full number leads to: the one teacher by id, or nobody. One query."""
    digests = [digest for kind, digest in guesses(text, today=today) if kind in _EXACT]
    bound = Identifier.objects.everywhere("limited to the staff of one school").filter(
        kind__in=_EXACT,
        digest__in=digests,
        released_at__isnull=True,
        account_id__in=staff_of(place).values("account_id"),
    )
    found = bound.values_list("account_id", flat=True).first()
    return Filters(person=str(found) if found else NOBODY)


_EXACT = (IdentifierKind.DOCUMENT, IdentifierKind.PHONE)


def teacher_page(place: Place, filters: Filters) -> TeacherPage:
    """The staff of a school by the sound of their names. Two queries: the page, and the roles of those on it."""
    rows = Account.objects.everywhere("limited to the staff of one school").filter(
        id__in=staff_of(place).values("account_id")
    )
    if filters.person:
        rows = rows.none() if filters.person == NOBODY else rows.filter(id=filters.person)
    rows = query_filter(
        rows.annotate(
            document_hint=_hint(IdentifierKind.DOCUMENT),
            phone_hint=_hint(IdentifierKind.PHONE),
            login_hint=_hint(IdentifierKind.ACCOUNT_NAME),
        ),
        _SEARCHED,
        filters.q,
    )
    start = (filters.page - 1) * PAGE
    found: list[Any] = list(
        rows.annotate(total=Window(Count("id"))).order_by("sort_key", "name", "id")[start : start + PAGE]
    )
    total = found[0].total if found else 0
    roles = _roles_of(place, [row.id for row in found]) if found else {}
    return TeacherPage(
        [_teacher(row, roles.get(row.id, ())) for row in found],
        total,
        filters.query(filters.page - 1) if filters.page > 1 else "",
        filters.query(filters.page + 1) if start + PAGE < total else "",
    )


def staff_of(place: Place) -> Any:
    """The identities in force of those who work at a school."""
    return Identity.objects.within(place).filter(role__in=STAFF_ROLES, state=IdentityState.ACTIVE)


def _roles_of(place: Place, account_ids: list[UUID]) -> dict[UUID, tuple[str, ...]]:
    found: dict[UUID, set[Role]] = {}
    for account_id, role in staff_of(place).filter(account_id__in=account_ids).values_list("account_id", "role"):
        found.setdefault(account_id, set()).add(Role(role))
    return {key: tuple(role.label for role in Role if role in roles) for key, roles in found.items()}


def _hint(kind: IdentifierKind) -> Subquery:
    bound = Identifier.objects.everywhere("joined to the staff of one school").filter(
        account_id=OuterRef("id"), kind=kind, released_at__isnull=True
    )
    return Subquery(bound.order_by("bound_at", "id").values("hint")[:1])


def _teacher(row: Any, roles: tuple[str, ...]) -> Teacher:
    return Teacher(
        row.id,
        row.name,
        roles,
        row.login_hint or "",
        row.document_hint or "",
        row.phone_hint or "",
        AccountState(row.state),
        row.last_login_at,
    )


def _is_id(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
