"""What the pages of factors share: where to go on to, who may change factors, what follows a factor that was shown."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from jiaoyun.accounts import sessions
from jiaoyun.accounts.addresses import safe_next
from jiaoyun.accounts.reproof import FRESH, is_fresh, to_reproof
from jiaoyun.accounts.second_factor.needs import has_factor
from jiaoyun.plumbing.pages import PageRequest


def next_of(request: HttpRequest) -> str:
    """The page of ours to go on to; empty where none was named."""
    return safe_next(request, request.POST.get("next") or request.GET.get("next", ""))


def with_next(page: str, next_page: str) -> str:
    """The address of a page that goes on to `next_page` afterwards."""
    address = reverse(page)
    return f"{address}?{urlencode({'next': next_page})}" if next_page else address


def before_changing(request: PageRequest, now: datetime) -> HttpResponse | None:
    """Where to send somebody who may not add or remove a factor yet; None for who may.

    Whoever has a factor must have shown it within ten minutes: a password that was stolen sets up nothing. Whoever has
    none shows the password again.
    """
    if not has_factor(request.actor.account):
        return None if is_fresh(request, now) else to_reproof(request)
    shown = sessions.factor_at(request)
    if shown is not None and timedelta(0) <= now - shown < FRESH:
        return None
    here = request.get_full_path() if request.method == "GET" else reverse("accounts:safety")
    return redirect(with_next("accounts:second_factor", safe_next(request, here)))


def go_on(request: PageRequest, codes: Sequence[str], now: datetime) -> HttpResponse:
    """After a factor was shown or set up: on to `next`, by way of the recovery codes where they were just made."""
    sessions.note_factor(request, now)
    address = next_of(request) or reverse("portal:desktop")
    return show_codes(request, codes, address) if codes else redirect(address)


def show_codes(request: PageRequest, codes: Sequence[str], address: str) -> HttpResponse:
    """The recovery codes, this once: nothing keeps them but the paper."""
    context = {
        "page_title": "保存恢复码",
        "codes": codes,
        "next": address,
    }
    return render(request, "accounts/recovery_codes.html", context)
