"""Deciding and correcting: one line, the ticked ones, or all of a class after a preview."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from jiaoyun.organizations.frames import show
from jiaoyun.organizations.places import school_place
from jiaoyun.plumbing.pages import PageRequest, page
from jiaoyun.plumbing.powers import Place
from jiaoyun.plumbing.typed_numbers import small_number
from jiaoyun.roster.access import access_batch
from jiaoyun.roster.check.classify import CHOICES
from jiaoyun.roster.commands.correct_cells import correct_cells
from jiaoyun.roster.commands.request_help import request_help as ask_county
from jiaoyun.roster.commands.settle_rows import settle_rows
from jiaoyun.roster.models import BatchState, Decision, RowClass
from jiaoyun.roster.powers import ROSTER_IMPORT
from jiaoyun.roster.queries import first_names
from jiaoyun.roster.sheet.columns import Field
from jiaoyun.roster.summary import class_counts
from jiaoyun.roster.views.import_batch import show_bench
from jiaoyun.roster.views.import_start import APP
from jiaoyun.roster.workbench.bench import look_of
from jiaoyun.roster.workbench.frame import address_of
from jiaoyun.roster.workbench.words import CHOICE_EFFECT, CLASS_WORDS


@page(power=ROSTER_IMPORT, place=school_place, methods=("POST",))
def settle(request: PageRequest, place: Place, school_id: int, batch_id: UUID) -> HttpResponse:
    """Decide one line (`line`) or the ticked ones (`row`, many)."""
    look = look_of(request.POST)
    lines = [line for text in request.POST.getlist("row") if (line := small_number(text)) is not None]
    if request.POST.get("all"):
        return redirect(_preview_address(request, batch_id, look.row_class))
    if not lines and look.line is not None:
        lines = [look.line]
    if look.row_class is None or not lines:
        messages.info(request, "请先勾选要处理的行")
        address = look.address(access_batch(request.actor, batch_id, ROSTER_IMPORT))
        # The message stands in the frame, which a piece does not bring.
        return HttpResponse(status=204, headers={"HX-Redirect": address}) if request.htmx else redirect(address)
    settle_rows(
        actor=request.actor,
        now=timezone.now(),
        batch_id=batch_id,
        row_class=look.row_class,
        choice=_choice(request),
        lines=lines,
    )
    return _back(request, place, batch_id)


@page(power=ROSTER_IMPORT, place=school_place, methods=("GET", "POST"))
def settle_class(request: PageRequest, place: Place, school_id: int, batch_id: UUID) -> HttpResponse:
    """同样处理: a preview of what happens to all rows of a class, and the button that does it."""
    batch = access_batch(request.actor, batch_id, ROSTER_IMPORT, states=(BatchState.OPEN,))
    data = request.POST if request.method == "POST" else request.GET
    row_class = look_of(data).row_class
    if row_class is None:
        raise Http404
    if request.method == "POST":
        settled = settle_rows(
            actor=request.actor, now=timezone.now(), batch_id=batch_id, row_class=row_class, choice=_choice(request)
        )
        messages.success(request, f"{settled.rows} 行都按「{Decision(settled.choice).label}」处理")
        return redirect(address_of(batch, "batch", **{"class": row_class.value}))
    choice = Decision(data["choice"]) if data.get("choice") in Decision.values else CHOICES[row_class][0]
    if choice not in CHOICES[row_class] or choice is Decision.REQUEST:
        raise Http404
    count = next((count for count in class_counts(batch.summary) if count.row_class is row_class), None)
    total = count.total - count.done if count else 0
    names = first_names(batch, place, row_class.value)
    context = {
        "batch": batch,
        "row_class": row_class,
        "choice": choice,
        "effect": CHOICE_EFFECT[choice],
        "said": CLASS_WORDS[row_class].said,
        "touched": [("行", total)],
        "names": names,
        "more": total - len(names) if total > len(names) else "",
        "back": address_of(batch, "batch", **{"class": row_class.value}),
    }
    return show(
        request,
        "roster/settle_class.html",
        context,
        place=place,
        app=APP,
        page="roster:import_start",
        title="同样处理",
    )


@page(power=ROSTER_IMPORT, place=school_place, methods=("POST",))
def correct(request: PageRequest, place: Place, school_id: int, batch_id: UUID) -> HttpResponse:
    """Write corrected cells into one line."""
    look = look_of(request.POST)
    if look.line is None:
        raise Http404
    # The form's own `class` is the class of rows that is looked at; a cell has a name of its own.
    values = {field: request.POST[name] for field in Field if (name := f"cell-{field.value}") in request.POST}
    found = correct_cells(actor=request.actor, now=timezone.now(), batch_id=batch_id, line=look.line, values=values)
    if not request.htmx:
        words = RowClass(found.row_class).label
        messages.success(request, f"{found.where}已重新核对：{words}")
    return _back(request, place, batch_id)


@page(power=ROSTER_IMPORT, place=school_place, methods=("GET", "POST"))
def request_help(request: PageRequest, place: Place, school_id: int, batch_id: UUID) -> HttpResponse:
    """Set the waiting rows of a class aside and put them before the county."""
    batch = access_batch(request.actor, batch_id, ROSTER_IMPORT, states=(BatchState.OPEN,))
    data = request.POST if request.method == "POST" else request.GET
    row_class = look_of(data).row_class
    if row_class is None or Decision.REQUEST not in CHOICES[row_class]:
        raise Http404
    back = address_of(batch, "batch", **{"class": row_class.value})
    if request.method == "POST":
        asked = ask_county(
            actor=request.actor,
            now=timezone.now(),
            batch_id=batch_id,
            row_class=row_class,
            note=request.POST.get("note", ""),
        )
        messages.success(request, f"{asked.rows} 行已交给上级，进展在「我的工单」里看；其他行照常导入")
        return redirect(back)
    count = next((count for count in class_counts(batch.summary) if count.row_class is row_class), None)
    context = {
        "batch": batch,
        "row_class": row_class,
        "words": CLASS_WORDS[row_class],
        "touched": [("行交给上级", count.waiting if count else 0)],
        "names": first_names(batch, place, row_class.value),
        "back": back,
    }
    return show(
        request,
        "roster/request_help.html",
        context,
        place=place,
        app=APP,
        page="roster:import_start",
        title="请上级处理",
    )


def _choice(request: PageRequest) -> Decision:
    value = request.POST.get("choice", "")
    if value not in Decision.values:
        raise Http404
    return Decision(value)


def _preview_address(request: PageRequest, batch_id: UUID, row_class: RowClass | None) -> str:
    batch = access_batch(request.actor, batch_id, ROSTER_IMPORT)
    return address_of(
        batch,
        "settle_class",
        **{"class": row_class.value if row_class else None, "choice": request.POST.get("choice", "")},
    )


def _back(request: PageRequest, place: Place, batch_id: UUID) -> HttpResponse:
    """The bench again where it was: the piece for htmx, else a redirect to its address."""
    batch = access_batch(request.actor, batch_id, ROSTER_IMPORT)
    look = look_of(request.POST)
    if request.htmx:
        return show_bench(request, place, batch, look)
    return redirect(look.address(batch))
