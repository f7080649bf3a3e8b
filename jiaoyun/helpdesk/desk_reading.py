"""One ticket with all that its page asks of single rows: one query, whatever state it is in."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, FilteredRelation, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from jiaoyun.helpdesk.access import admit_reader, refuse_elsewhere, tickets_for
from jiaoyun.helpdesk.levels import Level
from jiaoyun.helpdesk.models import ProposalState, Ticket
from jiaoyun.helpdesk.persons import home_path, offices
from jiaoyun.helpdesk.second_person import changes_unconfirmed
from jiaoyun.organizations.frames import ids_of
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.powers import Place


@dataclass(frozen=True, slots=True)
class OpenCase:
    """The case that the actor has open on the ticket: until when, and whose account it shows."""

    until: datetime
    account_id: UUID | None


@dataclass(frozen=True, slots=True)
class Proposed:
    """A cure that one person proposed and another must confirm: by whom, and why."""

    by_id: UUID
    by_name: str
    reason: str


@dataclass(frozen=True, slots=True)
class TicketAtDesk:
    """A ticket and what stands around it.

    `case`: the actor's own, open now; `person_place`: where the ticket's person belongs, else the ticket's own place;
    `administers`: whether that person administers something; `lacking`: who asked for the change that lacks its second
    person, and whose account it changes; `joined`: how many tickets mean the same; `lead`: the number of the one that
    this one ends with.
    """

    ticket: Ticket
    case: OpenCase | None
    person_place: Place
    administers: bool
    lacking: tuple[UUID | None, UUID] | None
    proposed: Proposed | None
    joined: int
    lead: str


def ticket_at_desk(actor: Actor, ticket_id: UUID, now: datetime) -> TicketAtDesk:
    """The ticket for its page. Http404 and refusals as of read_ticket."""
    identity = actor.grant.identity_id if actor.grant is not None else None
    own_case = Q(cases__by=actor.account, cases__closed_at__isnull=True, cases__until__gt=now, cases__identity=identity)
    changes = changes_unconfirmed().filter(ticket=OuterRef("pk"))
    with_it = Ticket.objects.everywhere("tickets that wait with this one").filter(joined_to=OuterRef("pk"))
    rows = tickets_for(actor).select_related("handler", "home__parent__parent__parent")
    rows = rows.annotate(
        own_case=FilteredRelation("cases", condition=own_case),
        open_proposal=FilteredRelation("proposals", condition=Q(proposals__state=ProposalState.OPEN)),
        case_until=F("own_case__until"),
        case_account=F("own_case__account_id"),
        proposed_by=F("open_proposal__by_id"),
        proposed_by_name=F("open_proposal__by__name"),
        proposed_why=F("open_proposal__reason"),
        joined_count=Coalesce(
            Subquery(with_it.order_by().values("joined_to").annotate(count=Count("pk")).values("count")), 0
        ),
        lead_number=F("joined_to__number"),
        change_asked_by=Subquery(changes.values("asked_by")[:1]),
        change_account=Subquery(changes.values("account_id")[:1]),
        person_path=home_path("person_id"),
        administers=Exists(offices("person_id")),
    )
    return _at_desk(admit_reader(actor, rows.filter(pk=ticket_id).first()))


def ticket_in_hand(actor: Actor, ticket_id: UUID, now: datetime) -> TicketAtDesk:
    """The ticket for the page of its cure. Http404 and refusals as of access_ticket."""
    read = ticket_at_desk(actor, ticket_id, now)
    refuse_elsewhere(actor, read.ticket)
    return read


def _at_desk(row: Any) -> TicketAtDesk:
    in_case = row.case_until is not None and row.closed_at is None
    return TicketAtDesk(
        ticket=row,
        case=OpenCase(row.case_until, row.case_account) if in_case else None,
        person_place=_person_place(row),
        administers=row.administers,
        lacking=(row.change_asked_by, row.change_account) if row.change_account is not None else None,
        proposed=Proposed(row.proposed_by, row.proposed_by_name, row.proposed_why) if row.proposed_by else None,
        joined=row.joined_count,
        lead=row.lead_number or "",
    )


def _person_place(row: Any) -> Place:
    """Where its person belongs: the province for whoever belongs nowhere; the ticket's place where it has no person."""
    if row.person_id is None:
        place: Place = row.place
        return place
    line = ids_of(row.person_path or row.home.path)
    if row.person_path is None:
        line = line[:1]
    place = Place(line[-1], f"/{'/'.join(map(str, line))}/", "").about(row.person_id)
    # Seen from the class at the class's desk, as Ticket.place is: a homeroom teacher acts on the own class only.
    return place.at_class(row.school_class_id) if row.level == Level.CLASS else place
