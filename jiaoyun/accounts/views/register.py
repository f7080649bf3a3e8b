"""注册新用户: the choice of role, and step 1 of 教师注册: the phone and its code."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from jiaoyun.accounts.models import Channel, Purpose
from jiaoyun.accounts.proving import prove, proved, send, sent_before
from jiaoyun.accounts.proving_forms import CodeForm, PhoneForm
from jiaoyun.accounts.registration import draft
from jiaoyun.accounts.registration.screen import steps
from jiaoyun.accounts.saying import say_code
from jiaoyun.plumbing.errors import shown
from jiaoyun.plumbing.pages import PageRequest, public_page
from jiaoyun.plumbing.refusals import Refused

_WHY = "whoever has no account yet must be able to register"
_METHODS = ("GET", "POST")


@public_page(_WHY)
def register(request: PageRequest) -> HttpResponse:
    """教师注册, 学生注册, 家长注册: one link each, to the pages of the rooms that do it."""
    return render(request, "accounts/register/choose.html", {"page_title": "注册新用户"})


@public_page(_WHY, methods=_METHODS)
def register_teacher(request: PageRequest) -> HttpResponse:
    """Ask for the phone; POST sends the code and goes on, or says above the form why it could not be sent."""
    if request.actor.is_known:
        return redirect("accounts:application_new")
    if request.method != "POST":
        return _phone_page(request, PhoneForm(request=request))
    form = PhoneForm(request.POST, request=request)
    if not form.is_valid():
        return _phone_page(request, form, status=422)
    now = timezone.now()
    try:
        send(request, Purpose.REGISTER, Channel.PHONE, form.cleaned_data["phone"], now=now)
    except Refused as refused:
        return _phone_page(request, PhoneForm(request.POST, request=request), refused, refused.refusal.status)
    draft.keep_for(request, form.cleaned_data["phone"], now=now)
    return redirect("accounts:register_teacher_code")


@public_page(_WHY, methods=_METHODS)
def register_teacher_code(request: PageRequest) -> HttpResponse:
    """Ask for the six digits; POST proves the phone, or sends again where `resend` was pressed."""
    now = timezone.now()
    if request.method != "POST":
        return _code_page(request, CodeForm())
    if request.POST.get("resend"):
        return _send_again(request)
    form = CodeForm(request.POST)
    if not form.is_valid():
        return _code_page(request, form, status=422)
    try:
        prove(request, Purpose.REGISTER, form.cleaned_data["code"], now=now)
    except Refused as refused:
        if refused.id == "accounts.code.used" and proved(request, Purpose.REGISTER, now=now):
            return redirect("accounts:register_teacher_details")
        if refused.id == "accounts.code.none":
            return _code_page(request, form, refused, refused.refusal.status)
        say_code(form, refused)
        return _code_page(request, form, status=422)
    request.session.pop("registered_at", None)
    return redirect("accounts:register_teacher_details")


def _send_again(request: PageRequest) -> HttpResponse:
    now = timezone.now()
    number = draft.kept(request, now=now).get("phone", "")
    if not number:
        return redirect("accounts:register_teacher")
    try:
        send(request, Purpose.REGISTER, Channel.PHONE, number, now=now)
    except Refused as refused:
        return _code_page(request, CodeForm(), refused, refused.refusal.status)
    messages.success(request, "新的验证码已经发出，请用最新的一条。")
    return redirect("accounts:register_teacher_code")


def _phone_page(
    request: PageRequest, form: PhoneForm, refused: Refused | None = None, status: int = 200
) -> HttpResponse:
    context = {
        "page_title": "教师注册",
        "steps": steps(0),
        "form": form,
        "refusal": shown(refused) if refused else None,
    }
    return render(request, "accounts/register/phone.html", context, status=status)


def _code_page(request: PageRequest, form: CodeForm, refused: Refused | None = None, status: int = 200) -> HttpResponse:
    sent = sent_before(request, Purpose.REGISTER, now=timezone.now())
    if sent is None and refused is None:
        return redirect("accounts:register_teacher")
    context = {
        "page_title": "教师注册",
        "steps": steps(0),
        "form": form,
        "sent": sent,
        "refusal": shown(refused) if refused else None,
        "here": reverse("accounts:register_teacher_code"),
        "back": reverse("accounts:register_teacher"),
    }
    return render(request, "accounts/register/code.html", context, status=status)
