"""找学校: whether a school is on the platform, and what its people do next."""

from django.http import HttpResponse
from django.shortcuts import render

from jiaoyun.organizations.find_school import LONGEST_TYPED, areas_of, find_schools, line_to, schools_of
from jiaoyun.plumbing.pages import PageRequest, public_page

_LONGEST_ID = 12


@public_page("which schools there are is public")
def schools(request: PageRequest) -> HttpResponse:
    """By ?q= (name, pinyin, initials), or down the tree by ?area=."""
    typed = " ".join(request.GET.get("q", "").split())[:LONGEST_TYPED]
    given = request.GET.get("area", "")
    area = int(given) if given.isascii() and given.isdigit() and len(given) <= _LONGEST_ID else None
    line = line_to(area) if area is not None and not typed else []
    here = line[-1].id if line else None
    context = {
        "page_title": "找学校",
        "portal_page": "portal:home",
        "typed": typed,
        "line": line,
        "areas": [] if typed else areas_of(here),
        "schools": find_schools(typed) if typed else schools_of(here) if here is not None else [],
    }
    return render(request, "portal/schools.html", context)
