"""不是我操作的: the page that the link of a security notice opens, also for whoever cannot log in any more."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from jiaoyun.notices.commands.stop_everything import stop_everything
from jiaoyun.notices.queries import named_by_link
from jiaoyun.plumbing.pages import PageRequest, public_page
from jiaoyun.plumbing.refusals import Refused


@public_page("whoever got the notice may have been locked out", methods=("GET", "POST"))
def not_me(request: PageRequest, token: str) -> HttpResponse:
    """What happened and what the button does; POST ends all log-ins. Refuses notices.link.over."""
    now = timezone.now()
    named = named_by_link(token, now=now)
    if named is None:
        raise Refused("notices.link.over")
    account_id, notice = named
    if request.method == "POST":
        stop_everything(actor=request.actor, account_id=account_id, notice_id=notice.id, now=now)
        return redirect("notices:not_me_done")
    return render(request, "notices/not_me.html", {"page_title": "不是我操作的", "notice": notice, "token": token})
