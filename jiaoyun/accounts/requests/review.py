"""转入审核: the requests of a school as its reviewers see them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Count, F, OuterRef, Subquery, Window
from django.utils import timezone

from jiaoyun.accounts.models import Identifier, IdentifierKind, IdentityRequest, RequestState
from jiaoyun.plumbing.actor import Role
from jiaoyun.plumbing.counting import BADGE_MOST
from jiaoyun.plumbing.powers import Place
from jiaoyun.plumbing.prepared import Question, question_of
from jiaoyun.plumbing.search import SearchFields, query_filter
from jiaoyun.plumbing.searched import hidden, searched_for

PAGE = 50
ALL_STATES = "all"
_SEARCHED = SearchFields(
    name="account__name_key",
    pinyin="account__name_pinyin",
    initials="account__name_initials",
    hints=("document_hint", "phone_hint"),
)


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list shows; as its address carries it."""

    q: str = ""
    state: str = RequestState.PENDING.value
    page: int = 1

    def query(self, page: int | None = None) -> str:
        """The address's query for another page of the same list; "?" for the plain list."""
        given = {**hidden(self.q), "state": "" if self.state == RequestState.PENDING else self.state}
        given["page"] = "" if (page or self.page) == 1 else str(page or self.page)
        return f"?{urlencode({name: value for name, value in given.items() if value})}"


@dataclass(frozen=True, slots=True)
class Listed:
    """One request as a reviewer sees it; numbers are masked. `key` is what its tick sends: id and version."""

    id: UUID
    version: int
    name: str
    document_hint: str
    phone_hint: str
    place: str
    state: RequestState
    submitted_at: datetime
    waiting_days: int
    reminded_at: datetime | None
    reason: str

    @property
    def key(self) -> str:
        """Id and version: a request that changed since is not decided unseen."""
        return f"{self.id}.{self.version}"


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """One page of the list with its neighbours' queries, and how many there are in all."""

    rows: list[Listed]
    total: int
    previous: str
    next: str


def read_filters(given: Mapping[str, str]) -> Filters:
    """The filters of an address; what is no known value is left out."""
    state, page = given.get("state", ""), given.get("page", "")
    known = {*RequestState.values, ALL_STATES}
    return Filters(
        searched_for(given),
        state if state in known else RequestState.PENDING.value,
        int(page) if page.isascii() and page.isdigit() and 0 < len(page) < 5 and int(page) else 1,
    )


def review_page(requests: Any, filters: Filters, now: datetime) -> ReviewPage:
    """One page of these requests (`teacher_requests`, `climbed`), the longest waiting first. One query."""
    rows = requests.annotate(document_hint=_hint("document"), phone_hint=_hint("phone"))
    if filters.state != ALL_STATES:
        rows = rows.filter(state=filters.state)
    rows = query_filter(rows, _SEARCHED, filters.q).annotate(total=Window(Count("id")))
    columns = ("account__name", "document_hint", "phone_hint", "organization__name", "total")
    start = (filters.page - 1) * PAGE
    order = F("submitted_at").asc() if filters.state == RequestState.PENDING else F("submitted_at").desc()
    kept = ("id", "version", "state", "submitted_at", "reminded_at", "reason")
    found = list(rows.order_by(order, "id").values(*kept, *columns)[start : start + PAGE])
    total = found[0]["total"] if found else 0
    more = start + PAGE < total
    return ReviewPage(
        [_listed(row, now) for row in found],
        total,
        filters.query(filters.page - 1) if filters.page > 1 else "",
        filters.query(filters.page + 1) if more else "",
    )


def pending(place: Place) -> Question:
    """The teacher requests that wait at a school, as a badge counts them."""
    rows = teacher_requests(place).filter(state=RequestState.PENDING)
    return question_of(rows.values_list("id")[:BADGE_MOST])


def teacher_requests(place: Place) -> Any:
    """The requests for the teacher identity at a place, in every state."""
    return IdentityRequest.objects.within(place).filter(role=Role.TEACHER)


def _hint(kind: str) -> Subquery:
    bound = Identifier.objects.everywhere("joined to the requests of one place").filter(
        account_id=OuterRef("account_id"), kind=IdentifierKind(kind), released_at__isnull=True
    )
    return Subquery(bound.order_by("bound_at").values("hint")[:1])


def _listed(row: dict[str, Any], now: datetime) -> Listed:
    return Listed(
        row["id"],
        row["version"],
        row["account__name"],
        row["document_hint"] or "",
        row["phone_hint"] or "",
        row["organization__name"],
        RequestState(row["state"]),
        row["submitted_at"],
        max(0, (timezone.localdate(now) - timezone.localdate(row["submitted_at"])).days),
        row["reminded_at"],
        row["reason"],
    )
