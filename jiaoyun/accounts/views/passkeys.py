"""Passkeys of whoever is logged in: adding one, and showing one as the second factor. Scripts only."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from jiaoyun.accounts import sessions
from jiaoyun.accounts.browsers import browser_in_words
from jiaoyun.accounts.commands.add_passkey import add_passkey
from jiaoyun.accounts.commands.show_passkey import show_passkey
from jiaoyun.accounts.passkeys import adding, showing
from jiaoyun.accounts.passkeys.challenges import Ceremony
from jiaoyun.accounts.second_factor.forms import PasskeyAnswerForm
from jiaoyun.accounts.second_factor.needs import factors_of
from jiaoyun.accounts.second_factor.steps import before_changing, go_on, next_of, with_next
from jiaoyun.plumbing.pages import PageRequest, own_page
from jiaoyun.plumbing.refusals import Refused

_JSON = "application/json"


@own_page("the challenge for a new passkey of one's own", methods=("POST",))
def passkey_options(request: PageRequest) -> HttpResponse:
    """What the browser needs to make a passkey, as JSON."""
    now = timezone.now()
    if (elsewhere := before_changing(request, now)) is not None:
        return elsewhere
    had = factors_of(request.actor.account).passkeys
    options = adding.options_for(request, request.actor.account, request.actor.name, had, now)
    return HttpResponse(options, content_type=_JSON)


@own_page("a new passkey of one's own", methods=("GET", "POST"))
def passkey_add(request: PageRequest) -> HttpResponse:
    """What a passkey is, and the button; POST checks the browser's answer and adds it."""
    now = timezone.now()
    if (elsewhere := before_changing(request, now)) is not None:
        return elsewhere
    if request.method != "POST":
        back = with_next("accounts:factor_set_up", next_of(request)) if sessions.factor_due(request) else ""
        context = {"page_title": "添加通行密钥", "next": next_of(request), "back": back or reverse("accounts:safety")}
        return render(request, "accounts/passkey_add.html", context)
    made = adding.check_new(request, _answer(request), now)
    label = browser_in_words(request.headers.get("User-Agent", ""))
    done = add_passkey(actor=request.actor, made=made, label=label, now=now)
    messages.success(request, "通行密钥添加好了，下次可以用它登录。")
    return go_on(request, done.codes, now)


@own_page("the challenge for showing one's own passkey", methods=("POST",))
def passkey_show_options(request: PageRequest) -> HttpResponse:
    """What the browser needs to show a passkey of this account, as JSON."""
    had = factors_of(request.actor.account).passkeys
    return HttpResponse(showing.options_for(request, Ceremony.SHOW, had, timezone.now()), content_type=_JSON)


@own_page("one's own passkey as the second factor", methods=("POST",))
def passkey_show(request: PageRequest) -> HttpResponse:
    """Check the browser's answer; the factor is shown."""
    now = timezone.now()
    shown = showing.check_shown(request, Ceremony.SHOW, _answer(request), now)
    done = show_passkey(actor=request.actor, shown=shown, now=now)
    return go_on(request, done.codes, now)


def _answer(request: PageRequest) -> str:
    form = PasskeyAnswerForm(request.POST)
    if not form.is_valid():
        raise Refused("accounts.passkey.wrong")
    answer: str = form.cleaned_data["answer"]
    return answer
