"""桌面: what waits for me, what I can open, what happened."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from jiaoyun.notices.queries import new_notices_for
from jiaoyun.notices.tasks import tasks_of
from jiaoyun.organizations.calendars import school_day
from jiaoyun.plumbing.navigation import applications_of
from jiaoyun.plumbing.pages import PageRequest, own_page
from jiaoyun.plumbing.powers import place_of
from jiaoyun.portal.greeting import greeting, today_in_words

_NOTICES = 5


@own_page("one's own desktop")
def desktop(request: PageRequest) -> HttpResponse:
    """待办 first, then the applications of the identity in use, then new notices."""
    actor, now = request.actor, timezone.now()
    place = place_of(actor.grant) if actor.grant else None
    notices = new_notices_for(actor, limit=_NOTICES)
    context: dict[str, Any] = {
        "page_title": greeting(actor, now),
        "today": today_in_words(now, school_day(place, timezone.localdate(now)).label if place else ""),
        "portal_page": "portal:desktop",
        "tasks": tasks_of(actor, place) if place else [],
        "tiles": applications_of(actor, place) if place else [],
        "notices": notices,
    }
    if len(notices) < _NOTICES:
        # The list is whole, so the badge in the head need not count again.
        context["new_notices"] = len(notices)
    return render(request, "portal/desktop.html", context)
