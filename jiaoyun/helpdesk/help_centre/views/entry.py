"""One entry: the answer, its buttons, the messages it explains, and whether it helped."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from jiaoyun.accounts.addresses import client_network
from jiaoyun.helpdesk.help_centre.answer import blocks
from jiaoyun.helpdesk.help_centre.commands.rate_entry import rate_entry
from jiaoyun.helpdesk.help_centre.current import library, messages_of
from jiaoyun.helpdesk.help_centre.moves import moves_of
from jiaoyun.helpdesk.help_centre.queries import others_on_shelf
from jiaoyun.helpdesk.help_centre.tally import count_read
from jiaoyun.helpdesk.help_centre.ways import ways
from jiaoyun.plumbing.pages import PageRequest, public_page
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.plumbing.throttle import Budget, spend

_RATINGS = Budget("helpdesk.help_rating", 60, 3600)
_RATED, _MOST_RATED = "help_rated", 100


@public_page("help is for those who cannot get in")
def help_entry(request: PageRequest, entry: str) -> HttpResponse:
    """The entry as this reader can use it. 404 where there is none."""
    shown = library()
    if entry not in shown.entries:
        raise Http404
    if request.method == "GET":
        count_read(entry, client_network(request), now=timezone.now())
    found = shown.entries[entry]
    back = reverse("helpdesk:help_entry", args=[entry])
    context = {
        "page_title": found.question,
        "portal_page": "portal:help",
        "entry": found,
        "blocks": blocks(found.answer),
        "ways": ways(found.buttons, request.actor, back),
        "explained": list(dict.fromkeys((*found.messages, *messages_of(entry)))),
        "moved": moves_of(found, request.actor, back),
        "others": others_on_shelf(found, shown.entries.values()),
        "rated": entry in request.session.get(_RATED, []),
    }
    return render(request, "helpdesk/help_entry.html", context)


@public_page("whoever reads may say whether it helped", methods=("POST",))
def help_rate(request: PageRequest, entry: str) -> HttpResponse:
    """Count a vote, one a session; the answer leads back. Refuses helpdesk.help.rated_often."""
    useful = request.POST.get("useful", "")
    if entry not in library().entries or useful not in ("yes", "no"):
        raise Http404
    rated = request.session.get(_RATED, [])
    if entry not in rated:
        now = timezone.now()
        if not spend(_RATINGS, client_network(request), now=now).allowed:
            raise Refused("helpdesk.help.rated_often")
        rate_entry(actor=request.actor, key=entry, useful=useful == "yes", now=now)
        request.session[_RATED] = [*rated, entry][-_MOST_RATED:]
    thanks = "谢谢，很高兴帮到了您。" if useful == "yes" else "谢谢，我们会改进这一条。您的问题可以提交工单。"
    messages.success(request, thanks)
    return redirect("helpdesk:help_entry", entry=entry)
