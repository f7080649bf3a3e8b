"""Cures: what a ticket waits for is a command; the form that runs it carries the ticket's id, and it ends with it.

The help desk registers two functions here, because the rooms that own the commands stand below it (design.md §2).
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.events import Event

TICKET_FIELD = "ticket"

#: Closes the actor's ticket because of (event, result); raises where the ticket does not wait for that.
Closer = Callable[[Actor, Event, Any, datetime], None]
#: The account that the actor's open case on this ticket concerns; None where there is no such case.
CaseFinder = Callable[[Actor, UUID], UUID | None]

_closers: list[Closer] = []
_finders: list[CaseFinder] = []


def register(closer: Closer, finder: CaseFinder) -> None:
    """Register the help desk's two functions; once, when the server starts."""
    if closer not in _closers:
        _closers.append(closer)
        _finders.append(finder)


def settle(actor: Actor, event: Event, result: Any, now: datetime) -> None:
    """Close the ticket that the actor's form carries; inside the command's transaction."""
    if actor.ticket is not None:
        for closer in _closers:
            closer(actor, event, result, now)


def with_ticket(actor: Actor, ticket_id: UUID) -> Actor:
    """The actor with this ticket in hand, and with the person of its case where the actor has taken it up."""
    if actor.grant is None or actor.ticket == ticket_id:
        return actor
    account = next((found for finder in _finders if (found := finder(actor, ticket_id)) is not None), None)
    return replace(actor, ticket=ticket_id, grant=replace(actor.grant, case_account=account))
