"""The cures that the help desk owns: restore, merge, unbind a document, open a school. Each form carries the ticket."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from jiaoyun.accounts.reproof import is_fresh, to_reproof
from jiaoyun.helpdesk.commands.decline_cure import decline_cure
from jiaoyun.helpdesk.commands.merge_accounts import merge_accounts
from jiaoyun.helpdesk.commands.propose_cure import propose_cure
from jiaoyun.helpdesk.commands.restore_account import restore_account
from jiaoyun.helpdesk.commands.unbind_document import confirm_document, unbind_document
from jiaoyun.helpdesk.cure_pages import DONE, CurePage, merge_page, restore_page, unbind_page
from jiaoyun.helpdesk.desk_place import show_desk
from jiaoyun.helpdesk.desk_reading import TicketAtDesk, ticket_in_hand
from jiaoyun.helpdesk.desk_view import desk_address
from jiaoyun.helpdesk.powers import DESK_OPEN
from jiaoyun.helpdesk.two_people import TwoPeopleCure
from jiaoyun.organizations.places import any_place
from jiaoyun.plumbing.cures import with_ticket
from jiaoyun.plumbing.errors import shown
from jiaoyun.plumbing.pages import PageRequest, page
from jiaoyun.plumbing.powers import Place
from jiaoyun.plumbing.refusals import Refused

_METHODS = ("GET", "POST")
Act = Callable[[PageRequest, str], Any]


@page(power=DESK_OPEN, place=any_place, methods=_METHODS)
def restore(request: PageRequest, *, place: Place, organization_id: int, ticket_id: UUID) -> HttpResponse:
    """恢复账号: at once where everything is proved; else propose, and confirm as the second person."""
    acts = {
        "do": lambda request, text: restore_account(actor=request.actor, now=timezone.now()),
        **_proposing(TwoPeopleCure.RESTORE),
    }
    return _answered(request, place, ticket_id, restore_page, acts)


@page(power=DESK_OPEN, place=any_place, methods=_METHODS)
def merge(request: PageRequest, *, place: Place, organization_id: int, ticket_id: UUID) -> HttpResponse:
    """合并账号: one proposes, another confirms."""
    acts = {
        "do": lambda request, text: merge_accounts(actor=request.actor, now=timezone.now()),
        **_proposing(TwoPeopleCure.MERGE),
    }
    return _answered(request, place, ticket_id, merge_page, acts)


@page(power=DESK_OPEN, place=any_place, methods=_METHODS)
def unbind(request: PageRequest, *, place: Place, organization_id: int, ticket_id: UUID) -> HttpResponse:
    """解绑身份证件: begin the 48 hours, or confirm as the second person."""
    acts: dict[str, Act] = {
        "do": lambda request, text: unbind_document(actor=request.actor, reason=text, now=timezone.now()),
        "confirm": lambda request, text: confirm_document(actor=request.actor, now=timezone.now()),
    }
    return _answered(request, place, ticket_id, unbind_page, acts)


def _proposing(cure: TwoPeopleCure) -> dict[str, Act]:
    def propose(request: PageRequest, text: str) -> Any:
        return propose_cure(actor=request.actor, cure=cure, reason=text, now=timezone.now())

    def decline(request: PageRequest, text: str) -> Any:
        return decline_cure(actor=request.actor, cure=cure, reason=text, now=timezone.now())

    return {"propose": propose, "decline": decline}


def _answered(
    request: PageRequest,
    place: Place,
    ticket_id: UUID,
    describe: Callable[[PageRequest, TicketAtDesk], CurePage],
    acts: dict[str, Act],
) -> HttpResponse:
    """Show what would happen; POST does it with the ticket in hand and leads back to it."""
    now = timezone.now()
    if not is_fresh(request, now):
        return to_reproof(request)
    request.actor = with_ticket(request.actor, ticket_id)
    read = ticket_in_hand(request.actor, ticket_id, now)
    if request.method != "POST":
        return _show(request, place, describe(request, read))
    do = request.POST.get("do", "")
    try:
        if do not in acts:
            raise Refused("helpdesk.ticket.wrong_cure")
        acts[do](request, request.POST.get("text", ""))
    except Refused as refused:
        return _show(request, place, describe(request, ticket_in_hand(request.actor, ticket_id, now)), refused)
    messages.success(request, DONE.get(do, "已办好。"))
    return redirect(desk_address(place.organization_id, ticket_id))


def _show(request: PageRequest, place: Place, cure: CurePage, refused: Refused | None = None) -> HttpResponse:
    context = {
        "cure": cure,
        "back": desk_address(place.organization_id, cure.ticket_id),
        "typed_words": request.POST.get("text", ""),
        "refusal": shown(refused) if refused else None,
    }
    status = refused.refusal.status if refused else 200
    return show_desk(request, "cure", context, place=place, title=cure.title, status=status)
