"""列对应: which column of the file is which, with a look at the first rows."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from jiaoyun.organizations.frames import show
from jiaoyun.organizations.places import school_place
from jiaoyun.plumbing.errors import shown
from jiaoyun.plumbing.pages import PageRequest, page
from jiaoyun.plumbing.powers import Place
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.roster.access import access_batch
from jiaoyun.roster.columns_page import Chosen, columns_page, read_choices
from jiaoyun.roster.commands.choose_sheet import choose_sheet
from jiaoyun.roster.commands.map_columns import map_columns
from jiaoyun.roster.models import BatchState, ImportBatch
from jiaoyun.roster.powers import ROSTER_IMPORT
from jiaoyun.roster.views.import_start import APP
from jiaoyun.roster.workbench.frame import address_of, steps_of

# What the page itself can cure is said on it, with everything that was chosen still there.
_CURED_HERE = ("roster.columns.missing", "roster.columns.twice")


@page(power=ROSTER_IMPORT, place=school_place, methods=("GET", "POST"))
def columns(request: PageRequest, place: Place, school_id: int, batch_id: UUID) -> HttpResponse:
    """Show the match; POST takes it and has the rows checked."""
    batch = access_batch(request.actor, batch_id, ROSTER_IMPORT, states=(BatchState.MAPPING, BatchState.OPEN))
    if request.method != "POST":
        return _show(request, place, batch)
    chosen, now = read_choices(request.POST, batch), timezone.now()
    if chosen.sheet_index is not None:
        choose_sheet(
            actor=request.actor,
            now=now,
            batch_id=batch.pk,
            sheet_index=chosen.sheet_index,
            together=chosen.together,
        )
        return redirect(address_of(batch, "columns"))
    try:
        map_columns(
            actor=request.actor, now=now, batch_id=batch.pk, columns=chosen.columns, whole_class=chosen.whole_class
        )
    except Refused as refused:
        if refused.id not in _CURED_HERE:
            raise
        return _show(request, place, batch, chosen, refused)
    return redirect(address_of(batch, "batch"))


def _show(
    request: PageRequest,
    place: Place,
    batch: ImportBatch,
    chosen: Chosen | None = None,
    refused: Refused | None = None,
) -> HttpResponse:
    context = {
        "batch": batch,
        "steps": steps_of(batch),
        "refusal": shown(refused) if refused else None,
        **columns_page(batch, place, chosen),
    }
    return show(
        request,
        "roster/import_columns.html",
        context,
        place=place,
        app=APP,
        page="roster:import_start",
        title="列对应",
        status=refused.refusal.status if refused else 200,
    )
