"""新增班级: choose the grade, say the numbers (product.md S4)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from jiaoyun.organizations.commands.add_classes import add_classes
from jiaoyun.organizations.forms import AddClassesForm
from jiaoyun.organizations.frames import SCHOOL_USERS, show
from jiaoyun.organizations.places import school_place
from jiaoyun.organizations.queries import classes_of, grade_groups
from jiaoyun.organizations.reckoning import reckoning_at
from jiaoyun.organizations.stages import grades_of
from jiaoyun.plumbing.errors import shown
from jiaoyun.plumbing.pages import PageRequest, page
from jiaoyun.plumbing.powers import Place
from jiaoyun.plumbing.refusals import Refused


@page(power=add_classes.power, place=school_place, methods=("GET", "POST"))
def class_add(request: PageRequest, *, place: Place, school_id: int) -> HttpResponse:
    """The form; sent, the classes are there or the form says why not, with what was typed still in it."""
    found = reckoning_at(place, timezone.localdate())
    specs, school_year = found.specs, found.day.school_year
    form = AddClassesForm(
        request.POST or None, choices=grades_of(specs, school_year), initial={"grade": request.GET.get("grade", "")}
    )
    refusal, status = None, 200
    if request.method == "POST":
        if form.is_valid():
            try:
                return _add(request, school_id, form)
            except Refused as refused:
                refusal, status = shown(refused), refused.refusal.status
        else:
            status = 422
    context = {
        "form": form,
        "refusal": refusal,
        "specs": specs,
        "groups": grade_groups(classes_of(place, school_year, specs=specs), specs, school_year),
    }
    return show(
        request,
        "organizations/class_add.html",
        context,
        place=place,
        app=SCHOOL_USERS,
        page="organizations:class_list",
        title="新增班级",
        status=status,
    )


def _add(request: PageRequest, school_id: int, form: AddClassesForm) -> HttpResponse:
    stage, entry_year = form.cleaned_data["grade"]
    added = add_classes(
        actor=request.actor,
        school_id=school_id,
        stage=stage,
        entry_year=entry_year,
        numbers=form.cleaned_data["numbers"],
        now=timezone.now(),
    )
    messages.success(request, f"已新增 {len(added.names)} 个班：{'、'.join(added.names)}。")
    return redirect("organizations:class_list", school_id=school_id)
