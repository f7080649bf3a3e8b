"""首次登录条: ask, print, show for two hours, and the same as a sheet.

A slip opens an account, so each of these pages asks again who is there.
"""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from jiaoyun.accounts.commands.reveal_secrets import reveal_secrets
from jiaoyun.accounts.reproof import is_fresh, to_reproof
from jiaoyun.organizations.frames import SCHOOL_USERS, show
from jiaoyun.organizations.places import school_place
from jiaoyun.plumbing.pages import PageRequest, page
from jiaoyun.plumbing.powers import Place
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.roster.access import access_batch
from jiaoyun.roster.commands.print_slips import print_slips
from jiaoyun.roster.students.choosing import chosen_pupils, read_choice
from jiaoyun.roster.students.classes import namer_at
from jiaoyun.roster.students.files import slip_file
from jiaoyun.roster.students.slips import PrintedSlip, printed_slips, slip_need, without_login

TITLE = "首次登录条"
_HISTORY, _LIST = "roster:import_history", "roster:student_list"


@page(power=print_slips.power, place=school_place, methods=("GET", "POST"))
def slips(request: PageRequest, *, place: Place, school_id: int, batch_id: UUID) -> HttpResponse:
    """How many of an import's new pupils have no login yet; POST prints for them."""
    now = timezone.now()
    if not is_fresh(request, now):
        return to_reproof(request)
    if request.method == "POST":
        done = print_slips(actor=request.actor, now=now, school_id=school_id, batch_id=batch_id)
        return redirect("roster:slip_print", school_id=school_id, run=done.run_id)
    batch = access_batch(request.actor, batch_id, print_slips.power)
    context = {
        "need": slip_need(without_login(place, batch_id=batch.pk), now),
        "file_name": batch.file_name,
        "back": reverse(_HISTORY, kwargs={"school_id": school_id}),
        "address": request.path,
    }
    return show(request, "roster/slips.html", context, place=place, app=SCHOOL_USERS, page=_HISTORY, title=TITLE)


@page(power=print_slips.power, place=school_place, methods=("POST",))
def student_slips(request: PageRequest, *, place: Place, school_id: int) -> HttpResponse:
    """Slips for the pupils chosen in the list: first how many and what becomes void, then the printing."""
    now = timezone.now()
    if not is_fresh(request, now):
        return to_reproof(request)
    chosen = chosen_pupils(place, read_choice(request.GET, request.POST))
    pupils = list(chosen.values_list("account_id", flat=True))
    if request.POST.get("step") == "print":
        done = print_slips(actor=request.actor, now=now, school_id=school_id, pupils=pupils)
        return redirect("roster:slip_print", school_id=school_id, run=done.run_id)
    need = slip_need(without_login(place, pupils=pupils), now)
    context = {
        "need": need,
        "left_out": len(pupils) - need.count,
        "rows": request.POST.getlist("row"),
        "every": request.POST.get("all", ""),
        "back": reverse(_LIST, kwargs={"school_id": school_id}),
        "address": request.get_full_path(),
    }
    return show(request, "roster/slips.html", context, place=place, app=SCHOOL_USERS, page=_LIST, title=TITLE)


@page(power=print_slips.power, place=school_place)
def slip_print(request: PageRequest, *, place: Place, school_id: int, run: UUID) -> HttpResponse:
    """The slips of one printing, for the one who printed them, for two hours."""
    if not is_fresh(request, timezone.now()):
        return to_reproof(request)
    slips = _slips(request, place, run)
    context = {"slips": slips, "run": run, "site": _site(request)}
    return show(request, "roster/slip_print.html", context, place=place, app=SCHOOL_USERS, page=_LIST, title=TITLE)


@page(power=print_slips.power, place=school_place)
def slip_sheet(request: PageRequest, *, place: Place, school_id: int, run: UUID) -> HttpResponse:
    """The same slips as a spreadsheet; afterwards the page says that they must be printed anew."""
    if not is_fresh(request, timezone.now()):
        return to_reproof(request)
    slips = _slips(request, place, run)
    if slips is None:
        return redirect("roster:slip_print", school_id=school_id, run=run)
    return slip_file(slips, _site(request), timezone.localdate())


def _slips(request: PageRequest, place: Place, run: UUID) -> list[PrintedSlip] | None:
    """The slips, or None where the two hours are over."""
    now = timezone.now()
    try:
        found = reveal_secrets(actor=request.actor, place=place, run=run, now=now)
    except Refused as refused:
        if refused.id != "accounts.slips.over":
            raise
        return None
    return printed_slips(place, found.slips, namer_at(place, now))


def _site(request: PageRequest) -> str:
    """The address that a pupil types."""
    return request.build_absolute_uri(reverse("portal:home")).rstrip("/")
