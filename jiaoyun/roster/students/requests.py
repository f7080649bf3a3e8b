"""What schools of a region put before it: requests with their rows, names masked, numbers as last four."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import BigIntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.json import KeyTransform
from django.db.models.functions import Cast
from django.http import Http404

from jiaoyun.organizations.models import Organization
from jiaoyun.plumbing.powers import Place
from jiaoyun.plumbing.search import LONGEST_QUERY
from jiaoyun.roster.check.classify import CHOICES
from jiaoyun.roster.models import Decision, EnrolmentState, ImportRow, RequestState, RosterRequest, RowClass
from jiaoyun.roster.sheet.parts import row_of
from jiaoyun.rules.masking import mask_name

REQUESTS_A_PAGE, ROWS_SHOWN, ROWS_A_PAGE = 10, 5, 100
#: The classes that a school can only ask about.
ASKED: tuple[RowClass, ...] = tuple(name for name, choices in CHOICES.items() if Decision.REQUEST in choices)


@dataclass(frozen=True, slots=True)
class RequestFilters:
    """`before` is the id of the last request seen: longer lists page by key."""

    school: str = ""
    row_class: str = ""
    state: str = RequestState.OPEN.value
    before: UUID | None = None

    def query(self, before: UUID | None = None) -> str:
        """As the address carries it."""
        given = {"school": self.school, "class": self.row_class, "state": self.state, "before": str(before or "")}
        return f"?{urlencode({name: value for name, value in given.items() if value})}"


@dataclass(frozen=True, slots=True)
class AskedRow:
    """One row as the region sees it. `now_at` is the school and state of the person that its number belongs to."""

    line: int
    name: str
    hint: str
    now_at: str


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: who asks about what, and its first rows."""

    id: UUID
    school: str
    row_class: RowClass
    state: RequestState
    note: str
    at: datetime
    count: int
    rows: tuple[AskedRow, ...]
    ticket: UUID | None


@dataclass(frozen=True, slots=True)
class NthRow:
    """One of `count` rows of a request. `row` is None where the report of the batch has it no more."""

    line: int
    count: int
    row_class: RowClass
    row: AskedRow | None


@dataclass(frozen=True, slots=True)
class AskedPage:
    """A page of requests; `older` is the query of the next one, "" on the last."""

    requests: list[Asked]
    older: str


def read_request_filters(given: Mapping[str, str]) -> RequestFilters:
    """The filters of an address; what is no known value is left out."""
    state, row_class = given.get("state", RequestState.OPEN.value), given.get("class", "")
    try:
        before = UUID(given["before"]) if given.get("before") else None
    except ValueError:
        before = None
    return RequestFilters(
        given.get("school", "").replace("\x00", "").strip()[:LONGEST_QUERY],
        row_class if row_class in ASKED else "",
        state if state in RequestState.values else "",
        before,
    )


def request_page(place: Place, filters: RequestFilters) -> AskedPage:
    """The requests of a region that fit, newest first, each with its first rows. Three queries."""
    found = list(_matching(place, filters).order_by("-id")[: REQUESTS_A_PAGE + 1])
    shown = found[:REQUESTS_A_PAGE]
    lines = {request.pk: request.lines[:ROWS_SHOWN] for request in shown}
    older = filters.query(shown[-1].pk) if len(found) > REQUESTS_A_PAGE else ""
    return AskedPage(_asked(place, shown, lines), older)


def one_request(place: Place, request_id: UUID, page: int) -> Asked:
    """One request of the region with a page of its rows. Three queries; Http404 outside the region."""
    request = _requests(place).filter(pk=request_id).first()
    if request is None:
        raise Http404
    start = (page - 1) * ROWS_A_PAGE
    [asked] = _asked(place, [request], {request.pk: request.lines[start : start + ROWS_A_PAGE]})
    return asked


