"""One ticket at a desk: its page, its steps, its evidence, and the case that opens what is masked."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from jiaoyun.helpdesk.access import access_ticket, read_ticket
from jiaoyun.helpdesk.answers import answers_of
from jiaoyun.helpdesk.commands.answer_ticket import answer_ticket
from jiaoyun.helpdesk.commands.ask_back import ask_back
from jiaoyun.helpdesk.commands.hand_down_ticket import hand_down_ticket
from jiaoyun.helpdesk.commands.hand_up_ticket import hand_up_ticket
from jiaoyun.helpdesk.commands.note_ticket import note_ticket
from jiaoyun.helpdesk.commands.open_case import open_case
from jiaoyun.helpdesk.commands.put_back_ticket import put_back_ticket
from jiaoyun.helpdesk.commands.take_ticket import take_ticket
from jiaoyun.helpdesk.curing import open_case_of
from jiaoyun.helpdesk.desk_place import level_of, show_desk
from jiaoyun.helpdesk.desk_reading import ticket_at_desk
from jiaoyun.helpdesk.desk_view import desk_view
from jiaoyun.helpdesk.forms import WordsForm
from jiaoyun.helpdesk.powers import DESK_OPEN
from jiaoyun.helpdesk.presence import others_at, seen
from jiaoyun.helpdesk.serving import file_response
from jiaoyun.helpdesk.showing import shown_to_desk
from jiaoyun.organizations.places import any_place
from jiaoyun.plumbing.errors import shown
from jiaoyun.plumbing.pages import PageRequest, page
from jiaoyun.plumbing.powers import Place
from jiaoyun.plumbing.refusals import Refused

_POST = ("POST",)


@page(power=DESK_OPEN, place=any_place)
def desk_ticket(request: PageRequest, *, place: Place, organization_id: int, ticket_id: UUID) -> HttpResponse:
    """The ticket with its history, evidence, steps and cure."""
    return _page(request, place, ticket_id)


@page(power=DESK_OPEN, place=any_place, methods=_POST)
def desk_step(request: PageRequest, *, place: Place, organization_id: int, ticket_id: UUID, step: str) -> HttpResponse:
    """One step: take, put back, hand up or down, ask back, note, answer; or open the case. Http404 for another."""
    if step not in _STEPS:
        raise Http404
    act, said = _STEPS[step]
    try:
        done = act(request, ticket_id, WordsForm.words_in(request.POST))
    except Refused as refused:
        return _page(request, place, ticket_id, refused=refused, status=refused.refusal.status)
    messages.success(request, said)
    if done.level != level_of(request.actor).value:
        return redirect("helpdesk:desk", organization_id=organization_id)
    return redirect("helpdesk:desk_ticket", organization_id=organization_id, ticket_id=ticket_id)


@page(power=DESK_OPEN, place=any_place, methods=_POST)
def desk_case(request: PageRequest, *, place: Place, organization_id: int, ticket_id: UUID) -> HttpResponse:
    """Open the case: what is masked can be read for two hours, with the reason kept."""
    reason = request.POST.get("reason", "")
    try:
        open_case(actor=request.actor, ticket_id=ticket_id, reason=reason, now=timezone.now())
    except Refused as refused:
        return _page(request, place, ticket_id, refused=refused, status=refused.refusal.status)
    messages.success(request, "已打开，两小时后自动结束。查看的原因已经记录。")
    return redirect("helpdesk:desk_ticket", organization_id=organization_id, ticket_id=ticket_id)


@page(power=DESK_OPEN, place=any_place)
def desk_file(
    request: PageRequest, *, place: Place, organization_id: int, ticket_id: UUID, file_id: UUID
) -> HttpResponse:
    """A file of the ticket, within an open case. Http404 without one."""
    ticket = access_ticket(request.actor, ticket_id, lock=False)
    if open_case_of(request.actor, ticket_id, timezone.now()) is None:
        raise Http404
    return file_response(ticket, file_id)


@page(power=DESK_OPEN, place=any_place, methods=_POST)
def desk_presence(request: PageRequest, *, place: Place, organization_id: int, ticket_id: UUID) -> HttpResponse:
    """Note that somebody looks at the ticket, or writes; answers with who else does."""
    ticket = read_ticket(request.actor, ticket_id)
    now = timezone.now()
    seen(ticket, request.actor, is_typing=bool(request.POST.get("text", "").strip()), now=now)
    context = {"others": others_at(ticket, request.actor, now)}
    return render(request, "helpdesk/desk/_presence.html", context)


def _step(command: Callable[..., Any], *, words: bool) -> Callable[[PageRequest, UUID, str], Any]:
    def act(request: PageRequest, ticket_id: UUID, text: str) -> Any:
        given = {"text": text} if words else {}
        return command(actor=request.actor, ticket_id=ticket_id, now=timezone.now(), **given)

    return act


_STEPS: dict[str, tuple[Callable[[PageRequest, UUID, str], Any], str]] = {
    "take": (_step(take_ticket, words=False), "已领取，由您处理。"),
    "put-back": (_step(put_back_ticket, words=False), "已放回，同级的人都能领取。"),
    "up": (_step(hand_up_ticket, words=True), "已交给上一级。"),
    "down": (_step(hand_down_ticket, words=True), "已交给下一级。"),
    "ask": (_step(ask_back, words=True), "已请提交人补充。"),
    "note": (_step(note_ticket, words=True), "备注已保存。"),
    "answer": (_step(answer_ticket, words=True), "已答复并办结。"),
}


def _page(
    request: PageRequest, place: Place, ticket_id: UUID, *, refused: Refused | None = None, status: int = 200
) -> HttpResponse:
    now = timezone.now()
    read = ticket_at_desk(request.actor, ticket_id, now)
    ticket = read.ticket
    asked = request.GET.get("piece", "1")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1
    view = desk_view(request.actor, read, place.organization_id, number)
    context = {
        "ticket": shown_to_desk(ticket, in_case=view.case is not None),
        "view": view,
        "handler": ticket.handler.name if ticket.handler is not None else "",
        "is_mine": ticket.handler_id == request.actor.account_id,
        # The page asks by itself once it stands; with an open case it has questions enough.
        "others": others_at(ticket, request.actor, now) if view.case is None else [],
        "answers": answers_of(place, level_of(request.actor)) if view.may_handle else [],
        "typed_words": request.POST.get("text", ""),
        "refusal": shown(refused) if refused else None,
    }
    return show_desk(request, "ticket", context, place=place, title=f"工单 {ticket.number}", status=status)
