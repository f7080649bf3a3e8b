"""The list of a desk: filters out of the address, one page by key, the count capped."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Q

from jiaoyun.helpdesk.desk_place import level_of
from jiaoyun.helpdesk.kinds import KINDS, kind_of
from jiaoyun.helpdesk.levels import ORDER, Level
from jiaoyun.helpdesk.models import Ticket, TicketState
from jiaoyun.helpdesk.showing import tag_of
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.powers import Place
from jiaoyun.rules.masking import mask_name

PAGE = 50
_COUNTED = 1000


@dataclass(frozen=True, slots=True)
class Filters:
    """What the address asks for; what it cannot mean is left out. `state` "": everything that is open."""

    state: str = ""
    kind: str = ""
    level: str = ""
    mine: bool = False
    overdue: bool = False
    after: tuple[datetime, UUID] | None = None

    def query(self, **other: str) -> str:
        """The address's query for these filters, without the page; `other` adds to it."""
        given = {"state": self.state, "kind": self.kind, "level": self.level}
        given |= {"mine": "1" if self.mine else "", "overdue": "1" if self.overdue else ""}
        return urlencode({key: value for key, value in {**given, **other}.items() if value})

    @property
    def is_any(self) -> bool:
        """Whether anything is left out."""
        return bool(self.query())


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list. `joined`: it means the same as another one and ends with it."""

    id: UUID
    number: str
    kind: str
    asker: str
    state: str
    tag: str
    desk: str
    handler: str
    due_at: datetime
    is_overdue: bool
    climbed: int
    joined: bool


@dataclass(frozen=True, slots=True)
class Found:
    """One page: its lines, the count (1000+ above a thousand), the query of the next page."""

    rows: list[Row]
    total: str
    next: str


def filters_of(given: Mapping[str, str]) -> Filters:
    """The filters that an address names."""
    state, kind, level = given.get("state", ""), given.get("kind", ""), given.get("level", "")
    return Filters(
        state if state in TicketState.values else "",
        kind if kind in KINDS else "",
        level if level in set(Level) else "",
        given.get("mine") == "1",
        given.get("overdue") == "1",
        _key(given.get("after", "")),
    )


def levels_below(actor: Actor) -> list[Level]:
    """The desks whose tickets this identity may read: its own, and for regions those below."""
    own = level_of(actor)
    if own in (Level.CLASS, Level.SUPPORT, Level.SCHOOL):
        return [own]
    return list(ORDER[1 : ORDER.index(own) + 1])


def find(actor: Actor, place: Place, filters: Filters, now: datetime) -> Found:
    """A page of the desk's tickets: open ones by the day they are due, closed ones latest first. Two queries."""
    rows = _of_desk(actor, place, filters)
    closed = filters.state == TicketState.CLOSED
    rows = rows.filter(closed_at__isnull=not closed)
    if filters.state and not closed:
        rows = rows.filter(state=filters.state)
    if filters.kind:
        rows = rows.filter(kind=filters.kind)
    if filters.mine:
        rows = rows.filter(handler_id=actor.account)
    if filters.overdue:
        rows = rows.filter(due_at__lt=now)
    counted = rows[: _COUNTED + 1].count()
    field = "closed_at" if closed else "due_at"
    order = [f"-{field}", "-id"] if closed else [field, "id"]
    if filters.after is not None:
        at, key = filters.after
        beyond = "lt" if closed else "gt"
        # Where the page begins is said apart: the other condition alone lets no index begin there.
        rows = rows.filter(**{f"{field}__{beyond}e": at})
        rows = rows.filter(Q(**{f"{field}__{beyond}": at}) | Q(**{f"id__{beyond}": key}))
    page = list(rows.select_related("asker", "handler", "organization").order_by(*order)[: PAGE + 1])
    last = page[PAGE - 1] if len(page) > PAGE else None
    onward = f"{getattr(last, field).isoformat()}_{last.pk}" if last is not None else ""
    total = f"{_COUNTED}+" if counted > _COUNTED else str(counted)
    return Found([_row(row, now) for row in page[:PAGE]], total, filters.query(after=onward) if onward else "")


def _of_desk(actor: Actor, place: Place, filters: Filters) -> Any:
    own = level_of(actor)
    level = Level(filters.level) if filters.level in levels_below(actor) else own
    if level is not own:
        return Ticket.objects.within(place).filter(level=level.value)
    rows = Ticket.objects.everywhere("the desk behind the gate").filter(
        organization_id=place.organization_id, level=own.value
    )
    if own is Level.CLASS and actor.grant is not None:
        rows = rows.filter(school_class_id=actor.grant.school_class_id)
    return rows


def _row(ticket: Ticket, now: datetime) -> Row:
    closed = ticket.closed_at is not None
    return Row(
        ticket.pk,
        ticket.number,
        kind_of(ticket.kind).label,
        mask_name(ticket.asker.name) if ticket.asker is not None else ticket.phone_hint,
        TicketState(ticket.state).label,
        tag_of(ticket.state),
        ticket.organization.name if ticket.level != Level.SUPPORT else Level.SUPPORT.label,
        ticket.handler.name if ticket.handler is not None else "",
        ticket.closed_at if ticket.closed_at is not None else ticket.due_at,
        not closed and ticket.due_at < now,
        ticket.climbed,
        ticket.joined_to_id is not None,
    )


def _key(text: str) -> tuple[datetime, UUID] | None:
    at, _, key = text.rpartition("_")
    try:
        return datetime.fromisoformat(at), UUID(key)
    except ValueError:
        return None
