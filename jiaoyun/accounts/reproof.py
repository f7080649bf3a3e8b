"""Before a dangerous step: is it still the person who logged in? (security.md, threat 22; issue: re-proof)

A page that may do harm in a stranger's hands (moving a phone, removing a factor, resetting somebody) begins with

    if not is_fresh(request, now):
        return to_reproof(request)

when it is opened and again when its form is sent: what is typed is then lost only where the ten minutes ran out while
the form was being filled in.
"""

from datetime import datetime, timedelta
from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from jiaoyun.accounts import sessions
from jiaoyun.accounts.addresses import safe_next

FRESH = timedelta(minutes=10)


def is_fresh(request: HttpRequest, now: datetime) -> bool:
    """Whether password, code or factor was shown in this session within ten minutes; logging in is showing."""
    shown = sessions.proved_at(request)
    return shown is not None and timedelta(0) <= now - shown < FRESH


def to_reproof(request: HttpRequest) -> HttpResponse:
    """To the page that asks again, and from there back to this page (a form that was sent is opened anew)."""
    address = f"{reverse('accounts:prove_again')}?{urlencode({'next': _this_page(request)})}"
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return redirect(address)


def _this_page(request: HttpRequest) -> str:
    """This address where a link may open it, else the page of ours that sent here; empty where neither is known."""
    if request.method in ("GET", "HEAD"):
        return safe_next(request, request.get_full_path())
    came = urlsplit(request.headers.get("Referer", ""))
    before = f"{came.path}?{came.query}" if came.query else came.path
    own = came.netloc in ("", request.get_host())
    return safe_next(request, request.path) or (safe_next(request, before) if own else "")
