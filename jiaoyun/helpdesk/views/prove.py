"""Proving a phone before a ticket is raised or followed without an account: the number, then its code."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from jiaoyun.accounts.addresses import safe_next
from jiaoyun.accounts.models import Channel, Purpose
from jiaoyun.accounts.proving import prove as prove_code
from jiaoyun.accounts.proving import send, sent_before
from jiaoyun.accounts.proving_forms import CodeForm, PhoneForm
from jiaoyun.accounts.saying import say_code
from jiaoyun.plumbing.errors import shown
from jiaoyun.plumbing.pages import PageRequest, public_page
from jiaoyun.plumbing.refusals import Refused

_WHY = "whoever cannot log in must be able to ask for help"
_METHODS = ("GET", "POST")
_NEXT = "ticket_next"


@public_page(_WHY, methods=_METHODS)
def prove(request: PageRequest) -> HttpResponse:
    """Ask for the phone; POST sends the code and goes on to its page."""
    wanted = safe_next(request, request.GET.get("next", ""))
    if request.actor.is_known:
        return redirect(wanted or reverse("helpdesk:mine"))
    if wanted:
        request.session[_NEXT] = wanted
    if request.method != "POST":
        return _phone_page(request, PhoneForm(request=request))
    form = PhoneForm(request.POST, request=request)
    if not form.is_valid():
        return _phone_page(request, form, status=422)
    try:
        send(request, Purpose.TICKET, Channel.PHONE, form.cleaned_data["phone"], now=timezone.now())
    except Refused as refused:
        return _phone_page(request, PhoneForm(request.POST, request=request), refused, refused.refusal.status)
    return redirect("helpdesk:prove_code")


@public_page(_WHY, methods=_METHODS)
def prove_code_page(request: PageRequest) -> HttpResponse:
    """Ask for the six digits; POST proves the phone and leads to where the way began."""
    if request.method != "POST":
        return _code_page(request, CodeForm())
    form = CodeForm(request.POST)
    if not form.is_valid():
        return _code_page(request, form, status=422)
    try:
        prove_code(request, Purpose.TICKET, form.cleaned_data["code"], now=timezone.now())
    except Refused as refused:
        if refused.id == "accounts.code.none":
            return _code_page(request, form, refused, refused.refusal.status)
        say_code(form, refused)
        return _code_page(request, form, status=422)
    messages.success(request, "手机号已验证。")
    return redirect(safe_next(request, request.session.pop(_NEXT, "")) or reverse("helpdesk:track"))


def _phone_page(
    request: PageRequest, form: PhoneForm, refused: Refused | None = None, status: int = 200
) -> HttpResponse:
    context = {"page_title": "验证手机号", "form": form, "refusal": shown(refused) if refused else None}
    return render(request, "helpdesk/prove.html", context, status=status)


def _code_page(request: PageRequest, form: CodeForm, refused: Refused | None = None, status: int = 200) -> HttpResponse:
    sent = sent_before(request, Purpose.TICKET, now=timezone.now())
    if sent is None and refused is None:
        return redirect("helpdesk:prove")
    context = {
        "page_title": "填写验证码",
        "form": form,
        "sent": sent,
        "refusal": shown(refused) if refused else None,
        "here": reverse("helpdesk:prove_code"),
        "back": reverse("helpdesk:prove"),
    }
    return render(request, "helpdesk/prove_code.html", context, status=status)
