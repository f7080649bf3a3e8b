"""Raising a ticket: choosing what it is about, and its form, filled in already with what was typed before."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from jiaoyun.accounts.proving import Proved
from jiaoyun.helpdesk import self_help
from jiaoyun.helpdesk.asking import count_one, phone_of, to_prove
from jiaoyun.helpdesk.commands.raise_ticket import Filled, raise_ticket
from jiaoyun.helpdesk.evidence import Piece, drop_pieces, take_pieces
from jiaoyun.helpdesk.forms import TicketForm, known_refusal
from jiaoyun.helpdesk.kinds import KINDS, Kind
from jiaoyun.helpdesk.opening import Written
from jiaoyun.helpdesk.showing import refusal_words
from jiaoyun.plumbing.carried import carried, drop
from jiaoyun.plumbing.errors import shown
from jiaoyun.plumbing.pages import PageRequest, public_page, to_login
from jiaoyun.plumbing.refusals import Refused

_WHY = "whoever cannot log in must be able to ask for help"
#: The kind for everything else, offered last.
_OTHER = "other"


@public_page(_WHY)
def ticket_kinds(request: PageRequest) -> HttpResponse:
    """What tickets can be about: one link each."""
    kinds = [kind for kind in KINDS.values() if kind.by_hand and kind.key != _OTHER]
    kinds.append(KINDS[_OTHER])
    return render(request, "helpdesk/ticket_kinds.html", {"page_title": "提交工单", "kinds": kinds})


@public_page(_WHY, methods=("GET", "POST"))
def ticket_new(request: PageRequest, kind: str) -> HttpResponse:
    """Show the form of a kind; POST raises the ticket, or says at the fields what is missing."""
    found = KINDS.get(kind)
    if found is None or not found.by_hand:
        raise Http404
    if found.for_known and not request.actor.is_known:
        return to_login(request)
    now = timezone.now()
    phone = phone_of(request, now)
    if phone is None and not request.actor.is_known:
        return to_prove(request, _here(request, found))
    if request.method != "POST":
        return _page(request, found, TicketForm(found, initial=carried(request, found.key)))
    form = TicketForm(found, request.POST)
    taken = take_pieces(request.FILES.getlist("files"))
    if not form.is_valid() or taken.fault:
        drop_pieces(taken.pieces)
        return _page(request, found, form, file_fault=taken.fault, status=422)
    try:
        written = _raised(request, form, found, phone, taken.pieces)
    except Refused as refused:
        return _page(request, found, form, refused=refused, status=refused.refusal.status)
    drop(request)
    self_help.note_return(request, found.key, timezone.localdate(now))
    messages.success(request, f"工单已提交，编号 {written.number}。有进展会通知您。")
    return redirect("helpdesk:ticket_show", ticket_id=written.ticket_id)


def _raised(
    request: PageRequest, form: TicketForm, kind: Kind, phone: Proved | None, pieces: tuple[Piece, ...]
) -> Written:
    now = timezone.now()
    refusal = known_refusal(request.POST.get("refusal", ""))
    try:
        count_one(request, phone, now)
        filled = Filled(form.typed(), form.cleaned_data["text"], pieces, refusal)
        return raise_ticket(actor=request.actor, kind=kind, filled=filled, proof=phone, now=now)
    except BaseException:
        drop_pieces(pieces)
        raise


def _here(request: PageRequest, kind: Kind) -> str:
    refusal = known_refusal(request.GET.get("refusal", ""))
    address = reverse("helpdesk:ticket_new", kwargs={"kind": kind.key})
    return f"{address}?{urlencode({'refusal': refusal})}" if refusal else address


def _page(
    request: PageRequest,
    kind: Kind,
    form: TicketForm,
    *,
    file_fault: str = "",
    refused: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    refusal = known_refusal((request.POST if request.method == "POST" else request.GET).get("refusal", ""))
    context: dict[str, Any] = {
        "page_title": kind.label,
        "kind": kind,
        "form": form,
        "ways": list(enumerate(kind.ways)),
        "file_fault": file_fault,
        "file_errors": [{"text": f"材料：{file_fault}", "anchor": "id_files"}] if file_fault else [],
        "refusal": shown(refused) if refused else None,
        "refusal_id": refusal,
        "refusal_text": refusal_words(refusal),
        "here": reverse("helpdesk:ticket_new", kwargs={"kind": kind.key}),
    }
    return render(request, "helpdesk/ticket_new.html", context, status=status)
