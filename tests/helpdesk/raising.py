"""Tickets for tests, raised as people raise them: by somebody of the cast, or by a visitor with a proved phone."""

from typing import Any
from uuid import UUID

from django.utils import timezone
from uuid_utils.compat import uuid7

from jiaoyun.accounts.identifiers import digest_of
from jiaoyun.accounts.models import Account, AccountState, Channel, Identifier, IdentifierKind
from jiaoyun.accounts.proving import Proved
from jiaoyun.helpdesk.commands.raise_ticket import Filled, raise_ticket
from jiaoyun.helpdesk.evidence import Piece
from jiaoyun.helpdesk.kinds import KINDS
from jiaoyun.helpdesk.models import Ticket
from jiaoyun.plumbing.actor import NOBODY, Actor
from tests.people import invent_phone
from tests.world import World

VISITOR_PHONE = invent_phone(8801)


def proof(phone: str = VISITOR_PHONE) -> Proved:
    """A phone that was proved a moment ago."""
    return Proved(uuid7(), Channel.PHONE, phone, digest_of(IdentifierKind.PHONE, phone), timezone.now())


def raised(actor: Actor, kind: str = "other", text: str = "请帮忙看看", **typed: str) -> Ticket:
    """A ticket of whoever is logged in."""
    return _raised(actor, kind, text, typed, None)


def raised_by_visitor(
    kind: str = "other",
    text: str = "请帮忙看看",
    *,
    phone: str = VISITOR_PHONE,
    typed_phone: str = "",
    **typed: str,
) -> Ticket:
    """A ticket of a visitor with this phone; `typed_phone`: the one that the form asks for."""
    if typed_phone:
        typed["phone"] = typed_phone
    return _raised(NOBODY, kind, text, typed, proof(phone))


def _raised(
    actor: Actor, kind: str, text: str, typed: dict[str, str], phone: Proved | None, pieces: tuple[Piece, ...] = ()
) -> Ticket:
    filled = Filled(typed, text, pieces)
    written = raise_ticket(actor=actor, kind=KINDS[kind], filled=filled, proof=phone, now=timezone.now())
    return again(written.ticket_id)


def again(ticket_id: Any) -> Ticket:
    """The ticket as it stands now."""
    found: Ticket = Ticket.objects.everywhere("the test's own ticket").select_related("organization").get(pk=ticket_id)
    return found


def number_of(account_id: UUID, kind: IdentifierKind) -> str:
    """A bound number of an account in full."""
    from jiaoyun.accounts.binding import numbers_of

    return next(held.number for held in numbers_of([account_id]) if held.kind is kind)


def delete(world: World, role: str) -> None:
    """Delete the account of somebody of the cast as a school would: its identities end with it."""
    now = timezone.now()
    account_id = world.accounts[role]
    Account.objects.of_account(account_id).update(state=AccountState.DELETED, state_at=now)
    world.end_identity(role)


def typed_for(world: World, role: str) -> dict[str, str]:
    """Name and document of somebody of the cast, as the person would type them."""
    account = Account.objects.of_account(world.accounts[role]).get()
    return {"name": account.name, "document": number_of(account.pk, IdentifierKind.DOCUMENT)}


def phone_of(world: World, role: str) -> str:
    """The bound phone of somebody of the cast."""
    rows = Identifier.objects.of_account(world.accounts[role]).filter(kind=IdentifierKind.PHONE)
    assert rows.exists()
    return number_of(world.accounts[role], IdentifierKind.PHONE)
