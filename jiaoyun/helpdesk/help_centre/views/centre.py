"""帮助: search, what is asked most, every shelf; and 功能搬到哪里了."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from jiaoyun.accounts.addresses import client_network
from jiaoyun.helpdesk.help_centre.current import library
from jiaoyun.helpdesk.help_centre.misses import note_miss
from jiaoyun.helpdesk.help_centre.moves import moves
from jiaoyun.helpdesk.help_centre.queries import most_asked
from jiaoyun.helpdesk.help_centre.search import LONGEST_QUERY
from jiaoyun.plumbing.pages import PageRequest, public_page


@public_page("help is for those who cannot get in")
def help_page(request: PageRequest) -> HttpResponse:
    """All questions on their shelves; with ?q= those that fit, the exact error text first."""
    now, shown = timezone.now(), library()
    asked = " ".join(request.GET.get("q", "").split())[:LONGEST_QUERY]
    hits = shown.index.find(asked)
    if asked and not hits and request.method == "GET":
        note_miss(asked, client_network(request), now=now)
    context = {
        "page_title": "帮助",
        "portal_page": "portal:help",
        "asked": asked,
        "hits": [hit.entry for hit in hits],
        "shelves": shown.on_shelves(),
        "most_asked": most_asked(shown, timezone.localdate(now)),
    }
    return render(request, "helpdesk/help.html", context)


@public_page("where things went is help too")
def help_moved(request: PageRequest) -> HttpResponse:
    """Old menu → where it is now; ?q= keeps the rows that fit."""
    asked = " ".join(request.GET.get("q", "").split())[:LONGEST_QUERY]
    context = {
        "page_title": "功能搬到哪里了",
        "portal_page": "portal:help",
        "asked": asked,
        "rows": moves(asked, request.actor, request.path),
    }
    return render(request, "helpdesk/help_moved.html", context)
