"""Problem rows as a spreadsheet, and the corrected spreadsheet back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from jiaoyun.organizations.frames import show
from jiaoyun.organizations.places import school_place
from jiaoyun.plumbing.pages import PageRequest, page
from jiaoyun.plumbing.powers import Place
from jiaoyun.plumbing.sheets.reader import SheetFault
from jiaoyun.roster.access import access_batch
from jiaoyun.roster.commands.return_rows import return_rows as take_rows_back
from jiaoyun.roster.models import BatchState
from jiaoyun.roster.powers import ROSTER_IMPORT
from jiaoyun.roster.problems import problem_sheet, returned_rows
from jiaoyun.roster.views.files import xlsx_response
from jiaoyun.roster.views.import_start import APP
from jiaoyun.roster.workbench.bench import look_of
from jiaoyun.roster.workbench.frame import address_of, steps_of


@page(power=ROSTER_IMPORT, place=school_place)
def problems(request: PageRequest, place: Place, school_id: int, batch_id: UUID) -> HttpResponse:
    """The rows of a class, or all that wait, with their reasons."""
    batch = access_batch(request.actor, batch_id, ROSTER_IMPORT, states=(BatchState.OPEN,))
    return xlsx_response(problem_sheet(batch, place, look_of(request.GET).row_class), "导入问题行.xlsx")


@page(power=ROSTER_IMPORT, place=school_place, methods=("GET", "POST"))
def return_rows(request: PageRequest, place: Place, school_id: int, batch_id: UUID) -> HttpResponse:
    """放回改好的行."""
    batch = access_batch(request.actor, batch_id, ROSTER_IMPORT, states=(BatchState.OPEN,))
    error, status = "", 200
    if request.method == "POST":
        upload = request.FILES.get("file")
        try:
            if upload is not None:
                values = returned_rows(batch, upload)
                back = take_rows_back(actor=request.actor, now=timezone.now(), batch_id=batch_id, values=values)
                messages.success(request, f"{back.rows} 行已放回并重新核对")
                return redirect(address_of(batch, "batch"))
            error = "请先选择改好的表格"
        except SheetFault as fault:
            error = f"{fault.text.what}{fault.text.todo}"
        status = 422
    context = {"batch": batch, "error": error, "steps": steps_of(batch), "back": address_of(batch, "batch")}
    return show(
        request,
        "roster/return_rows.html",
        context,
        place=place,
        app=APP,
        page="roster:import_start",
        title="放回改好的行",
        status=status,
    )
