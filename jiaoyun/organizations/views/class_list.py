"""班级: the school's classes by grade."""

from django.http import HttpResponse
from django.utils import timezone

from jiaoyun.organizations.frames import SCHOOL_USERS, show
from jiaoyun.organizations.occupants import OCCUPANTS, counts_at
from jiaoyun.organizations.places import school_place
from jiaoyun.organizations.powers import CLASSES_MANAGE
from jiaoyun.organizations.queries import classes_of, grade_groups
from jiaoyun.organizations.reckoning import reckoning_at
from jiaoyun.plumbing.pages import PageRequest, page
from jiaoyun.plumbing.powers import Place


@page(power=CLASSES_MANAGE, place=school_place)
def class_list(request: PageRequest, *, place: Place, school_id: int) -> HttpResponse:
    """Every grade of the 学制 with its classes and who is in them; pupils without a class stand on top."""
    found = reckoning_at(place, timezone.localdate())
    today, specs = found.day, found.specs
    counts = counts_at(place)
    context = {
        "today": today,
        "groups": grade_groups(classes_of(place, today.school_year, specs=specs), specs, today.school_year),
        "kinds": list(OCCUPANTS.values()),
        "counts": counts,
        "unplaced": [(kind, counts[kind.key][None]) for kind in OCCUPANTS.values() if counts[kind.key].get(None)],
    }
    return show(
        request,
        "organizations/class_list.html",
        context,
        place=place,
        app=SCHOOL_USERS,
        page="organizations:class_list",
        title="班级",
    )