def nth_row(ticket_id: UUID, number: int) -> NthRow | None:
    """One row of the request of a ticket by its number from 1; None where there is no such row. One query.

    Behind the gate of the ticket and its open case.
    """
    rows = ImportRow.objects.everywhere("the row of a request behind the gate of its ticket").filter(
        school_id=OuterRef("school_id"), batch_id=OuterRef("batch"), line=OuterRef("line")
    )
    school = Organization.objects.everywhere("where a clashing pupil is, which the region must know to help").filter(
        pk=Cast(OuterRef("found__school"), BigIntegerField())
    )
    request = (
        RosterRequest.objects.everywhere("the request of a ticket behind its gate and its open case")
        .filter(ticket=ticket_id)
        .annotate(line=Cast(KeyTransform(str(number - 1), "lines"), BigIntegerField()))
        .annotate(
            row_name=Subquery(rows.values("name")[:1]),
            row_hint=Subquery(rows.values("hint")[:1]),
            row_found=Subquery(rows.values("found")[:1]),
            row_school=Subquery(rows.annotate(at=Subquery(school.values("name")[:1])).values("at")[:1]),
        )
        .first()
    )
    if request is None or request.line is None:
        return None
    found = request.row_found or {}
    names = {found.get("school") or 0: request.row_school or ""}
    row = (
        AskedRow(row_of(request.line), mask_name(request.row_name), request.row_hint, _now_at(found, names))
        if request.row_name is not None
        else None
    )
    return NthRow(row_of(request.line), len(request.lines), RowClass(request.row_class), row)


def _requests(place: Place) -> QuerySet[Any]:
    return RosterRequest.objects.within(place).select_related("school__organization")


def _matching(place: Place, filters: RequestFilters) -> QuerySet[Any]:
    rows = _requests(place)
    if filters.state:
        rows = rows.filter(state=filters.state)
    if filters.row_class:
        rows = rows.filter(row_class=filters.row_class)
    if filters.before:
        rows = rows.filter(pk__lt=filters.before)
    if filters.school:
        school, text = "school__organization__", filters.school
        rows = rows.filter(
            Q(**{f"{school}name__contains": text}) | Q(**{f"{school}name_initials__startswith": text.lower()})
        )
    return rows


def _asked(place: Place, requests: Sequence[Any], lines: dict[UUID, list[int]]) -> list[Asked]:
    rows = _rows_of(place, requests, lines)
    names = _school_names(row.found for row in rows.values())
    return [
        Asked(
            request.pk,
            request.school.organization.name,
            RowClass(request.row_class),
            RequestState(request.state),
            request.note,
            request.at,
            len(request.lines),
            tuple(
                _asked_row(rows[request.batch, line], names)
                for line in lines[request.pk]
                if (request.batch, line) in rows
            ),
            request.ticket,
        )
        for request in requests
    ]


def _rows_of(place: Place, requests: Sequence[Any], lines: dict[UUID, list[int]]) -> dict[tuple[UUID, int], Any]:
    """(batch, line) → row of the lines wanted: one statement, by the key of the table."""
    wanted = Q()
    for request in requests:
        wanted |= Q(school_id=request.school_id, batch_id=request.batch, line__in=lines[request.pk])
    if not wanted:
        return {}
    found = (
        ImportRow.objects.within(place).filter(wanted).only("school_id", "batch_id", "line", "name", "hint", "found")
    )
    return {(row.batch_id, row.line): row for row in found}


def _school_names(found: Iterable[dict[str, Any] | None]) -> dict[int, str]:
    keys = {facts["school"] for facts in found if facts and facts.get("school")}
    if not keys:
        return {}
    schools = Organization.objects.everywhere("where a clashing pupil is, which the region must know to help")
    return dict(schools.filter(pk__in=keys).values_list("pk", "name"))


def _asked_row(row: Any, names: dict[int, str]) -> AskedRow:
    return AskedRow(row_of(row.line), mask_name(row.name), row.hint, _now_at(row.found or {}, names))


def _now_at(found: dict[str, Any], names: dict[int, str]) -> str:
    if found.get("people"):
        return f"几个号码分属 {len(found['people'])} 个人"
    school, state = names.get(found.get("school") or 0, ""), found.get("state")
    return f"{school}，{EnrolmentState(state).label}" if school and state else "不是学生的账号"
