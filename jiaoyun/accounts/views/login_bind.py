"""After the log-in: what was proved on the way is bound to the account by one click (product.md L1, L7)."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from jiaoyun.accounts.addresses import safe_next
from jiaoyun.accounts.commands.bind_held_phone import bind_held_phone
from jiaoyun.accounts.commands.bind_outside import bind_outside
from jiaoyun.accounts.doors import carried
from jiaoyun.accounts.outside.providers import provider_of
from jiaoyun.accounts.reproof import is_fresh, to_reproof
from jiaoyun.plumbing.pages import PageRequest, own_page
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.rules.masking import mask_phone


@own_page("binding the phone or outside login that one proved before logging in", methods=("GET", "POST"))
def login_bind(request: PageRequest) -> HttpResponse:
    """Offer what waits; POST binds it (`what` = phone or outside) or leaves it (`what` = leave)."""
    if request.method == "POST" and request.POST.get("what") == "leave":
        carried.leave_phone(request)
        carried.leave_outside(request)
        return _on(request)
    if not is_fresh(request, timezone.now()):
        return to_reproof(request)
    if request.method == "POST":
        return _bind(request)
    return _page(request)


def _bind(request: PageRequest) -> HttpResponse:
    now = timezone.now()
    if request.POST.get("what") == "outside":
        return _bind_outside(request, now)
    phone = carried.carried_phone(request, now=now)
    if phone is None:
        raise Refused("accounts.login.over")
    # Whatever is refused stays refused: it is not offered again at the next log-in of this session.
    carried.leave_phone(request)
    bind_held_phone(actor=request.actor, proof=phone, now=now)
    messages.success(request, "手机号绑定好了，以后可以用它登录和找回密码。")
    return _on(request)


def _bind_outside(request: PageRequest, now: datetime) -> HttpResponse:
    outside = carried.carried_outside(request, now=now)
    if outside is None:
        raise Refused("accounts.login.over")
    carried.leave_outside(request)
    bind_outside(actor=request.actor, number=outside.number, now=now)
    messages.success(request, f"{_label(outside)}绑定好了，以后可以用它直接登录。")
    return _on(request)


def _label(outside: carried.CarriedOutside) -> str:
    provider = provider_of(outside.provider)
    return provider.label if provider else "外部账号"


def _page(request: PageRequest) -> HttpResponse:
    now = timezone.now()
    phone, outside = carried.carried_phone(request, now=now), carried.carried_outside(request, now=now)
    if phone is None and outside is None:
        return _on(request)
    context = {
        "page_title": "绑定到您的账号",
        "crumbs": [("桌面", reverse("portal:desktop")), ("绑定到您的账号", None)],
        "phone": mask_phone(phone.number) if phone else "",
        "outside": _label(outside) if outside else "",
        "next": _next(request),
    }
    return render(request, "accounts/login_bind.html", context)


def _next(request: PageRequest) -> str:
    return safe_next(request, request.POST.get("next") or request.GET.get("next", ""))


def _on(request: PageRequest) -> HttpResponse:
    now = timezone.now()
    if carried.carried_phone(request, now=now) or carried.carried_outside(request, now=now):
        return redirect("accounts:login_bind")
    return redirect(_next(request) or reverse("portal:desktop"))
