"""The workbench: counts by class, the lines of one class, the pane of one line; progress while a job works."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from jiaoyun.organizations.frames import show
from jiaoyun.organizations.places import school_place
from jiaoyun.plumbing.pages import PageRequest, page
from jiaoyun.plumbing.powers import Place
from jiaoyun.roster.access import access_batch
from jiaoyun.roster.models import BatchState, ImportBatch
from jiaoyun.roster.powers import ROSTER_IMPORT
from jiaoyun.roster.views.import_start import APP
from jiaoyun.roster.workbench.bench import Look, bench, look_of
from jiaoyun.roster.workbench.frame import address_of, steps_of
from jiaoyun.roster.workbench.progress import progress_of

_AT_WORK = (BatchState.CHECKING, BatchState.APPLYING, BatchState.UNDOING)
_ENDED = (BatchState.FINISHED, BatchState.ABANDONED, BatchState.UNDONE)


@page(power=ROSTER_IMPORT, place=school_place)
def batch(request: PageRequest, place: Place, school_id: int, batch_id: UUID) -> HttpResponse:
    """Where this import stands: its columns, its progress, its rows, or its report."""
    found = _of_school(request, batch_id, school_id)
    if found.state == BatchState.MAPPING:
        return redirect(address_of(found, "columns"))
    if found.state in _ENDED:
        return redirect(address_of(found, "report"))
    if found.state in _AT_WORK:
        return _work(request, place, found)
    return show_bench(request, place, found, look_of(request.GET))


def show_bench(request: PageRequest, place: Place, found: ImportBatch, look: Look) -> HttpResponse:
    """The bench: the piece alone for htmx, else the whole page."""
    context = bench(request.actor, found, place, look, timezone.now())
    if request.htmx and not request.htmx.boosted:
        response = render(request, "roster/batch_show/_bench.html", {**context, "place": place, "swap_head": True})
        response.headers["HX-Push-Url"] = look.address(found)
        return response
    return show(
        request,
        "roster/batch_show.html",
        {**context, "steps": steps_of(found)},
        place=place,
        app=APP,
        page="roster:import_start",
        title="批量新增学生",
    )


def _work(request: PageRequest, place: Place, found: ImportBatch) -> HttpResponse:
    context = {"batch": found, "progress": progress_of(found), "steps": steps_of(found)}
    return show(
        request,
        "roster/batch_work.html",
        context,
        place=place,
        app=APP,
        page="roster:import_start",
        title="批量新增学生",
    )


@page(power=ROSTER_IMPORT, place=school_place)
def progress(request: PageRequest, place: Place, school_id: int, batch_id: UUID) -> HttpResponse:
    """The progress piece; when the work is over, the browser goes on to the batch."""
    found = _of_school(request, batch_id, school_id)
    if found.state not in _AT_WORK:
        if request.htmx:
            return HttpResponse(status=204, headers={"HX-Redirect": address_of(found, "batch")})
        return redirect(address_of(found, "batch"))
    if not request.htmx:
        return redirect(address_of(found, "batch"))
    return render(request, "roster/batch_work/_progress.html", {"batch": found, "progress": progress_of(found)})


def _of_school(request: PageRequest, batch_id: UUID, school_id: int) -> ImportBatch:
    found = access_batch(request.actor, batch_id, ROSTER_IMPORT)
    if found.school_id != school_id:
        raise Http404
    return found
