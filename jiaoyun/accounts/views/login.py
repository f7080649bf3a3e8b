"""The log-in page: password or SMS code, an outside login, and whom one comes as (product.md L1–L7)."""

import functools
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers

from jiaoyun.accounts.addresses import client_network, safe_next
from jiaoyun.accounts.demo_logins import demo_logins
from jiaoyun.accounts.devices import device_of
from jiaoyun.accounts.door import Attempt, check_login
from jiaoyun.accounts.doors import carried
from jiaoyun.accounts.doors.entering import enter
from jiaoyun.accounts.doors.kept import Arrival
from jiaoyun.accounts.doors.roles import choice_of, remembered
from jiaoyun.accounts.forms import LoginForm
from jiaoyun.accounts.outside.providers import providers
from jiaoyun.plumbing.errors import shown
from jiaoyun.plumbing.pages import PageRequest, public_page
from jiaoyun.plumbing.refusals import Refused


@public_page("everybody must be able to log in", methods=("GET", "POST"))
def login(request: PageRequest) -> HttpResponse:
    """Show the form; POST proves who it is and begins a session, or answers with a refusal above the form."""
    if request.method != "POST":
        if request.actor.is_known:
            return redirect(next_of(request) or reverse("portal:desktop"))
        return _page(request, LoginForm(initial={"role": remembered(request)}))
    form = LoginForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    try:
        return _enter(request, form)
    except Refused as refused:
        return _page(request, form, refused=refused, status=refused.refusal.status)


def _enter(request: PageRequest, form: LoginForm) -> HttpResponse:
    now, typed = timezone.now(), form.cleaned_data
    device = functools.partial(device_of, request)
    proof = check_login(Attempt(typed["login"], typed["password"], client_network(request), device), now=now)
    arrival = Arrival(proof, typed["public_computer"], next_of(request), choice_of(typed["role"]))
    return enter(request, arrival, now=now, typed=typed["login"])


def next_of(request: PageRequest) -> str:
    """The page that was asked for before, if it is one of ours."""
    return safe_next(request, request.POST.get("next") or request.GET.get("next", ""))


def login_context(request: PageRequest, how: str) -> dict[str, Any]:
    """What both tabs of the page show beside their form."""
    return {
        "page_title": "登录",
        "portal_page": "accounts:login",
        "how": how,
        "next": next_of(request),
        "carries": carried.is_anything(request),
        "logins": demo_logins(),
        "providers": providers(),
    }


def _page(request: PageRequest, form: LoginForm, *, refused: Refused | None = None, status: int = 200) -> HttpResponse:
    context = {
        **login_context(request, "password"),
        "form": form,
        "refusal": shown(refused) if refused else None,
    }
    response = render(request, "accounts/login.html", context, status=status)
    add_never_cache_headers(response)
    return response
