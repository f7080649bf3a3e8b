"""Put rows before the county that the school may not settle itself (③ ④ ⑤ and 号码冲突)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import Http404
from uuid_utils.compat import uuid7

from jiaoyun.notices.tell import tell_place
from jiaoyun.organizations.models import Kind, Organization
from jiaoyun.plumbing.actor import Actor, Role
from jiaoyun.plumbing.commands import command
from jiaoyun.plumbing.powers import Place
from jiaoyun.roster.asking import ask_by_ticket
from jiaoyun.roster.batches import access_own_batch, rows_changed
from jiaoyun.roster.check.classify import CHOICES
from jiaoyun.roster.events import HELP_REQUESTED
from jiaoyun.roster.models import Decision, ImportBatch, ImportRow, Outcome, RequestState, RosterRequest, RowClass
from jiaoyun.roster.notices import HELP_ASKED
from jiaoyun.roster.powers import ROSTER_IMPORT

NOTE_MOST = 300
# Who looks after schools at each kind of organization above them; a functional zone has its county's officers.
_ABOVE = {
    Kind.PROVINCE: Role.PROVINCE_ADMIN,
    Kind.CITY: Role.CITY_ADMIN,
    Kind.COUNTY: Role.COUNTY_ADMIN,
    Kind.ZONE: Role.COUNTY_ADMIN,
}


@dataclass(frozen=True, slots=True)
class HelpRequested:
    """The request that the county sees."""

    request_id: UUID
    batch_id: UUID
    rows: int
    row_class: str


@command(power=ROSTER_IMPORT, event=HELP_REQUESTED)
def request_help(*, actor: Actor, now: datetime, batch_id: UUID, row_class: RowClass, note: str = "") -> HelpRequested:
    """Set all waiting rows of a class aside as a request to the organization above the school.

    The request is a ticket too, which begins at the county and is answered there or climbs. Asked again, the rows join
    the open request of that class.
    """
    batch = access_own_batch(actor, batch_id, ROSTER_IMPORT)
    county = batch.school.organization.parent
    if Decision.REQUEST not in CHOICES[row_class] or county is None:
        raise Http404
    place = batch.school.organization.place
    waiting = ImportRow.objects.within(place).filter(
        batch_id=batch.pk, row_class=row_class, outcome=Outcome.WAITING, decision=Decision.OPEN
    )
    lines = list(waiting.order_by("line").values_list("line", flat=True))
    waiting.update(decision=Decision.REQUEST)
    request = _open_request(batch, place, row_class) or RosterRequest(
        id=uuid7(),
        school_id=batch.school_id,
        county=county,
        batch=batch.pk,
        row_class=row_class,
        by=actor.account,
        at=now,
    )
    request.lines = sorted({*request.lines, *lines})
    request.note = note.strip()[:NOTE_MOST] or request.note
    if lines:
        ask_by_ticket(request, len(lines), actor=actor, now=now)
    request.save()
    _tell(county, place.name, len(lines), row_class, now)
    rows_changed(batch)
    return HelpRequested(request.pk, batch.pk, len(lines), row_class.value)


def _tell(county: Organization, school: str, rows: int, row_class: RowClass, now: datetime) -> None:
    """Tell whoever looks after the schools there."""
    tell_place(
        county.pk,
        _ABOVE[Kind(county.kind)],
        HELP_ASKED,
        now=now,
        organization_id=county.pk,
        school=school,
        rows=rows,
        row_class=row_class.label,
    )


def _open_request(batch: ImportBatch, place: Place, row_class: RowClass) -> RosterRequest | None:
    found: RosterRequest | None = (
        RosterRequest.objects.within(place).filter(batch=batch.pk, row_class=row_class, state=RequestState.OPEN).first()
    )
    return found
