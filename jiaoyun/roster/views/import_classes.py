"""没有这个班: every class that the file names and the school has not, each settled once for all its rows."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from jiaoyun.organizations.class_names import named
from jiaoyun.organizations.frames import show
from jiaoyun.organizations.places import school_place
from jiaoyun.organizations.stages import specs_of
from jiaoyun.plumbing.pages import PageRequest, page
from jiaoyun.plumbing.powers import Place
from jiaoyun.plumbing.typed_numbers import small_number
from jiaoyun.roster.access import access_batch
from jiaoyun.roster.check.batch import open_classes
from jiaoyun.roster.commands.choose_class import MissingClass, choose_class
from jiaoyun.roster.models import BatchState, ClassChoice
from jiaoyun.roster.powers import ROSTER_IMPORT
from jiaoyun.roster.queries import missing_classes_of
from jiaoyun.roster.views.import_start import APP
from jiaoyun.roster.workbench.frame import address_of, class_names_of, steps_of


@page(power=ROSTER_IMPORT, place=school_place, methods=("GET", "POST"))
def missing_classes(request: PageRequest, place: Place, school_id: int, batch_id: UUID) -> HttpResponse:
    """The missing classes with their choices; POST settles one."""
    batch = access_batch(request.actor, batch_id, ROSTER_IMPORT, states=(BatchState.OPEN,))
    names = class_names_of(batch)
    if request.method == "POST":
        named_class, choice, other = _read(request)
        settled = choose_class(
            actor=request.actor, now=timezone.now(), batch_id=batch_id, missing=named_class, choice=choice, other=other
        )
        called = names.of_ref(named_class.stage, named_class.entry_year, named_class.number)
        messages.success(request, f"{called}的 {settled.rows} 行处理好了")
        left = missing_classes_of(batch, place)
        return redirect(address_of(batch, "missing_classes" if left else "batch"))
    specs = specs_of(place)
    classes = sorted(
        (named(row, batch.school_year, specs) for row in open_classes(place).values()), key=lambda c: c.order
    )
    missing = [
        {**row, "name": names.of_ref(str(row["stage"]), int(str(row["entry_year"])), int(str(row["class_number"])))}
        for row in missing_classes_of(batch, place)
    ]
    context = {
        "batch": batch,
        "missing": missing,
        "classes": classes,
        "steps": steps_of(batch),
        "back": address_of(batch, "batch"),
    }
    return show(
        request,
        "roster/missing_classes.html",
        context,
        place=place,
        app=APP,
        page="roster:import_start",
        title="没有这个班",
    )


def _read(request: PageRequest) -> tuple[MissingClass, str, UUID | None]:
    data = request.POST
    try:
        other = UUID(data["other"]) if data.get("other") else None
    except ValueError:
        raise Http404 from None
    entry_year, number = small_number(data.get("entry_year")), small_number(data.get("number"))
    if entry_year is None or number is None:
        raise Http404
    found = MissingClass(data.get("stage", ""), entry_year, number), data.get("choice", ""), other
    if found[1] not in (ClassChoice.ADD, ClassChoice.OTHER, ClassChoice.NONE):
        raise Http404
    return found
