"""谁能做什么."""

from django.http import HttpResponse
from django.shortcuts import render

from jiaoyun.plumbing.pages import PageRequest, public_page
from jiaoyun.portal.who_may import lines


@public_page("who can put something right is no secret")
def who_may(request: PageRequest) -> HttpResponse:
    """Every power and its holders; those of the identity in use are marked."""
    role = request.actor.grant.role if request.actor.grant else None
    rows = [{"line": line, "mine": role in line.roles} for line in lines()]
    context = {"page_title": "谁能做什么", "rows": rows, "role": role}
    return render(request, "portal/who_may.html", context)
