"""服务台: the list of the desk of the identity in use, with what can be done to many at once."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from jiaoyun.helpdesk.access import read_ticket
from jiaoyun.helpdesk.answers import answer_by_id, answers_of
from jiaoyun.helpdesk.bulk import AT_ONCE, Bulk, run_bulk
from jiaoyun.helpdesk.desk_list import filters_of, find, levels_below
from jiaoyun.helpdesk.desk_place import level_of, show_desk
from jiaoyun.helpdesk.kinds import KINDS
from jiaoyun.helpdesk.models import TicketState
from jiaoyun.helpdesk.powers import DESK_OPEN
from jiaoyun.organizations.places import any_place
from jiaoyun.plumbing.pages import PageRequest, own_page, page
from jiaoyun.plumbing.powers import Place


@own_page("leads to the desk of the identity in use")
def to_desk(request: PageRequest) -> HttpResponse:
    """To the list of the own desk. Http404 for an identity without a desk."""
    return redirect("helpdesk:desk", organization_id=_own_desk(request))


@own_page("leads to the answers of the desk in use")
def to_answers(request: PageRequest) -> HttpResponse:
    """To the saved answers of the own desk."""
    return redirect("helpdesk:answers", organization_id=_own_desk(request))


@own_page("leads to the figures of the desk in use")
def to_figures(request: PageRequest) -> HttpResponse:
    """To the figures of the own desk."""
    return redirect("helpdesk:figures", organization_id=_own_desk(request))


@own_page("leads to a ticket at the desk of the identity in use")
def to_desk_ticket(request: PageRequest, ticket_id: UUID) -> HttpResponse:
    """To one ticket at the own desk. Http404 where it may not be read."""
    organization_id = _own_desk(request)
    read_ticket(request.actor, ticket_id)
    return redirect("helpdesk:desk_ticket", organization_id=organization_id, ticket_id=ticket_id)


def _own_desk(request: PageRequest) -> int:
    grant = request.actor.grant
    if grant is None or grant.role not in DESK_OPEN.roles():
        raise Http404
    return grant.organization_id


@page(power=DESK_OPEN, place=any_place)
def desk(request: PageRequest, *, place: Place, organization_id: int) -> HttpResponse:
    """The tickets of the desk: what is due first stands first."""
    now = timezone.now()
    filters = filters_of(request.GET)
    here = reverse("helpdesk:desk", kwargs={"organization_id": organization_id})
    found = find(request.actor, place, filters, now)
    context = {
        "found": found,
        "filters": filters,
        "here": here,
        "next": f"{here}?{found.next}" if found.next else "",
        "kinds": [(kind.key, kind.label) for kind in KINDS.values()],
        "states": TicketState.choices,
        "levels": [(level.value, level.label) for level in levels_below(request.actor)],
        "answers": answers_of(place, level_of(request.actor)),
        "is_own_level": filters.level in ("", level_of(request.actor).value),
        "is_closed": filters.state == TicketState.CLOSED,
        "query": filters.query(),
    }
    return show_desk(request, "list", context, place=place, title="服务台")


@page(power=DESK_OPEN, place=any_place, methods=("POST",))
def desk_bulk(request: PageRequest, *, place: Place, organization_id: int) -> HttpResponse:
    """Take, hand up, or close with a saved answer every ticket that was ticked; says what could not be done."""
    ids = [UUID(text) for text in request.POST.getlist("row")[:AT_ONCE] if _is_uuid(text)]
    do, text = request.POST.get("do", ""), ""
    if do == Bulk.ANSWER:
        answer = answer_by_id(place, level_of(request.actor), request.POST.get("answer", ""))
        text = answer.text if answer is not None else ""
    if do not in set(Bulk) or not ids or (do == Bulk.ANSWER and not text):
        messages.info(request, "请先选中工单；用常用答复办结时，还要选一条答复。")
    else:
        done, refused = run_bulk(request.actor, Bulk(do), ids, text=text, now=timezone.now())
        words = f"已{Bulk(do).label} {done} 张。"
        messages.success(request, words + (f"有 {refused} 张现在不能这样办，请打开看看。" if refused else ""))
    here = reverse("helpdesk:desk", kwargs={"organization_id": organization_id})
    query = filters_of(request.GET).query()
    return redirect(f"{here}?{query}" if query else here)


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
