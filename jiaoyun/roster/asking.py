"""Rows put before the county as a ticket: it begins there, climbs and is answered like every ticket (product.md U2)."""

from datetime import datetime
from typing import Any

from jiaoyun.helpdesk.closing import close
from jiaoyun.helpdesk.history import note
from jiaoyun.helpdesk.kinds import Cure, Kind, Piece, declare_kind
from jiaoyun.helpdesk.levels import Level
from jiaoyun.helpdesk.models import ClosedWhy, Ticket, What
from jiaoyun.helpdesk.opening import Opening, write_ticket
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.powers import Place
from jiaoyun.roster.models import RequestState, RosterRequest, RowClass
from jiaoyun.roster.powers import REQUESTS_SEE
from jiaoyun.roster.students.requests import nth_row
from jiaoyun.roster.workbench.words import CLASS_WORDS

KIND = "import_rows"
OBJECT = "roster_request"
_DECIDED = (ClosedWhy.ANSWERED, ClosedWhy.CURED)


def ask_by_ticket(request: RosterRequest, rows: int, *, actor: Actor, now: datetime) -> None:
    """Open the request's ticket, or add to the one that is open; inside the caller's command, behind its gate."""
    row_class = RowClass(request.row_class)
    ticket = _open_ticket(request)
    if ticket is not None:
        note(ticket, What.REPLIED, actor=actor, now=now, text=f"又有 {rows} 行「{row_class.label}」。")
        return
    said = f"{row_class.label}，{rows} 行。{CLASS_WORDS[row_class].why}{request.note and f' 学校说明：{request.note}'}"
    written = write_ticket(
        Opening(kind=KIND, text=said, object_kind=OBJECT, object_id=str(request.pk), home=request.school.organization),
        actor=actor,
        now=now,
    )
    request.ticket = written.ticket_id


def _open_ticket(request: RosterRequest) -> Ticket | None:
    if request.ticket is None:
        return None
    rows = Ticket.objects.everywhere("the ticket of a request behind its gate").select_for_update(of=("self",))
    found: Ticket | None = rows.filter(pk=request.ticket, closed_at__isnull=True).first()
    return found


def withdraw(place: Place, batch_id: Any, now: datetime) -> None:
    """Take back what is open of a batch that ended without being finished; its tickets end with it."""
    rows = RosterRequest.objects.within(place).filter(batch=batch_id, state=RequestState.OPEN)
    for request in rows.select_related("school__organization"):
        ticket = _open_ticket(request)
        request.state = RequestState.WITHDRAWN
        request.save(update_fields=["state"])
        if ticket is not None:
            close(ticket, ClosedWhy.SOLVED, actor=None, now=now)


def _follow(ticket: Ticket) -> None:
    """The request stands as its ticket does: answered, taken back, or open again where none of its class is open."""
    rows = RosterRequest.objects.everywhere("the request of a ticket that has just changed").filter(ticket=ticket.pk)
    request: RosterRequest | None = rows.first()
    if request is None:
        return
    if ticket.closed_at is None:
        others = RosterRequest.objects.everywhere("open requests of the same rows").filter(
            school_id=request.school_id, batch=request.batch, row_class=request.row_class, state=RequestState.OPEN
        )
        if others.exists():
            return
        rows.update(state=RequestState.OPEN)
        return
    decided = ClosedWhy(ticket.closed_why) in _DECIDED
    rows.filter(state=RequestState.OPEN).update(state=RequestState.ANSWERED if decided else RequestState.WITHDRAWN)


def _row(ticket: Ticket, number: int) -> Piece | None:
    """Row `number` of the ticket's request, from 1; for support within an open case, one at a time."""
    found = nth_row(ticket.pk, number) if number >= 1 else None
    if found is None:
        return None
    facts = [("行", f"第 {found.line} 行"), ("情况", found.row_class.label)]
    if (row := found.row) is not None:
        facts += [("姓名", row.name), ("号码末四位", row.hint), ("号码现在属于", row.now_at)]
    return Piece(facts, number, found.count)


declare_kind(
    Kind(
        KIND,
        "导入时有几行要上级处理",
        Level.COUNTY,
        "学校导入学生时，有几行的号码属于别处的人，学校自己不能决定。",
        cures=(
            Cure(
                "看这些行",
                "roster:request_show",
                "",
                REQUESTS_SEE,
                path=lambda ticket, organization_id, person_place: {
                    "organization_id": organization_id,
                    "request_id": ticket.object_id,
                },
            ),
        ),
        help_entry="import-problems",
        by_hand=False,
        follows=_follow,
        piece=_row,
    )
)
