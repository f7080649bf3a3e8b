"""Raising a ticket by hand, with what was refused and what was typed (product.md, "a ticket carries its object")."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from jiaoyun.accounts.proving import Proved
from jiaoyun.helpdesk.events import TICKET_RAISED
from jiaoyun.helpdesk.evidence import Piece, attach
from jiaoyun.helpdesk.kinds import Kind
from jiaoyun.helpdesk.models import Ticket
from jiaoyun.helpdesk.opening import Opening, Written, write_ticket
from jiaoyun.helpdesk.persons import NOBODYS, class_of, facts_of, find_person, home_of
from jiaoyun.helpdesk.same import meaning_of
from jiaoyun.organizations.models import Kind as PlaceKind
from jiaoyun.organizations.models import Organization
from jiaoyun.plumbing.actor import Actor, Role
from jiaoyun.plumbing.commands import command


@dataclass(frozen=True, slots=True)
class Filled:
    """A form that was filled in: what was typed by field, the words, the stored files, the refusal it comes from."""

    typed: dict[str, str]
    text: str
    pieces: tuple[Piece, ...] = ()
    refusal: str = ""

    def __repr__(self) -> str:
        return "Filled()"


@command(power=None, event=TICKET_RAISED)
def raise_ticket(*, actor: Actor, kind: Kind, filled: Filled, proof: Proved | None, now: datetime) -> Written:
    """Raise a ticket as whoever is logged in, or as the holder of the proved phone.

    The person it is about is found by what was typed, and by being the asker where nothing else says who. Refuses
    helpdesk.file.refused beyond six files.
    """
    person_id = _person(actor, kind, filled, timezone.localdate(now))
    phone = proof.digest if proof is not None else None
    # Asked of nobody where nobody was found, so that a ticket about a known number costs what any other does.
    asked = (person_id or NOBODYS) if kind.finds_person else None
    belongs = home_of(asked) if asked is not None else None
    home = _home(actor, filled.typed, belongs)
    written = write_ticket(
        Opening(
            kind=kind.key,
            refusal=filled.refusal,
            text=filled.text.strip(),
            typed=filled.typed,
            facts=facts_of(person_id, filled.typed, phone) if _is_compared(kind) else {},
            person_id=person_id,
            home=home,
            school_class_id=_class(actor, asked, person_id, belongs),
            phone=proof.number if proof is not None and not actor.is_known else "",
            proved_at=proof.proved_at if proof is not None else None,
            join_text=meaning_of(kind, filled.typed, _fronts(home)) if kind.joins else "",
        ),
        actor=actor,
        now=now,
    )
    ticket = Ticket.objects.everywhere("written a moment ago").get(pk=written.ticket_id)
    attach(ticket, filled.pieces, now=now)
    return written


def _is_compared(kind: Kind) -> bool:
    """Whether the form asks who one is; a form that asks for a right name has nothing to compare it with."""
    return kind.finds_person and any(ask.field == "name" for ask in kind.asks)


def _person(actor: Actor, kind: Kind, filled: Filled, today: date) -> UUID | None:
    if not kind.finds_person:
        return None
    found = find_person(filled.typed, today=today)
    typed_a_number = any(filled.typed.get(key) for key in ("document", "roll_number", "phone", "account"))
    return found if typed_a_number else actor.account_id


def _home(actor: Actor, typed: dict[str, str], belongs: Organization | None) -> Organization | None:
    """The county that was chosen, else where the person belongs, else where the asker works."""
    regions = Organization.objects.everywhere("the regions of the province are public")
    if typed.get("county", "").isdigit():
        chosen = regions.filter(pk=int(typed["county"]), kind__in=(PlaceKind.COUNTY, PlaceKind.ZONE)).first()
        if chosen is not None:
            return chosen
    if belongs is not None:
        return belongs
    if actor.grant is not None:
        return regions.filter(pk=actor.grant.organization_id).first()
    return home_of(actor.account) if actor.is_known else None


def _fronts(home: Organization | None) -> list[str]:
    """The names of a county and its city, the city first; nothing for any other place."""
    if home is None or home.kind not in (PlaceKind.COUNTY, PlaceKind.ZONE):
        return []
    return [home.parent.name, home.name] if home.parent is not None else [home.name]


def _class(actor: Actor, asked: UUID | None, person_id: UUID | None, belongs: Organization | None) -> UUID | None:
    found = class_of(asked, belongs) if asked is not None else None
    if person_id is not None or actor.grant is None or actor.grant.role is not Role.STUDENT:
        return found
    return class_of(actor.account, home_of(actor.account))
