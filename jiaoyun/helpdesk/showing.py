"""A ticket as pages show it: to its asker in full, masked to whoever proved only a phone and to a desk until a case is
open. Text stays plain text."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from jiaoyun.helpdesk.access import desk_name
from jiaoyun.helpdesk.fields import masked, whole
from jiaoyun.helpdesk.history import text_of
from jiaoyun.helpdesk.kinds import kind_of
from jiaoyun.helpdesk.models import ClosedWhy, Medium, Ticket, TicketEvent, TicketFile, TicketState, What
from jiaoyun.helpdesk.restoring import typed_of
from jiaoyun.plumbing.actor import ROLE_LABELS, Role
from jiaoyun.plumbing.refusals import REFUSALS
from jiaoyun.rules.masking import hint_document

#: Digits that belong together: five and more, with the letters, blanks and dashes that people put between them.
_NUMBER = re.compile(r"[A-Za-z]?[0-9０-９](?:[ \-]?[0-9０-９]){4,}[XxＸｘ]?")
_VALUE = re.compile(r"\{\w+\}")
_ASKERS = (What.RAISED, What.REPLIED, What.REOPENED, What.SOLVED)
_TAGS = {TicketState.OPEN: "info", TicketState.CLOSED: "good"}


@dataclass(frozen=True, slots=True)
class Line:
    """One event: what, who (role and place), when, the words, whether only desks read it."""

    what: str
    who: str
    at: datetime
    text: str
    internal: bool


@dataclass(frozen=True, slots=True)
class Evidence:
    """One file by its place and kind."""

    id: UUID
    label: str
    is_picture: bool
    kilobytes: int


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything of a ticket that a page shows."""

    id: UUID
    number: str
    kind: str
    refused: str
    state: str
    tag: str
    closed_why: str
    raised_at: datetime
    due_at: datetime
    closed_at: datetime | None
    desk: str
    typed: list[tuple[str, str]]
    lines: list[Line]
    files: list[Evidence]


def shown_to_asker(ticket: Ticket, *, by_account: bool) -> Shown:
    """For the asker. A visitor is not told which desk has it: that would tell where the person of a number belongs.

    Nor does a visitor read the typed numbers again: the phone may have gone to somebody else since.
    """
    desk = desk_name(ticket) if by_account else "平台的工作人员"
    events = _events(ticket).filter(internal=False)
    # Which desk handed it to which would tell a visitor the same.
    hidden = () if by_account else (What.UP, What.DOWN, What.CLIMBED)
    lines = [_line(event, whole_text=True, names_place=by_account) for event in events if event.what not in hidden]
    typed = typed_of(ticket)
    return _shown(ticket, desk, whole(typed) if by_account else masked(typed), lines)


def shown_to_desk(ticket: Ticket, *, in_case: bool) -> Shown:
    """For a desk: numbers masked and words without numbers, unless a case is open."""
    typed = typed_of(ticket)
    lines = [_line(event, whole_text=in_case, names_place=True) for event in _events(ticket)]
    return _shown(ticket, desk_name(ticket), whole(typed) if in_case else masked(typed), lines)


def tag_of(state: str) -> str:
    """The colour of a state."""
    return _TAGS.get(TicketState(state), "care")


def refusal_words(refusal_id: str) -> str:
    """What was refused in the words that the page said; values that stood in them are left out. Empty for none."""
    refusal = REFUSALS.get(refusal_id)
    return _VALUE.sub("……", refusal.text) if refusal is not None else ""


def without_numbers(text: str) -> str:
    """The words with every number of five digits and more masked but for its last four."""
    return _NUMBER.sub(lambda found: hint_document(found[0]), text)


def _shown(ticket: Ticket, desk: str, typed: list[tuple[str, str]], lines: list[Line]) -> Shown:
    return Shown(
        id=ticket.pk,
        number=ticket.number,
        kind=kind_of(ticket.kind).label,
        refused=refusal_words(ticket.refusal),
        state=TicketState(ticket.state).label,
        tag=tag_of(ticket.state),
        closed_why=ClosedWhy(ticket.closed_why).label if ticket.closed_why else "",
        raised_at=ticket.raised_at,
        due_at=ticket.due_at,
        closed_at=ticket.closed_at,
        desk=desk,
        typed=typed,
        lines=lines,
        files=_files(ticket),
    )


def _events(ticket: Ticket) -> Any:
    rows = TicketEvent.objects.everywhere("the history of a ticket behind its gate").filter(ticket=ticket)
    return rows.select_related("by_organization").order_by("id")


def _line(event: TicketEvent, *, whole_text: bool, names_place: bool) -> Line:
    text = text_of(event)
    return Line(
        What(event.what).label,
        _who(event, names_place),
        event.at,
        text if whole_text else without_numbers(text),
        event.internal,
    )


def _who(event: TicketEvent, names_place: bool) -> str:
    if event.by_role:
        role = ROLE_LABELS[Role(event.by_role)]
        if not names_place or event.by_organization is None or event.by_role == Role.SUPPORT:
            return role if names_place else "工作人员"
        return f"{event.by_organization.name}{role}"
    return "提交人" if event.by is not None or event.what in _ASKERS else "系统"


def _files(ticket: Ticket) -> list[Evidence]:
    rows = TicketFile.objects.everywhere("the files of a ticket behind its gate").filter(ticket=ticket)
    return [
        Evidence(
            row.pk,
            f"{Medium(row.medium).label} {row.position}",
            row.medium == Medium.PICTURE,
            max(1, row.size // 1024),
        )
        for row in rows.order_by("position")
    ]
