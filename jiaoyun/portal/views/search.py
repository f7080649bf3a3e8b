"""Search everywhere, with `/` or Ctrl K from every page."""

from django.http import HttpResponse
from django.shortcuts import render

from jiaoyun.helpdesk.help_centre.search import LONGEST_QUERY
from jiaoyun.plumbing.pages import PageRequest, public_page
from jiaoyun.portal.finding import find


@public_page("finding the way must not need a log-in")
def search(request: PageRequest) -> HttpResponse:
    """The hits as a page, or as the panel below the box while somebody types."""
    asked = " ".join(request.GET.get("q", "").split())[:LONGEST_QUERY]
    found = find(asked, request.actor, request.path)
    context = {"page_title": "搜索", "asked": asked, "found": found}
    template = "portal/_found.html" if request.htmx else "portal/search.html"
    return render(request, template, context)
