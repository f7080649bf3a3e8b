"""Raising a ticket: the writing that commands share, of this room and of rooms above it."""

import json
import secrets
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from uuid_utils.compat import uuid7

from jiaoyun.helpdesk.desks import Desk, due_after, first_desk, root
from jiaoyun.helpdesk.history import note
from jiaoyun.helpdesk.kinds import Kind, kind_of
from jiaoyun.helpdesk.models import Ticket, What
from jiaoyun.organizations.models import Organization
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.digests import digest
from jiaoyun.plumbing.sealing import seal
from jiaoyun.rules.masking import mask_phone

TYPED_SEAL = "ticket-typed"
PHONE_SEAL = "ticket-phone"
# Without signs that are taken for one another on a slip of paper.
_SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_NUMBER_LENGTH = 10


@dataclass(frozen=True, slots=True)
class Opening:
    """What a ticket begins with. `phone`: a proved number (canonical), `proved_at` when. `typed`: by field key.

    `home`: the organization that it comes from; the province where nobody knows. `facts`: codes the house found out.
    """

    kind: str
    refusal: str = ""
    text: str = ""
    typed: dict[str, str] = field(default_factory=dict)
    facts: dict[str, bool] = field(default_factory=dict)
    person_id: UUID | None = None
    object_kind: str = ""
    object_id: str = ""
    home: Organization | None = None
    school_class_id: UUID | None = None
    phone: str = ""
    proved_at: datetime | None = None
    join_text: str = ""

    def __repr__(self) -> str:
        return f"Opening({self.kind})"


@dataclass(frozen=True, slots=True)
class Written:
    """A ticket that was raised; also the fields of helpdesk.ticket_raised. `joined`: it waits with another one."""

    ticket_id: UUID
    number: str
    kind: str
    level: str
    organization_id: int
    joined: bool


def write_ticket(opening: Opening, *, actor: Actor, now: datetime) -> Written:
    """Write the ticket and its first event inside the caller's command; the caller's gate has admitted the actor.

    The asker is the actor where somebody is logged in, else whoever holds the proved phone.
    """
    kind = kind_of(opening.kind)
    home = opening.home or root()
    ticket = _ticket(opening, kind, home, _first(kind, opening, home), actor, now)
    _insert(ticket)
    note(ticket, What.RAISED, actor=actor, now=now, text=opening.text)
    if ticket.joined_to_id is not None:
        note(ticket, What.JOINED, actor=None, now=now)
    return Written(
        ticket.pk, ticket.number, ticket.kind, ticket.level, ticket.organization_id, ticket.joined_to_id is not None
    )


def _first(kind: Kind, opening: Opening, home: Organization) -> Desk:
    level, organization_id = kind.first_level, None
    if kind.first_desk is not None:
        level, organization_id = kind.first_desk(opening.person_id)
    # Worked out also where another one was named: the statements tell nobody which.
    by_level = first_desk(level, home, opening.school_class_id)
    return by_level if organization_id is None else Desk(level, organization_id)


def _ticket(opening: Opening, kind: Kind, home: Organization, desk: Desk, actor: Actor, now: datetime) -> Ticket:
    key = uuid7()
    ticket = Ticket(
        id=key,
        number="".join(secrets.choice(_SIGNS) for _ in range(_NUMBER_LENGTH)),
        kind=kind.key,
        refusal=opening.refusal[:80],
        help_entry=kind.help_entry,
        person_id=opening.person_id,
        object_kind=opening.object_kind,
        object_id=opening.object_id,
        asker_id=actor.account_id,
        facts=opening.facts,
        level=desk.level.value,
        organization_id=desk.organization_id,
        school_class_id=desk.school_class_id,
        home=home,
        raised_at=now,
        changed_at=now,
        due_at=due_after(now, kind.working_days),
    )
    if opening.typed:
        ticket.typed_sealed = seal(TYPED_SEAL, key, json.dumps(opening.typed, ensure_ascii=False))
    if opening.phone:
        ticket.phone_digest, ticket.phone_hint = digest("phone", opening.phone), mask_phone(opening.phone)
        ticket.phone_sealed, ticket.phone_proved_at = seal(PHONE_SEAL, key, opening.phone), opening.proved_at
    if opening.join_text:
        ticket.join_key = digest("ticket-join", f"{kind.key}:{opening.join_text}")
    return ticket


def _insert(ticket: Ticket) -> None:
    """Insert it; where an open one means the same, join that one. The unique rule decides between two at once."""
    while True:
        lead = _lead(ticket)
        ticket.joined_to = lead
        try:
            with transaction.atomic():
                ticket.save(force_insert=True)
                return
        except IntegrityError:
            if ticket.join_key is None or lead is not None or _lead(ticket) is None:
                raise


def _lead(ticket: Ticket) -> Ticket | None:
    if ticket.join_key is None:
        return None
    rows = Ticket.objects.everywhere("tickets that mean the same, whoever raised them")
    same = rows.filter(kind=ticket.kind, join_key=ticket.join_key, joined_to__isnull=True, closed_at__isnull=True)
    found: Ticket | None = same.first()
    return found
