"""A sample spreadsheet of the demo."""

from django.http import Http404, HttpResponse

from jiaoyun.organizations.places import school_place
from jiaoyun.plumbing.pages import PageRequest, page
from jiaoyun.plumbing.powers import Place
from jiaoyun.roster.demo_samples import build_sample
from jiaoyun.roster.powers import ROSTER_IMPORT
from jiaoyun.roster.views.files import XLSX, file_response


@page(power=ROSTER_IMPORT, place=school_place)
def sample(request: PageRequest, place: Place, school_id: int, key: str) -> HttpResponse:
    """One sample to try the import with; 404 outside the demo."""
    found = build_sample(place, key)
    if found is None:
        raise Http404
    name, content = found
    return file_response(content, name, "text/csv" if name.endswith(".csv") else XLSX)
