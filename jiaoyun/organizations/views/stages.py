"""本校学制: which stages the school has, what its 办学类型 usually has, and who changes it (product.md S7)."""

from django.http import HttpResponse

from jiaoyun.organizations.frames import SCHOOL_USERS, show
from jiaoyun.organizations.places import school_place
from jiaoyun.organizations.powers import CLASSES_MANAGE
from jiaoyun.organizations.queries import county_of, school_type_of
from jiaoyun.organizations.stages import specs_of, stages_for_type, stages_in_words
from jiaoyun.plumbing.pages import PageRequest, page
from jiaoyun.plumbing.powers import Place
from jiaoyun.rules.school_types import SCHOOL_TYPES


@page(power=CLASSES_MANAGE, place=school_place)
def stages(request: PageRequest, *, place: Place, school_id: int) -> HttpResponse:
    """Explains; the change itself is the county's."""
    school_type = school_type_of(place)
    specs = specs_of(place)
    usual = {spec.stage.value: spec for spec in stages_for_type(school_type)}
    county = county_of(place)
    context = {
        "specs": list(specs.values()),
        "in_words": stages_in_words(specs),
        "school_type": SCHOOL_TYPES[school_type].label,
        "usual": stages_in_words(usual),
        "differs": {key: spec.years for key, spec in usual.items()} != {key: spec.years for key, spec in specs.items()},
        "county": county.name if county else "",
    }
    return show(
        request,
        "organizations/stages.html",
        context,
        place=place,
        app=SCHOOL_USERS,
        page="organizations:class_list",
        title="本校学制",
    )
