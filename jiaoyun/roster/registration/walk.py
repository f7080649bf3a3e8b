"""Step 1 of both registrations, the phone and its code: one walk, two titles."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from jiaoyun.accounts.models import Channel, Purpose
from jiaoyun.accounts.proving import Proved, prove, proved, send, sent_before
from jiaoyun.accounts.proving_forms import CodeForm, PhoneForm
from jiaoyun.accounts.registration import draft
from jiaoyun.accounts.saying import say_code
from jiaoyun.plumbing.errors import shown
from jiaoyun.plumbing.pages import PageRequest
from jiaoyun.plumbing.refusals import Refused


@dataclass(frozen=True, slots=True)
class Walk:
    """One registration: its title, what the phone is for, its steps, and the URL names of its pages."""

    title: str
    note: str
    steps: tuple[str, ...]
    start: str
    code: str
    details: str

    def at(self, now: int) -> list[dict[str, str]]:
        """The steps, with the one in hand."""
        states = ["done" if at < now else "now" if at == now else "todo" for at in range(len(self.steps))]
        return [{"label": label, "state": state} for label, state in zip(self.steps, states, strict=True)]


STUDENT = Walk(
    "学生注册",
    "可以用学生自己的手机，也可以用家长的手机",
    ("验证手机号", "核对名册", "完成"),
    "roster:register_student",
    "roster:register_student_code",
    "roster:register_student_details",
)
GUARDIAN = Walk(
    "家长注册",
    "请用家长自己的手机，以后用它登录",
    ("验证手机号", "填写资料", "完成"),
    "roster:register_guardian",
    "roster:register_guardian_code",
    "roster:register_guardian_details",
)


def phone_step(request: PageRequest, walk: Walk) -> HttpResponse:
    """Ask for the phone; POST sends the code and goes on, or says above the form why it could not be sent."""
    if request.method != "POST":
        return _phone_page(request, walk, PhoneForm(request=request))
    form = PhoneForm(request.POST, request=request)
    if not form.is_valid():
        return _phone_page(request, walk, form, status=422)
    now = timezone.now()
    try:
        send(request, Purpose.REGISTER, Channel.PHONE, form.cleaned_data["phone"], now=now)
    except Refused as refused:
        again = PhoneForm(request.POST, request=request)
        return _phone_page(request, walk, again, refused, refused.refusal.status)
    draft.keep(request, {"phone": form.cleaned_data["phone"]}, now=now)
    return redirect(walk.code)


def code_step(request: PageRequest, walk: Walk) -> HttpResponse:
    """Ask for the six digits; POST proves the phone, or sends again where `resend` was pressed."""
    now = timezone.now()
    if request.method != "POST":
        return _code_page(request, walk, CodeForm())
    if request.POST.get("resend"):
        return _send_again(request, walk, now)
    form = CodeForm(request.POST)
    if not form.is_valid():
        return _code_page(request, walk, form, status=422)
    try:
        prove(request, Purpose.REGISTER, form.cleaned_data["code"], now=now)
    except Refused as refused:
        if refused.id == "accounts.code.used" and proved(request, Purpose.REGISTER, now=now):
            return redirect(walk.details)
        if refused.id == "accounts.code.none":
            return _code_page(request, walk, form, refused, refused.refusal.status)
        say_code(form, refused)
        return _code_page(request, walk, form, status=422)
    return redirect(walk.details)


def proved_phone(request: PageRequest, now: datetime) -> Proved | None:
    """The phone that this browser proved; None where it is over or used, which is said on the first page."""
    found = proved(request, Purpose.REGISTER, now=now)
    if found is None:
        messages.info(request, "手机号的验证已经过期，请再验证一次。")
    return found


def _send_again(request: PageRequest, walk: Walk, now: datetime) -> HttpResponse:
    number = draft.kept(request, now=now).get("phone", "")
    if not number:
        return redirect(walk.start)
    try:
        send(request, Purpose.REGISTER, Channel.PHONE, number, now=now)
    except Refused as refused:
        return _code_page(request, walk, CodeForm(), refused, refused.refusal.status)
    messages.success(request, "新的验证码已经发出，请用最新的一条。")
    return redirect(walk.code)


def _phone_page(
    request: PageRequest, walk: Walk, form: PhoneForm, refused: Refused | None = None, status: int = 200
) -> HttpResponse:
    context = {**_frame(walk, refused), "form": form, "here": reverse(walk.start)}
    return render(request, "roster/register/phone.html", context, status=status)


def _code_page(
    request: PageRequest, walk: Walk, form: CodeForm, refused: Refused | None = None, status: int = 200
) -> HttpResponse:
    sent = sent_before(request, Purpose.REGISTER, now=timezone.now())
    if sent is None and refused is None:
        return redirect(walk.start)
    context = {**_frame(walk, refused), "form": form, "sent": sent, "here": reverse(walk.code)}
    return render(request, "roster/register/code.html", {**context, "back": reverse(walk.start)}, status=status)


def _frame(walk: Walk, refused: Refused | None) -> dict[str, Any]:
    return {
        "page_title": walk.title,
        "note": walk.note,
        "steps": walk.at(0),
        "refusal": shown(refused) if refused else None,
    }
