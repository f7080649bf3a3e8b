"""The tickets of one asker, newest first."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from jiaoyun.helpdesk.kinds import kind_of
from jiaoyun.helpdesk.models import Ticket, TicketState
from jiaoyun.helpdesk.showing import tag_of

PAGE = 50


@dataclass(frozen=True, slots=True)
class OwnTicket:
    """One line of the list."""

    id: UUID
    number: str
    kind: str
    state: str
    tag: str
    raised_at: datetime
    changed_at: datetime


def tickets_of_account(account_id: UUID, before: str) -> tuple[list[OwnTicket], str]:
    """A page of the account's tickets, and the id to go on from where there are older ones.

    `before`: the id of the last one seen, ignored where it is none.
    """
    rows = Ticket.objects.of_account(account_id)
    with suppress(ValueError):
        rows = rows.filter(id__lt=UUID(before))
    found = _lines(rows, PAGE + 1)
    return found[:PAGE], str(found[PAGE - 1].id) if len(found) > PAGE else ""


def tickets_of_phone(phone: bytes) -> list[OwnTicket]:
    """The tickets that visitors raised with this proved phone."""
    rows = Ticket.objects.everywhere("those of a phone that was proved a moment ago")
    return _lines(rows.filter(phone_digest=phone, asker__isnull=True))


def _lines(rows: Any, most: int = PAGE) -> list[OwnTicket]:
    return [
        OwnTicket(
            row.pk,
            row.number,
            kind_of(row.kind).label,
            TicketState(row.state).label,
            tag_of(row.state),
            row.raised_at,
            row.changed_at,
        )
        for row in rows.order_by("-id")[:most]
    ]
