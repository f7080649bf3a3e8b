"""证件更正核对: what the school's people corrected themselves, and putting it back within seven days (I1)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from jiaoyun.accounts.commands.reverse_document import reverse_document
from jiaoyun.accounts.personal.documents import corrections_of, shown_correction
from jiaoyun.accounts.personal.forms import ReverseForm
from jiaoyun.accounts.reproof import is_fresh, to_reproof
from jiaoyun.organizations.frames import SCHOOL_USERS, show
from jiaoyun.organizations.places import school_place
from jiaoyun.plumbing.pages import PageRequest, page
from jiaoyun.plumbing.powers import Place

_PAGE = "accounts:document_changes"


@page(power=reverse_document.power, place=school_place)
def document_changes(request: PageRequest, *, place: Place, school_id: int) -> HttpResponse:
    """The list, latest first; numbers masked."""
    now = timezone.now()
    rows = [(row, row.is_open(now)) for row in corrections_of(place)]
    context = {"changes": rows}
    return show(
        request,
        "accounts/document_changes.html",
        context,
        place=place,
        app=SCHOOL_USERS,
        page=_PAGE,
        title="证件更正核对",
    )


@page(power=reverse_document.power, place=school_place, methods=("GET", "POST"))
def document_reverse(request: PageRequest, *, place: Place, school_id: int, change_id: UUID) -> HttpResponse:
    """Ask for the reason, then put the old document back. Refuses accounts.document.not_reversible.

    A document is what its owner logs in and recovers the account with, so the page asks again who is there.
    """
    if not is_fresh(request, timezone.now()):
        return to_reproof(request)
    found = shown_correction(place, change_id)
    form = ReverseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reverse_document(
            actor=request.actor,
            place=place,
            change_id=change_id,
            reason=form.cleaned_data["reason"],
            now=timezone.now(),
        )
        messages.success(request, "已经撤回，恢复为原来的证件号码，本人会收到通知。")
        return redirect("accounts:document_changes", school_id=school_id)
    return show(
        request,
        "accounts/document_reverse.html",
        {"change": found, "form": form},
        place=place,
        app=SCHOOL_USERS,
        page=_PAGE,
        title="撤回证件更正",
        status=422 if form.errors else 200,
    )
