"""The only ways to a ticket: for a desk behind its gate, and for the asker by account or by the proved phone."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.http import Http404

from jiaoyun.accounts.models import Identifier, IdentifierKind
from jiaoyun.helpdesk.levels import Level
from jiaoyun.helpdesk.models import Ticket
from jiaoyun.helpdesk.powers import TICKETS_HANDLE
from jiaoyun.plumbing.actor import Actor, Role
from jiaoyun.plumbing.gates import admit
from jiaoyun.plumbing.refusals import Refused


def read_ticket(actor: Actor, ticket_id: UUID, *, lock: bool = False) -> Ticket:
    """A ticket that the actor may read: at the own desk, or below it in the own region. Http404 otherwise.

    Support reads what has come to support, and nothing before.
    """
    rows = tickets_for(actor)
    return admit_reader(actor, (rows.select_for_update(of=("self",)) if lock else rows).filter(pk=ticket_id).first())


def tickets_for(actor: Actor) -> Any:
    """Tickets as admit_reader takes them: with the desk that has them, their home, and whether one of the actor's own
    phones raised them."""
    bound = Identifier.objects.of_account(actor.account).filter(
        kind=IdentifierKind.PHONE, digest=OuterRef("phone_digest"), released_at__isnull=True
    )
    rows = Ticket.objects.everywhere("the gate checks the place found").select_related("organization", "home")
    return rows.annotate(by_own_phone=Exists(bound))


def admit_reader(actor: Actor, row: Ticket | None) -> Ticket:
    """The ticket, where the actor may read it. Http404 otherwise."""
    if row is None or (_is_support(actor) and row.level != Level.SUPPORT):
        raise Http404
    admit(actor, TICKETS_HANDLE, row.place)
    return row


def access_ticket(actor: Actor, ticket_id: UUID, *, lock: bool = True) -> Ticket:
    """An open ticket at the actor's own desk, locked. Refuses helpdesk.ticket.other_desk, .own and .closed."""
    ticket = read_ticket(actor, ticket_id, lock=lock)
    refuse_elsewhere(actor, ticket)
    return ticket


def refuse_elsewhere(actor: Actor, ticket: Ticket) -> None:
    """Refuse helpdesk.ticket.other_desk, .own and .closed: who may read a ticket may not always handle it."""
    if not is_at_desk(actor, ticket):
        raise Refused("helpdesk.ticket.other_desk", place=desk_name(ticket), who=desk_name(ticket))
    if is_ones_own(actor, ticket):
        raise Refused("helpdesk.ticket.own")
    if ticket.closed_at is not None:
        raise Refused("helpdesk.ticket.closed")


def is_at_desk(actor: Actor, ticket: Ticket) -> bool:
    """Whether the identity in use sits at the desk that decides the ticket now."""
    grant, level = actor.grant, Level(ticket.level)
    if grant is None or grant.role is not level.role:
        return False
    if level is Level.SUPPORT:
        return True
    if grant.organization_id != ticket.organization_id:
        return False
    return level is not Level.CLASS or grant.school_class_id == ticket.school_class_id


def is_ones_own(actor: Actor, ticket: Ticket) -> bool:
    """Whether the actor raised it or it is about the actor, in whatever identity: by account, or by a bound phone. The
    ticket was read by tickets_for."""
    if actor.account_id in (ticket.asker_id, ticket.person_id):
        return True
    return ticket.asker_id is None and bool(ticket.by_own_phone)  # type: ignore[attr-defined]


def access_as_asker(actor: Actor, phone: bytes | None, ticket_id: UUID, *, lock: bool = False) -> Ticket:
    """The asker's own ticket: raised by the account, or by whoever holds this phone (its digest, proved). Http404
    otherwise: an account's ticket is not opened by a phone alone."""
    rows = Ticket.objects.everywhere("the asker below must be the one who is here").select_related("organization")
    row: Ticket | None = (rows.select_for_update(of=("self",)) if lock else rows).filter(pk=ticket_id).first()
    if row is None:
        raise Http404
    if row.asker_id is not None and row.asker_id == actor.account_id:
        return row
    if row.asker_id is None and phone is not None and bytes(row.phone_digest or b"") == phone:
        return row
    raise Http404


def desk_name(ticket: Ticket) -> str:
    """The desk in words: 余干县, 余干县第一小学班主任, 平台技术支持."""
    level = Level(ticket.level)
    if level is Level.SUPPORT:
        return level.label
    return f"{ticket.organization.name}{level.role.label}"


def changed(ticket: Ticket, *fields: str, now: datetime) -> None:
    """Save what a command changed of a locked ticket, with its version."""
    ticket.version += 1
    ticket.changed_at = now
    ticket.save(update_fields=[*fields, "version", "changed_at"])


def _is_support(actor: Actor) -> bool:
    return actor.grant is not None and actor.grant.role is Role.SUPPORT
