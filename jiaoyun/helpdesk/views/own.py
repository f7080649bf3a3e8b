"""The asker's side: 我的工单, following one without logging in, adding to it, ending it, opening it again."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from jiaoyun.accounts.proving import Proved
from jiaoyun.helpdesk import self_help
from jiaoyun.helpdesk.asking import own_ticket, phone_of, to_prove
from jiaoyun.helpdesk.commands.reopen_ticket import WITHIN, reopen_ticket
from jiaoyun.helpdesk.commands.reply_ticket import reply_ticket
from jiaoyun.helpdesk.commands.solve_ticket import solve_ticket
from jiaoyun.helpdesk.evidence import drop_pieces, take_pieces
from jiaoyun.helpdesk.forms import WordsForm
from jiaoyun.helpdesk.kinds import KINDS
from jiaoyun.helpdesk.models import Ticket, TicketState
from jiaoyun.helpdesk.own_list import tickets_of_account, tickets_of_phone
from jiaoyun.helpdesk.serving import file_response
from jiaoyun.helpdesk.showing import shown_to_asker
from jiaoyun.plumbing.errors import shown
from jiaoyun.plumbing.pages import PageRequest, own_page, public_page
from jiaoyun.plumbing.refusals import Refused

_WHY = "the asker follows a ticket without logging in"


@own_page("everybody sees the tickets that they raised")
def mine(request: PageRequest) -> HttpResponse:
    """我的工单: those of the account, newest first."""
    before = request.GET.get("before", "")
    tickets, older = tickets_of_account(request.actor.account, before)
    context = {"page_title": "我的工单", "tickets": tickets, "older": older, "is_first": not before}
    return render(request, "helpdesk/mine.html", context)


@public_page(_WHY)
def track(request: PageRequest) -> HttpResponse:
    """查询工单: those that were raised with the phone that this browser proved."""
    if request.actor.is_known:
        return redirect("helpdesk:mine")
    phone = phone_of(request, timezone.now())
    if phone is None:
        return to_prove(request, reverse("helpdesk:track"))
    context = {"page_title": "查询工单", "tickets": tickets_of_phone(phone.digest)}
    return render(request, "helpdesk/track.html", context)


@public_page(_WHY)
def ticket_show(request: PageRequest, ticket_id: UUID) -> HttpResponse:
    """One ticket with its history and evidence; whoever has neither logged in nor proved a phone is asked to."""
    now = timezone.now()
    if not request.actor.is_known and phone_of(request, now) is None:
        return to_prove(request, reverse("helpdesk:ticket_show", kwargs={"ticket_id": ticket_id}))
    return _page(request, own_ticket(request, ticket_id, now))


@public_page(_WHY)
def ticket_file(request: PageRequest, ticket_id: UUID, file_id: UUID) -> HttpResponse:
    """A file of the own ticket."""
    return file_response(own_ticket(request, ticket_id, timezone.now()), file_id)


@public_page(_WHY, methods=("POST",))
def ticket_reply(request: PageRequest, ticket_id: UUID) -> HttpResponse:
    """Add words and files."""
    taken = take_pieces(request.FILES.getlist("files"))
    if taken.fault:
        return _page(request, own_ticket(request, ticket_id, timezone.now()), fault=taken.fault, status=422)

    def reply(phone: Proved | None) -> None:
        try:
            reply_ticket(
                actor=request.actor,
                ticket_id=ticket_id,
                phone=_digest(phone),
                text=_words(request),
                pieces=taken.pieces,
                now=timezone.now(),
            )
        except BaseException:
            drop_pieces(taken.pieces)
            raise

    return _done(request, ticket_id, reply, "已补充，处理的人会看到。")


@public_page(_WHY, methods=("POST",))
def ticket_solve(request: PageRequest, ticket_id: UUID) -> HttpResponse:
    """It is solved: the ticket ends."""

    def solve(phone: Proved | None) -> None:
        solve_ticket(actor=request.actor, ticket_id=ticket_id, phone=_digest(phone), now=timezone.now())

    return _done(request, ticket_id, solve, "工单已办结。谢谢您告诉我们。")


@public_page(_WHY, methods=("POST",))
def ticket_reopen(request: PageRequest, ticket_id: UUID) -> HttpResponse:
    """It was not the answer: the ticket goes on."""

    def reopen(phone: Proved | None) -> None:
        now, text = timezone.now(), _words(request)
        reopen_ticket(actor=request.actor, ticket_id=ticket_id, phone=_digest(phone), text=text, now=now)

    return _done(request, ticket_id, reopen, "工单已重新打开。")


@public_page("a way out of a problem is open to everybody", methods=("POST",))
def ticket_way(request: PageRequest, kind: str, place: int) -> HttpResponse:
    """Follow a way out that needs nobody; it is counted, so that the figures know who helped themselves."""
    found = KINDS.get(kind)
    if found is None or place >= len(found.ways):
        raise Http404
    self_help.note_way(request, kind, timezone.localdate())
    return redirect(found.ways[place].page)


def _done(request: PageRequest, ticket_id: UUID, act: Callable[[Proved | None], None], said: str) -> HttpResponse:
    now = timezone.now()
    try:
        act(phone_of(request, now))
    except Refused as refused:
        ticket = own_ticket(request, ticket_id, now)
        return _page(request, ticket, refused=refused, status=refused.refusal.status)
    messages.success(request, said)
    return redirect("helpdesk:ticket_show", ticket_id=ticket_id)


def _digest(phone: Proved | None) -> bytes | None:
    return phone.digest if phone is not None else None


def _words(request: PageRequest) -> str:
    return WordsForm.words_in(request.POST)


def _page(
    request: PageRequest, ticket: Ticket, *, refused: Refused | None = None, fault: str = "", status: int = 200
) -> HttpResponse:
    open_ = ticket.closed_at is None
    context: dict[str, Any] = {
        "page_title": f"工单 {ticket.number}",
        "ticket": shown_to_asker(ticket, by_account=ticket.asker_id is not None),
        "is_open": open_,
        "may_solve": ticket.state in (TicketState.OPEN, TicketState.ASKED),
        "may_reopen": not open_ and ticket.closed_at is not None and timezone.now() - ticket.closed_at <= WITHIN,
        "typed_words": request.POST.get("text", ""),
        "refusal": shown(refused) if refused else None,
        "file_fault": fault,
    }
    return render(request, "helpdesk/ticket_show.html", context, status=status)
