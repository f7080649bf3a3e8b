"""绑定、更换、解绑手机号和邮箱: the old number, the new one, its code, and doing it (product.md L7, I1)."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from jiaoyun.accounts.models import Channel, Purpose
from jiaoyun.accounts.personal.doing import finish
from jiaoyun.accounts.personal.menu import show_personal
from jiaoyun.accounts.personal.number_steps import WORDS, Wish, channel_of, note_wish, wish_of
from jiaoyun.accounts.personal.numbers import bound_number, other_holder, proved_old
from jiaoyun.accounts.proving import prove, proved, send, send_to_bound, sent_before
from jiaoyun.accounts.proving_forms import AskForm, CodeForm, EmailForm, PhoneForm
from jiaoyun.accounts.reproof import is_fresh, to_reproof
from jiaoyun.accounts.saying import say_code
from jiaoyun.plumbing.errors import shown
from jiaoyun.plumbing.models import MessageChannel
from jiaoyun.plumbing.pages import PageRequest, own_page
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.plumbing.sending.outbox import hint_of

_WHY = "one's own phone and mailbox"
_METHODS = ("GET", "POST")
_FORMS: dict[Channel, type[AskForm]] = {Channel.PHONE: PhoneForm, Channel.EMAIL: EmailForm}


@own_page(_WHY, methods=_METHODS)
def number_old(request: PageRequest, channel: str) -> HttpResponse:
    """Send a code to the number that is bound; `?then=` says what for (move or unbind)."""
    which, now = channel_of(channel), timezone.now()
    note_wish(request, which)
    row = bound_number(request.actor.account, which)
    if row is None:
        raise Refused("accounts.number.none")
    if not is_fresh(request, now):
        return to_reproof(request)
    context: dict[str, Any] = {"hint": row.hint, "form": AskForm(request=request)}
    if request.method != "POST":
        return _page(request, "number_old", which, context)
    try:
        send_to_bound(request, Purpose.OLD, which, request.actor.account, now=now)
    except Refused as refused:
        return _page(request, "number_old", which, context, refused)
    return redirect("accounts:number_old_code", channel=channel)


@own_page(_WHY, methods=_METHODS)
def number_old_code(request: PageRequest, channel: str) -> HttpResponse:
    """The code that came to the old number; then the new number, or unbinding."""
    which, now = channel_of(channel), timezone.now()
    if proved_old(request.actor.account, which, proved(request, Purpose.OLD, now=now)):
        return _after_old(request, which)
    sent = sent_before(request, Purpose.OLD, now=now)
    if sent is None:
        return redirect("accounts:number_old", channel=channel)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            prove(request, Purpose.OLD, form.cleaned_data["code"], now=now)
            return _after_old(request, which)
        except Refused as refused:
            say_code(form, refused)
    return _page(request, "number_old_code", which, {"form": form, "sent": sent})


@own_page(_WHY, methods=_METHODS)
def number_new(request: PageRequest, channel: str) -> HttpResponse:
    """The new number; a code is sent to it. `?then=lost` says that the old one receives nothing any more."""
    which, now = channel_of(channel), timezone.now()
    note_wish(request, which)
    if not is_fresh(request, now):
        return to_reproof(request)
    wish = _wish(request, which)
    old = proved(request, Purpose.OLD, now=now)
    if wish is Wish.UNBIND or (wish is Wish.MOVE and not proved_old(request.actor.account, which, old)):
        return redirect("accounts:number_old", channel=channel)
    form = _FORMS[which](request.POST or None, request=request)
    context = {"form": form, "field": form[which.value], "wish": wish.value}
    if request.method != "POST" or not form.is_valid():
        return _page(request, "number_new", which, context)
    try:
        send(request, Purpose.BIND, which, form.cleaned_data[which.value], now=now)
    except Refused as refused:
        return _page(request, "number_new", which, context, refused)
    return redirect("accounts:number_code", channel=channel)


@own_page(_WHY, methods=_METHODS)
def number_code(request: PageRequest, channel: str) -> HttpResponse:
    """The code that came to the new number."""
    which, now = channel_of(channel), timezone.now()
    if proved(request, Purpose.BIND, now=now) is not None:
        return redirect("accounts:number_finish", channel=channel)
    sent = sent_before(request, Purpose.BIND, now=now)
    if sent is None:
        return redirect("accounts:number_new", channel=channel)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            prove(request, Purpose.BIND, form.cleaned_data["code"], now=now)
            return redirect("accounts:number_finish", channel=channel)
        except Refused as refused:
            say_code(form, refused)
    return _page(request, "number_code", which, {"form": form, "sent": sent})


@own_page(_WHY, methods=_METHODS)
def number_finish(request: PageRequest, channel: str) -> HttpResponse:
    """What will happen, whose account has the number at present; POST does it."""
    which, now = channel_of(channel), timezone.now()
    bound = bound_number(request.actor.account, which)
    wish = wish_of(request, which, is_bound=bound is not None)
    proof = proved(request, Purpose.OLD if wish is Wish.UNBIND else Purpose.BIND, now=now)
    if proof is None or proof.channel is not which:
        return redirect("accounts:number_old" if wish is Wish.UNBIND else "accounts:number_new", channel=channel)
    if not is_fresh(request, now):
        return to_reproof(request)
    if request.method == "POST":
        return _done(request, which, wish, now)
    holder = None if wish is Wish.UNBIND else other_holder(request.actor.account, proof)
    new_hint = "" if wish is Wish.UNBIND else hint_of(MessageChannel(which.value), proof.number)
    context = {"holder": holder, "wish": wish.value, "old_hint": bound.hint if bound else "", "hint": new_hint}
    return _page(request, "number_finish", which, context)


def _done(request: PageRequest, which: Channel, wish: Wish, now: datetime) -> HttpResponse:
    messages.success(request, finish(request, which, wish, take="take" in request.POST, now=now))
    return redirect("accounts:personal")


def _after_old(request: PageRequest, which: Channel) -> HttpResponse:
    unbinds = _wish(request, which) is Wish.UNBIND
    return redirect("accounts:number_finish" if unbinds else "accounts:number_new", channel=which.value)


def _wish(request: PageRequest, which: Channel) -> Wish:
    return wish_of(request, which, is_bound=bound_number(request.actor.account, which) is not None)


def _page(
    request: PageRequest, name: str, which: Channel, context: dict[str, Any], refused: Refused | None = None
) -> HttpResponse:
    form = context.get("form")
    faulty = isinstance(form, forms.Form) and bool(form.errors)
    more = {"channel": which.value, "words": WORDS[which], "refusal": shown(refused) if refused else None}
    title = _TITLES[name].format(number=WORDS[which].number)
    status = refused.refusal.status if refused else 422 if faulty else 200
    return show_personal(request, f"accounts/personal/{name}.html", {**more, **context}, title=title, status=status)


_TITLES = {
    "number_old": "核对原来的{number}",
    "number_old_code": "核对原来的{number}",
    "number_new": "填写新的{number}",
    "number_code": "核对新的{number}",
    "number_finish": "确认{number}的变动",
}
