"""Setting up a second factor: which one, and the authenticator app."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from jiaoyun.accounts import sessions
from jiaoyun.accounts.commands.begin_app import begin_app
from jiaoyun.accounts.commands.confirm_app import confirm_app
from jiaoyun.accounts.second_factor.apps import begun_app
from jiaoyun.accounts.second_factor.forms import AppCodeForm
from jiaoyun.accounts.second_factor.needs import bound_phone, may_use_sms
from jiaoyun.accounts.second_factor.steps import before_changing, go_on, next_of, with_next
from jiaoyun.accounts.second_factor.totp import key_in_groups, picture_of, secret_of
from jiaoyun.accounts.second_factor.tries import admit_factor_try, forgive_factor_tries
from jiaoyun.plumbing.pages import PageRequest, own_page
from jiaoyun.plumbing.refusals import Refused


@own_page("setting up the second factor of one's own account")
def factor_set_up(request: PageRequest) -> HttpResponse:
    """Which one: an app, a passkey, or the SMS where the identity allows it."""
    if (elsewhere := before_changing(request, timezone.now())) is not None:
        return elsewhere
    due = sessions.factor_due(request)
    phone = bound_phone(request.actor.account) if may_use_sms(due) else None
    context = {
        "page_title": "设置二次验证",
        "due": due,
        "phone": phone.hint if phone else "",
        "next": next_of(request),
        "message": with_next("accounts:factor_message", next_of(request)),
    }
    return render(request, "accounts/factor_set_up.html", context)


@own_page("a new key for one's own authenticator app", methods=("POST",))
def factor_app_new(request: PageRequest) -> HttpResponse:
    """Make a key and show it."""
    now = timezone.now()
    if (elsewhere := before_changing(request, now)) is not None:
        return elsewhere
    begin_app(actor=request.actor, now=now)
    return redirect(with_next("accounts:factor_app", next_of(request)))


@own_page("the key of one's own authenticator app, while it is set up", methods=("GET", "POST"))
def factor_app(request: PageRequest) -> HttpResponse:
    """The QR code and the key in groups; POST takes the first code and with it the app into use."""
    now = timezone.now()
    if (elsewhere := before_changing(request, now)) is not None:
        return elsewhere
    if request.method != "POST":
        return _app_page(request, AppCodeForm())
    form, who = AppCodeForm(request.POST), request.actor
    if not form.is_valid():
        return _app_page(request, form, status=422)
    admit_factor_try(who.account, now=now)
    try:
        done = confirm_app(actor=who, typed=form.cleaned_data["code"], now=now)
    except Refused as refused:
        if refused.id != "accounts.factor.wrong":
            raise
        form.add_error("code", "和 App 上的不一样，请填现在显示的 6 位数字")
        return _app_page(request, form, status=422)
    forgive_factor_tries(who.account)
    return go_on(request, done.codes, now)


def _app_page(request: PageRequest, form: AppCodeForm, status: int = 200) -> HttpResponse:
    row = begun_app(request.actor.account, timezone.now())
    if row is None:
        return redirect(with_next("accounts:factor_set_up", next_of(request)))
    secret = secret_of(row)
    context = {
        "page_title": "设置验证器 App",
        "form": form,
        "picture": picture_of(secret, request.actor.name),
        "key": key_in_groups(secret),
        "next": next_of(request),
        "back": with_next("accounts:factor_set_up", next_of(request)),
    }
    return render(request, "accounts/factor_app.html", context, status=status)
