"""The link that stops a change which waits: it reached the old number, so it asks for no log-in (Decided 10)."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from jiaoyun.accounts.commands.cancel_waiting import cancel_waiting
from jiaoyun.accounts.models import WaitingState
from jiaoyun.accounts.waiting import find_by_token
from jiaoyun.plumbing.pages import PageRequest, public_page
from jiaoyun.plumbing.refusals import Refused


@public_page("the link reached the old number; its owner may have been locked out", methods=("GET", "POST"))
def change_cancel(request: PageRequest, token: str) -> HttpResponse:
    """What waits and until when; POST stops it. Refuses accounts.waiting.over for whatever waits no more."""
    row = find_by_token(token)
    if row is None or row.state != WaitingState.WAITING:
        raise Refused("accounts.waiting.over")
    stopped = request.method == "POST"
    if stopped:
        cancel_waiting(actor=request.actor, change_id=row.id, why="link", now=timezone.now())
    context = {"page_title": "取消号码更改", "change": row, "token": token, "stopped": stopped}
    return render(request, "accounts/change_cancel.html", context)
