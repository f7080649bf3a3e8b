"""登录安全: one's own factors, passkeys and recovery codes, and where one is logged in."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from jiaoyun.accounts.commands.make_recovery_codes import make_recovery_codes
from jiaoyun.accounts.commands.remove_app import remove_app
from jiaoyun.accounts.commands.remove_passkey import remove_passkey
from jiaoyun.accounts.personal.menu import show_personal
from jiaoyun.accounts.second_factor.forms import WhichForm
from jiaoyun.accounts.second_factor.needs import factors_of, needs_factor
from jiaoyun.accounts.second_factor.steps import before_changing, show_codes
from jiaoyun.plumbing.pages import PageRequest, own_page
from jiaoyun.plumbing.refusals import Refused


@own_page("one's own factors and passkeys")
def safety(request: PageRequest) -> HttpResponse:
    """What is set up, and the buttons that change it; each of them asks again who is there."""
    context = {
        "factors": factors_of(request.actor.account),
        "needed": any(needs_factor(grant) for grant in (request.actor.grant, *request.actor.others)),
    }
    return show_personal(request, "accounts/safety.html", context, title="登录安全", entry="accounts:safety")


@own_page("one's own authenticator app, to be removed", methods=("POST",))
def app_remove(request: PageRequest) -> HttpResponse:
    """Remove the app."""
    now = timezone.now()
    if (elsewhere := before_changing(request, now)) is not None:
        return elsewhere
    remove_app(actor=request.actor, now=now)
    messages.success(request, "验证器 App 已经停用，它的验证码不能再用了。")
    return redirect("accounts:safety")


@own_page("one's own passkey, to be removed", methods=("POST",))
def passkey_remove(request: PageRequest) -> HttpResponse:
    """Remove one passkey."""
    now = timezone.now()
    if (elsewhere := before_changing(request, now)) is not None:
        return elsewhere
    form = WhichForm(request.POST)
    if not form.is_valid():
        raise Refused("accounts.factor.gone")
    remove_passkey(actor=request.actor, passkey_id=form.cleaned_data["id"], now=now)
    messages.success(request, "通行密钥已经删除，不能再用它登录了。")
    return redirect("accounts:safety")


@own_page("one's own recovery codes, made anew", methods=("POST",))
def recovery_codes(request: PageRequest) -> HttpResponse:
    """Make ten new codes and show them, this once."""
    now = timezone.now()
    if (elsewhere := before_changing(request, now)) is not None:
        return elsewhere
    done = make_recovery_codes(actor=request.actor, now=now)
    return show_codes(request, done.codes, reverse("accounts:safety"))
