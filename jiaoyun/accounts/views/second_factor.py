"""二次验证: an administrator's identity opens after it, and so do the pages that change factors."""

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from jiaoyun.accounts import sessions
from jiaoyun.accounts.commands.show_factor import Shown, show_factor
from jiaoyun.accounts.demo_logins import demo_code
from jiaoyun.accounts.second_factor.forms import AppCodeForm, RecoveryForm
from jiaoyun.accounts.second_factor.needs import bound_phone, factors_of, may_use_sms
from jiaoyun.accounts.second_factor.steps import go_on, next_of, with_next
from jiaoyun.accounts.second_factor.tries import admit_factor_try, forgive_factor_tries
from jiaoyun.plumbing.pages import PageRequest, own_page
from jiaoyun.plumbing.refusals import Refused

_SAID = {
    "code": "验证码不对，或者已经用过了。请等 App 换一个再填",
    "recovery": "恢复码不对，或者已经用过了。请换一个",
}


@own_page("showing the second factor of one's own account", methods=("GET", "POST"))
def second_factor(request: PageRequest) -> HttpResponse:
    """Ask for a code of the app, a passkey, an SMS or a recovery code; POST takes the code or the recovery code.

    Who has set up nothing is led to setting up a factor.
    """
    if request.method != "POST":
        return _page(request)
    field = "recovery" if "recovery" in request.POST else "code"
    form = (RecoveryForm if field == "recovery" else AppCodeForm)(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    now, who = timezone.now(), request.actor
    admit_factor_try(who.account, now=now)
    try:
        done = show_factor(actor=who, shown=Shown(**{field: form.cleaned_data[field]}), now=now)
    except Refused as refused:
        if refused.id != "accounts.factor.wrong":
            raise
        form.add_error(field, _SAID[field])
        return _page(request, form, status=422)
    forgive_factor_tries(who.account)
    if done.how == "recovery":
        messages.warning(request, "这个恢复码已经用掉了。手机换了或丢了的话，请到「登录安全」重新设置。")
    return go_on(request, done.codes, now)


def _page(request: PageRequest, form: Form | None = None, status: int = 200) -> HttpResponse:
    factors, due = factors_of(request.actor.account), sessions.factor_due(request) or request.actor.grant
    if not factors.are_set_up:
        return redirect(with_next("accounts:factor_set_up", next_of(request)))
    phone = bound_phone(request.actor.account) if may_use_sms(due) else None
    context = {
        "page_title": "二次验证",
        "due": sessions.factor_due(request),
        "factors": factors,
        "app_form": form if isinstance(form, AppCodeForm) else AppCodeForm(),
        "recovery_form": form if isinstance(form, RecoveryForm) else RecoveryForm(),
        "wrong_form": form,
        "phone": phone.hint if phone else "",
        "demo_code": demo_code(request.actor.account),
        "next": next_of(request),
    }
    return render(request, "accounts/second_factor.html", context, status=status)
