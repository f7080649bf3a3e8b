"""短信登录: a code to any number, and what it opens is said only after the code (product.md L4, L7)."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers

from jiaoyun.accounts.addresses import client_network
from jiaoyun.accounts.doors import carried
from jiaoyun.accounts.doors.choices import choices_of, keep_choices
from jiaoyun.accounts.doors.counts import count_try, take_back
from jiaoyun.accounts.doors.entering import enter
from jiaoyun.accounts.doors.kept import Arrival
from jiaoyun.accounts.doors.roles import remembered
from jiaoyun.accounts.doors.sms import UNBIND, find_owner
from jiaoyun.accounts.forms import SmsLoginForm
from jiaoyun.accounts.models import Channel, Purpose
from jiaoyun.accounts.proving import prove, send, send_again, sent_before
from jiaoyun.accounts.proving_forms import CodeForm
from jiaoyun.accounts.views.login import login_context, next_of
from jiaoyun.plumbing.carried import carry
from jiaoyun.plumbing.errors import shown
from jiaoyun.plumbing.pages import PageRequest, public_page
from jiaoyun.plumbing.refusals import Refused


@public_page("everybody must be able to log in by their phone", methods=("GET", "POST"))
def login_sms(request: PageRequest) -> HttpResponse:
    """Ask for the phone; POST sends a code to it, whoever it belongs to, and goes on to the page of the code."""
    if request.method != "POST":
        if request.actor.is_known:
            return redirect(next_of(request) or reverse("portal:desktop"))
        return _phone_page(request, SmsLoginForm(initial={"role": remembered(request)}, request=request))
    form = SmsLoginForm(request.POST, request=request)
    if not form.is_valid():
        return _phone_page(request, form, status=422)
    try:
        send(request, Purpose.LOGIN, Channel.PHONE, form.cleaned_data["phone"], now=timezone.now())
    except Refused as refused:
        refused = _with_other_ways(refused)
        return _phone_page(request, form, refused=refused, status=refused.refusal.status)
    keep_choices(request, form.cleaned_data, next_of(request))
    return redirect("accounts:login_code")


@public_page("everybody must be able to log in by their phone", methods=("GET", "POST"))
def login_code(request: PageRequest) -> HttpResponse:
    """Ask for the six digits; POST proves the phone and shows whose account it opens, or that it opens none."""
    now = timezone.now()
    if request.method != "POST":
        return _code_page(request, CodeForm(), now)
    if "resend" in request.POST:
        return _send_again(request, now)
    form = CodeForm(request.POST)
    if not form.is_valid():
        return _code_page(request, form, now, status=422)
    try:
        return _open(request, form.cleaned_data["code"], now)
    except Refused as refused:
        if refused.id == "accounts.code.wrong":
            form.add_error("code", f"验证码不对，还可以再试 {refused.values['left']} 次")
            return _code_page(request, form, now, status=422)
        return _code_page(request, form, now, refused=refused, status=refused.refusal.status)


def _send_again(request: PageRequest, now: datetime) -> HttpResponse:
    try:
        send_again(request, Purpose.LOGIN, now=now)
    except Refused as refused:
        refused = _with_other_ways(refused)
        return _code_page(request, CodeForm(), now, refused=refused, status=refused.refusal.status)
    messages.success(request, "验证码又发了一次，请填最新的一条。")
    return redirect("accounts:login_code")


def _with_other_ways(refused: Refused) -> Refused:
    """Where the gateway is down, who logs in has other ways than waiting: the password, and the mailbox."""
    return Refused("accounts.login.sms_down") if refused.id == "accounts.code.gateway_down" else refused


def _open(request: PageRequest, code: str, now: datetime) -> HttpResponse:
    counted = count_try("", client_network(request), now=now)
    proof = prove(request, Purpose.LOGIN, code, now=now)
    take_back(counted, now=now)
    try:
        owner = find_owner(proof, now=now)
    except Refused:
        carry(request, UNBIND, {"phone": proof.number})
        raise
    if owner is None:
        carried.carry_phone(request, now=now)
        return redirect("accounts:login_phone_free")
    chosen = choices_of(request)
    arrival = Arrival(owner, chosen.public_computer, chosen.next, chosen.role, False, chosen.asked_role)
    return enter(request, arrival, now=now)


def _phone_page(
    request: PageRequest, form: SmsLoginForm, *, refused: Refused | None = None, status: int = 200
) -> HttpResponse:
    context = {
        **login_context(request, "sms"),
        "form": form,
        "refusal": shown(refused) if refused else None,
    }
    return _fresh(render(request, "accounts/login_sms.html", context, status=status))


def _code_page(
    request: PageRequest, form: CodeForm, now: datetime, *, refused: Refused | None = None, status: int = 200
) -> HttpResponse:
    sent = sent_before(request, Purpose.LOGIN, now=now)
    if sent is None and refused is None:
        return redirect("accounts:login_sms")
    context = {
        **login_context(request, "sms"),
        "page_title": "填写验证码",
        "form": form,
        "sent": sent,
        "refusal": shown(refused) if refused else None,
    }
    return _fresh(render(request, "accounts/login_code.html", context, status=status))


def _fresh(response: HttpResponse) -> HttpResponse:
    add_never_cache_headers(response)
    return response
