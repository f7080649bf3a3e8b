"""找回密码: whose, by which channel, the code, the new password (product.md P1). Works without scripts.

Until the code is proved every answer is the same for everybody: nothing is said of who exists or what is bound.
"""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from jiaoyun.accounts.commands.recover_password import recover_password as run_recover
from jiaoyun.accounts.doors.counts import forget_failures
from jiaoyun.accounts.doors.tickets import carry_typed
from jiaoyun.accounts.forms import FirstPasswordForm
from jiaoyun.accounts.models import Channel, Purpose
from jiaoyun.accounts.proving import prove, proved, send_to_bound, sent_before
from jiaoyun.accounts.proving_forms import CodeForm
from jiaoyun.accounts.recovery import steps
from jiaoyun.accounts.recovery.finding import find_account
from jiaoyun.accounts.recovery.forms import ChannelForm, WhoForm
from jiaoyun.accounts.recovery.owner import owner_of
from jiaoyun.accounts.recovery.refusals import TICKET
from jiaoyun.accounts.saying import say_code, say_weak
from jiaoyun.plumbing.carried import carried, carry
from jiaoyun.plumbing.errors import shown
from jiaoyun.plumbing.pages import PageRequest, public_page
from jiaoyun.plumbing.refusals import Refused

_WHY = "whoever forgot the password cannot log in"
_LABELS = ("填写账号", "选择方式", "填写验证码", "设置新密码")


@public_page(_WHY, methods=("GET", "POST"))
def recover(request: PageRequest) -> HttpResponse:
    """Ask who it is; any input leads to the same next page."""
    form, now = WhoForm(request.POST or None), timezone.now()
    if request.method == "POST" and form.is_valid():
        steps.begin(request, find_account(form.cleaned_data["login"], now=now), now=now)
        carry(request, TICKET, {"account": form.cleaned_data["login"]})
        return redirect("accounts:recover_channel")
    return _page(request, "recover", 0, form)


@public_page(_WHY, methods=("GET", "POST"))
def recover_channel(request: PageRequest) -> HttpResponse:
    """Ask where the code goes, and send it; "send again" comes here too, with the channel chosen before."""
    now = timezone.now()
    step = steps.step_of(request, now=now)
    if step is None:
        return redirect("accounts:recover")
    if request.method != "POST":
        return _page(request, "recover_channel", 1, ChannelForm(request=request))
    again = {"channel": step.channel.value} if step.channel and request.POST.get("resend") else {}
    form = ChannelForm({**request.POST.dict(), **again}, request=request)
    if not form.is_valid():
        return _page(request, "recover_channel", 1, form)
    channel = Channel(form.cleaned_data["channel"])
    try:
        send_to_bound(request, Purpose.RECOVER, channel, step.account_id, now=now)
    except Refused as refused:
        return _page(request, "recover_channel", 1, ChannelForm(initial={"channel": channel}, request=request), refused)
    steps.choose(request, channel)
    return redirect("accounts:recover_code")


@public_page(_WHY, methods=("GET", "POST"))
def recover_code(request: PageRequest) -> HttpResponse:
    """Ask for the code; whoever proves it hears what is the matter with the account, or goes on to the password."""
    now = timezone.now()
    sent = sent_before(request, Purpose.RECOVER, now=now)
    if sent is None or steps.step_of(request, now=now) is None:
        return redirect("accounts:recover")
    if proved(request, Purpose.RECOVER, now=now) is not None:
        return redirect("accounts:recover_password")
    form = CodeForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, "recover_code", 2, form, sent=sent)
    try:
        proof = prove(request, Purpose.RECOVER, form.cleaned_data["code"], now=now)
    except Refused as refused:
        say_code(form, refused)
        return _page(request, "recover_code", 2, form, sent=sent)
    try:
        owner_of(proof, now=now)
    except Refused as refused:
        _to_ticket(request, refused)
        raise
    return redirect("accounts:recover_password")


@public_page(_WHY, methods=("GET", "POST"))
def recover_password(request: PageRequest) -> HttpResponse:
    """Ask for the new password; POST sets it, ends every session of the account and leads to the log-in."""
    now = timezone.now()
    proof = proved(request, Purpose.RECOVER, now=now)
    if proof is None:
        return redirect("accounts:recover")
    form = FirstPasswordForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, "recover_password", 3, form)
    try:
        done = run_recover(actor=request.actor, proof=proof, password=form.cleaned_data["password"], now=now)
    except Refused as refused:
        _to_ticket(request, refused)
        say_weak(form, "password", refused)
        return _page(request, "recover_password", 3, form)
    forget_failures([done.account_id], now=now)
    steps.forget(request)
    messages.success(request, "新密码设置好了，请用它登录。其他地方的登录都已经退出。")
    return redirect("accounts:login")


def _to_ticket(request: PageRequest, refused: Refused) -> None:
    """The ticket that a refusal offers is filled in with the login that was typed at the beginning."""
    carry_typed(request, refused, carried(request, TICKET).get("account", ""), now=timezone.now())


def _page(
    request: PageRequest, name: str, at: int, form: forms.Form, refused: Refused | None = None, **more: object
) -> HttpResponse:
    states = ["done" if index < at else "now" if index == at else "todo" for index in range(len(_LABELS))]
    context = {
        "page_title": "找回密码",
        "steps": [{"label": label, "state": state} for label, state in zip(_LABELS, states, strict=True)],
        "form": form,
        "refusal": shown(refused) if refused else None,
        "ticket_kind": TICKET,
        **more,
    }
    status = refused.refusal.status if refused else 422 if form.errors else 200
    response = render(request, f"accounts/{name}.html", context, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response
