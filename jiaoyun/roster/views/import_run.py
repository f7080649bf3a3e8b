"""Confirm, report, close, take over, undo."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from jiaoyun.organizations.frames import show
from jiaoyun.organizations.places import school_place
from jiaoyun.plumbing.pages import PageRequest, page
from jiaoyun.plumbing.powers import Place
from jiaoyun.plumbing.typed_numbers import small_number
from jiaoyun.roster.access import access_batch
from jiaoyun.roster.commands.close_batch import close_batch
from jiaoyun.roster.commands.close_batch import take_over as take_batch_over
from jiaoyun.roster.commands.confirm_batch import confirm_batch, counts_of, guard_of
from jiaoyun.roster.commands.undo_batch import may_be_undone, undo_batch
from jiaoyun.roster.models import OPEN_STATES, BatchState, Decision
from jiaoyun.roster.powers import ROSTER_IMPORT
from jiaoyun.roster.report import report_of
from jiaoyun.roster.summary import done_rows, ready_by_decision, ready_rows, waiting_rows
from jiaoyun.roster.views.import_start import APP
from jiaoyun.roster.workbench.frame import address_of, steps_of


@page(power=ROSTER_IMPORT, place=school_place, methods=("GET", "POST"))
def confirm(request: PageRequest, place: Place, school_id: int, batch_id: UUID) -> HttpResponse:
    """What 导入 will do, in counts; the button carries what was seen."""
    batch = access_batch(request.actor, batch_id, ROSTER_IMPORT, states=(BatchState.OPEN,))
    if request.method == "POST":
        seen = request.POST.get("seen", "")
        confirm_batch(
            actor=request.actor,
            now=timezone.now(),
            batch_id=batch_id,
            seen=small_number(seen) or 0,
            seen_counts=_seen_counts(request),
            sure=request.POST.get("sure") == "1",
        )
        return redirect(address_of(batch, "batch"))
    context = {
        "batch": batch,
        "touched": [(Decision(choice).label, count) for choice, count in ready_by_decision(batch.summary).items()],
        "ready": ready_rows(batch.summary),
        "waiting": waiting_rows(batch.summary),
        "seen_counts": counts_of(batch),
        "guard": guard_of(batch),
        "steps": steps_of(batch),
        "back": address_of(batch, "batch"),
    }
    return show(
        request,
        "roster/batch_confirm.html",
        context,
        place=place,
        app=APP,
        page="roster:import_start",
        title="确认导入",
    )


def _seen_counts(request: PageRequest) -> dict[str, int]:
    found = {}
    for name, value in request.POST.items():
        count = small_number(str(value))
        if name.startswith("count-") and count is not None:
            found[name.removeprefix("count-")] = count
    return found


@page(power=ROSTER_IMPORT, place=school_place)
def report(request: PageRequest, place: Place, school_id: int, batch_id: UUID) -> HttpResponse:
    """What this import did: counts, what stayed, what undo left, where the slips are."""
    batch = access_batch(request.actor, batch_id, ROSTER_IMPORT)
    if batch.state in OPEN_STATES and not done_rows(batch.summary):
        return redirect(address_of(batch, "batch"))
    after = small_number(request.GET.get("after")) or 0
    found = report_of(batch, place, kept_after=after)
    context = {
        "batch": batch,
        "report": found,
        "kept_first": address_of(batch, "report") if after else "",
        "kept_next": address_of(batch, "report", after=found.kept_next) if found.kept_next else "",
        "undoable": may_be_undone(batch, timezone.now()),
        "steps": steps_of(batch),
        "is_open": batch.state in OPEN_STATES,
    }
    return show(
        request,
        "roster/batch_report.html",
        context,
        place=place,
        app=APP,
        page="roster:import_history",
        title="导入结果",
    )


@page(power=ROSTER_IMPORT, place=school_place, methods=("GET", "POST"))
def close(request: PageRequest, place: Place, school_id: int, batch_id: UUID) -> HttpResponse:
    """完成 or 放弃, after saying what is lost."""
    batch = access_batch(request.actor, batch_id, ROSTER_IMPORT, states=(BatchState.MAPPING, BatchState.OPEN))
    if request.method == "POST":
        closed = close_batch(actor=request.actor, now=timezone.now(), batch_id=batch_id)
        if closed.state == BatchState.FINISHED:
            return redirect(address_of(batch, "report"))
        messages.success(request, "这次导入已放弃，名单没有任何变化，上传的文件已删除")
        return redirect("roster:import_start", school_id=school_id)
    context = {
        "batch": batch,
        "done": done_rows(batch.summary),
        "waiting": waiting_rows(batch.summary),
        "ready": ready_rows(batch.summary),
        "back": address_of(batch, "batch"),
    }
    title = "完成这次导入" if done_rows(batch.summary) else "放弃这次导入"
    return show(
        request, "roster/batch_close.html", context, place=place, app=APP, page="roster:import_start", title=title
    )


@page(power=ROSTER_IMPORT, place=school_place, methods=("GET", "POST"))
def take_over(request: PageRequest, place: Place, school_id: int, batch_id: UUID) -> HttpResponse:
    """Go on with an import that another administrator began."""
    batch = access_batch(request.actor, batch_id, ROSTER_IMPORT, states=OPEN_STATES)
    if request.method == "POST":
        take_batch_over(actor=request.actor, now=timezone.now(), batch_id=batch_id)
        messages.success(request, "已由您接手这次导入")
        return redirect(address_of(batch, "batch"))
    context = {"batch": batch, "back": address_of(batch, "batch")}
    return show(
        request,
        "roster/batch_take_over.html",
        context,
        place=place,
        app=APP,
        page="roster:import_start",
        title="接手这次导入",
    )


@page(power=ROSTER_IMPORT, place=school_place, methods=("GET", "POST"))
def undo(request: PageRequest, place: Place, school_id: int, batch_id: UUID) -> HttpResponse:
    """撤销导入: says what is taken back and what stays, then does it."""
    batch = access_batch(request.actor, batch_id, ROSTER_IMPORT)
    if request.method == "POST":
        undo_batch(actor=request.actor, now=timezone.now(), batch_id=batch_id)
        return redirect(address_of(batch, "batch"))
    context = {
        "batch": batch,
        "report": report_of(batch, place),
        "undoable": may_be_undone(batch, timezone.now()),
        "back": address_of(batch, "report"),
    }
    return show(
        request,
        "roster/batch_undo.html",
        context,
        place=place,
        app=APP,
        page="roster:import_history",
        title="撤销这次导入",
    )
