"""重置二次验证: the level above helps an administrator who has neither device nor recovery code."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from jiaoyun.accounts.commands.reset_second_factor import reset_second_factor
from jiaoyun.accounts.people.administrators import place_above
from jiaoyun.accounts.people.administrators_below import offices_held
from jiaoyun.accounts.people.screen import show_person, way_back
from jiaoyun.accounts.reproof import is_fresh, to_reproof
from jiaoyun.accounts.second_factor.powers import FACTOR_RESET_POWER
from jiaoyun.plumbing.pages import PageRequest, page
from jiaoyun.plumbing.powers import Place


@page(power=FACTOR_RESET_POWER, place=place_above, methods=("GET", "POST"))
def factor_reset(request: PageRequest, place: Place, account_id: UUID) -> HttpResponse:
    """Show whom it concerns and what will be removed; POST does it. Asks again who is there."""
    now = timezone.now()
    if not is_fresh(request, now):
        return to_reproof(request)
    if request.method == "POST":
        reset_second_factor(actor=request.actor, account_id=account_id, now=now)
        messages.success(request, "已经重置。这个人下次登录时，会先要求设置新的二次验证；也已经通知本人。")
        return redirect(way_back(request))
    offices = offices_held(account_id)
    context: dict[str, Any] = {
        "name": offices[0].name,
        "offices": [office.words for office in offices],
        "own": account_id == request.actor.account,
        "account_id": account_id,
        "is_set_up": offices[0].has_factor,
    }
    return show_person(request, "accounts/factor_reset.html", context, place=place, title="重置二次验证")
