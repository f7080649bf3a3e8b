"""The two pages of a reset, for one person and for many: the question, and the one-time passwords shown once."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from jiaoyun.accounts.commands.reset_passwords import reset_passwords
from jiaoyun.accounts.doors.counts import forget_failures
from jiaoyun.accounts.models import IdentifierKind
from jiaoyun.accounts.people.forms import ResetForm
from jiaoyun.accounts.people.screen import show_person
from jiaoyun.accounts.reproof import is_fresh, to_reproof
from jiaoyun.accounts.slips import Slip
from jiaoyun.plumbing.pages import PageRequest
from jiaoyun.plumbing.powers import Place
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.rules.masking import hint_document

TITLE = "重置密码"
_FIRST_NAMES = 8


def reset_page(
    request: PageRequest, place: Place, account_ids: Sequence[UUID], names: Sequence[str], *, do: bool
) -> HttpResponse:
    """Ask how the one-time password comes about; with `do` reset and show the slips, this once.

    `names` are those of the persons, as the list showed them. The answer with the slips is kept by no cache and cannot
    be opened again: a lost slip means another reset.
    """
    now = timezone.now()
    if not is_fresh(request, now):
        return to_reproof(request)
    form = ResetForm(request.POST) if do else ResetForm()
    if not do or not form.is_valid():
        return _ask(request, place, account_ids, names, form, 422 if do else 200)
    try:
        done = reset_passwords(actor=request.actor, place=place, account_ids=account_ids, custom=form.wanted, now=now)
    except Refused as refused:
        if refused.id != "accounts.reset.weak":
            raise
        form.add_error("custom", refused.values["todo"])
        return _ask(request, place, account_ids, names, form, 422)
    forget_failures(done.account_ids, now=now)
    return show_slips(request, place, done.slips, custom=done.custom)


def told_account(slip: Slip) -> str:
    """What to type at log-in, as it may stand on paper: of an ID document only its last four."""
    if slip.login_kind is IdentifierKind.DOCUMENT:
        return f"本人身份证件号（末四位 {hint_document(slip.login)[-4:].strip('*') or '—'}）"
    return slip.login


def _ask(
    request: PageRequest,
    place: Place,
    account_ids: Sequence[UUID],
    names: Sequence[str],
    form: ResetForm,
    status: int,
) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "count": len(account_ids),
        "rows": account_ids,
        "names": list(names[:_FIRST_NAMES]),
        "more": max(len(names) - _FIRST_NAMES, 0) or "",
        "address": request.path,
    }
    return show_person(request, "accounts/people/reset.html", context, place=place, title=TITLE, status=status)


def show_slips(
    request: PageRequest, place: Place, slips: Sequence[Slip], *, custom: bool = False, unit: str = ""
) -> HttpResponse:
    """The one-time passwords, this once; `custom`: somebody chose the words, so capitals count. `unit`: where the
    persons belong, if not at the place of the page."""
    context = {
        "slips": [(slip, told_account(slip), timezone.localtime(slip.expires_at)) for slip in slips],
        "site": request.build_absolute_uri(reverse("portal:home")).rstrip("/"),
        "custom": custom,
        "unit": unit or place.name,
    }
    return show_person(request, "accounts/people/reset_done.html", context, place=place, title=TITLE)
