"""The page of a code by SMS to one's own phone: as the second factor, and to prove again that it is still oneself."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from jiaoyun.accounts.models import Channel, Identifier, Purpose
from jiaoyun.accounts.proving import Proved, prove, send_to_bound, sent_before
from jiaoyun.accounts.proving_forms import AskForm, CodeForm
from jiaoyun.accounts.second_factor.steps import next_of, with_next
from jiaoyun.plumbing.pages import PageRequest
from jiaoyun.plumbing.refusals import Refused

_AT_FIELD = {
    "accounts.code.wrong": "验证码不对，请核对最新的一条短信",
    "accounts.code.expired": "这个验证码已经过期，请重新获取",
    "accounts.code.spent": "这个验证码试得太多次了，请重新获取",
}


@dataclass(frozen=True, slots=True)
class MessagePage:
    """One such page: what the code is for, its URL name and title, where one goes instead, what follows the proof."""

    purpose: Purpose
    page: str
    title: str
    back: str
    follow: Callable[[PageRequest, Proved, datetime], HttpResponse]


def answer(request: PageRequest, page: MessagePage, phone: Identifier) -> HttpResponse:
    """Show the page; POST sends a code to the bound phone, or takes one. Refuses accounts.code.*."""
    if request.method != "POST":
        return _show(request, page, phone)
    if "code" in request.POST:
        return _take(request, page, phone)
    form = AskForm(request.POST, request=request)
    if not form.is_valid():
        return _show(request, page, phone, ask=form, status=422)
    send_to_bound(request, page.purpose, Channel.PHONE, request.actor.account, now=timezone.now())
    return redirect(with_next(page.page, next_of(request)))


def _take(request: PageRequest, page: MessagePage, phone: Identifier) -> HttpResponse:
    form, now = CodeForm(request.POST), timezone.now()
    if not form.is_valid():
        return _show(request, page, phone, code=form, status=422)
    try:
        proof = prove(request, page.purpose, form.cleaned_data["code"], now=now)
    except Refused as refused:
        if refused.id not in _AT_FIELD:
            raise
        form.add_error("code", _AT_FIELD[refused.id])
        return _show(request, page, phone, code=form, status=422)
    return page.follow(request, proof, now)


def _show(
    request: PageRequest,
    page: MessagePage,
    phone: Identifier,
    *,
    ask: AskForm | None = None,
    code: CodeForm | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "page_title": page.title,
        "phone": phone.hint,
        "sent": sent_before(request, page.purpose, now=timezone.now()),
        "ask": ask or AskForm(request=request),
        "form": code or CodeForm(),
        "here": with_next(page.page, next_of(request)),
        "back": with_next(page.back, next_of(request)),
    }
    return render(request, "accounts/factor_message.html", context, status=status)
