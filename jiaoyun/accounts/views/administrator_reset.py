"""重置密码 of an administrator by the level above; the one-time password is shown once."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone

from jiaoyun.accounts.commands.reset_administrator import reset_administrator
from jiaoyun.accounts.doors.counts import forget_failures
from jiaoyun.accounts.people.administrators import place_above
from jiaoyun.accounts.people.administrators_below import offices_held
from jiaoyun.accounts.people.resetting import TITLE, show_slips
from jiaoyun.accounts.people.screen import show_person
from jiaoyun.accounts.reproof import is_fresh, to_reproof
from jiaoyun.plumbing.pages import PageRequest, page
from jiaoyun.plumbing.powers import Place


@page(power=reset_administrator.power, place=place_above, methods=("GET", "POST"))
def administrator_reset(request: PageRequest, place: Place, account_id: UUID) -> HttpResponse:
    """Show whom it concerns and what ends; POST does it. Asks again who is there."""
    now = timezone.now()
    if not is_fresh(request, now):
        return to_reproof(request)
    offices = offices_held(account_id)
    if request.method == "POST":
        done = reset_administrator(actor=request.actor, account_id=account_id, now=now)
        forget_failures([account_id], now=now)
        return show_slips(request, place, [done.slip], unit=offices[0].unit)
    context: dict[str, Any] = {
        "name": offices[0].name,
        "offices": [office.words for office in offices],
        "own": account_id == request.actor.account,
        "account_id": account_id,
    }
    return show_person(request, "accounts/people/administrator_reset.html", context, place=place, title=TITLE)
