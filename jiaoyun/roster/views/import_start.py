"""批量新增学生: upload a file, get the template, see what was imported before."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from jiaoyun.organizations.frames import show
from jiaoyun.organizations.places import school_place
from jiaoyun.plumbing.pages import PageRequest, page
from jiaoyun.plumbing.powers import Place
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.plumbing.sheets.faults import FAULTS
from jiaoyun.plumbing.sheets.reader import SheetFault
from jiaoyun.plumbing.typed_numbers import small_number
from jiaoyun.roster.commands.start_batch import another_open
from jiaoyun.roster.intake import take_upload
from jiaoyun.roster.models import BatchState
from jiaoyun.roster.powers import ROSTER_IMPORT
from jiaoyun.roster.queries import batches_of, open_batch_of
from jiaoyun.roster.sheet.template import template_file
from jiaoyun.roster.views.files import xlsx_response
from jiaoyun.roster.workbench.frame import address_of, steps_of

APP = "school_users"


@page(power=ROSTER_IMPORT, place=school_place, methods=("GET", "POST"))
def import_start(request: PageRequest, place: Place, school_id: int) -> HttpResponse:
    """Choose or drop a file. POST reads its top, matches the columns and goes on to where the next decision is."""
    if request.method == "POST":
        upload = request.FILES.get("file")
        if open_batch_of(place) is not None:
            raise another_open(place)
        if upload is None:
            return _start(request, place, error="请先选择一个表格文件", status=422)
        try:
            batch = take_upload(request.actor, place, upload, timezone.now())
        except SheetFault as fault:
            text = fault.text
            return _start(request, place, error=f"{text.what}{text.todo}", status=422)
        page_name = "columns" if batch.state == BatchState.MAPPING else "batch"
        return redirect(address_of(batch, page_name))
    return _start(request, place)


def _start(request: PageRequest, place: Place, *, error: str = "", status: int = 200) -> HttpResponse:
    from jiaoyun.roster.demo_samples import samples_for

    context = {
        "open_batch": open_batch_of(place),
        "error": error,
        "steps": steps_of(None),
        "samples": samples_for(place),
        "most_rows": "10 万",
    }
    return show(
        request,
        "roster/import_start.html",
        context,
        place=place,
        app=APP,
        page="roster:import_start",
        title="批量新增学生",
        status=status,
    )


@page(power=ROSTER_IMPORT, place=school_place)
def template(request: PageRequest, place: Place, school_id: int) -> HttpResponse:
    """The template with this school's own classes to choose from."""
    return xlsx_response(template_file(place, timezone.now()), "批量新增学生模板.xlsx")


@page(power=ROSTER_IMPORT, place=school_place)
def import_history(request: PageRequest, place: Place, school_id: int) -> HttpResponse:
    """Every import of this school, newest first."""
    number = max(small_number(request.GET.get("page")) or 1, 1)
    batches, older = batches_of(place, number)
    return show(
        request,
        "roster/import_history.html",
        {
            "batches": batches,
            "previous": f"{request.path}?page={number - 1}" if number > 1 else "",
            "next": f"{request.path}?page={number + 1}" if older else "",
        },
        place=place,
        app=APP,
        page="roster:import_history",
        title="导入记录",
    )


__all__ = ["FAULTS", "Refused", "import_history", "import_start", "template"]
