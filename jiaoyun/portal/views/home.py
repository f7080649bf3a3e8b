"""The public front."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from jiaoyun.helpdesk.help_centre.current import library
from jiaoyun.helpdesk.help_centre.queries import most_asked
from jiaoyun.plumbing.pages import PageRequest, public_page


@public_page("the front door")
def home(request: PageRequest) -> HttpResponse:
    """What this is, how to get in, and what is asked most."""
    context = {"portal_page": "portal:home", "most_asked": most_asked(library(), timezone.localdate())}
    return render(request, "portal/home.html", context)
