"""设置账号名: taken is said at the field, with names that are free (product.md R3)."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from jiaoyun.accounts.addresses import client_network
from jiaoyun.accounts.commands.set_account_name import set_account_name
from jiaoyun.accounts.personal.forms import AccountNameForm
from jiaoyun.accounts.personal.menu import show_personal
from jiaoyun.accounts.personal.name_ideas import free_names
from jiaoyun.accounts.personal.tries import count_name
from jiaoyun.accounts.saying import say_at
from jiaoyun.plumbing.errors import shown
from jiaoyun.plumbing.pages import PageRequest, own_page
from jiaoyun.plumbing.refusals import Refused

SUGGEST, USE_NAME = "suggest", "use_name"
_TAKEN = "「账号已注册」，请换一个，或者点下面推荐的"


@own_page("one's own account name", methods=("GET", "POST"))
def account_name(request: PageRequest) -> HttpResponse:
    """Set or change it; the picker's buttons (`suggest`, `use_name`) show free names and write nothing."""
    if request.method != "POST":
        return _page(request, AccountNameForm())
    try:
        count_name(request.actor.account, client_network(request), now=timezone.now())
        if SUGGEST in request.POST or USE_NAME in request.POST:
            return _ideas(request)
        form = AccountNameForm(request.POST)
        return _set(request, form) if form.is_valid() else _page(request, form, status=422)
    except Refused as refused:
        typed = {"account_name": request.POST.get("account_name", "")[:40]}
        return _page(request, AccountNameForm(initial=typed), refused=refused, status=refused.refusal.status)


def _set(request: PageRequest, form: AccountNameForm) -> HttpResponse:
    try:
        set_account_name(actor=request.actor, name=form.cleaned_data["account_name"], now=timezone.now())
    except Refused as refused:
        if refused.id == "accounts.identifier.taken":
            form.add_error("account_name", _TAKEN)
            return _page(request, form, free_names(request.actor.account, timezone.localdate()), status=409)
        say_at(form, "account_name", refused, "accounts.account_name.unfit")
        return _page(request, form, status=422)
    messages.success(request, "账号名设置好了，现在就能用它登录。")
    return redirect("accounts:personal_settings")


def _ideas(request: PageRequest) -> HttpResponse:
    """What was typed or picked, with free names; for htmx the piece with the field alone."""
    picked = request.POST.get(USE_NAME) or request.POST.get("account_name", "")
    form = AccountNameForm(initial={"account_name": picked[:40]})
    names = free_names(request.actor.account, timezone.localdate())
    if request.htmx:
        context = {"form": form, "names": names, "here": request.path}
        return render(request, "accounts/register/_account_name.html", context)
    return _page(request, form, names)


def _page(
    request: PageRequest,
    form: AccountNameForm,
    names: list[str] | None = None,
    *,
    refused: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form,
        "names": names or [],
        "here": request.path,
        "refusal": shown(refused) if refused else None,
    }
    return show_personal(
        request,
        "accounts/personal/account_name.html",
        context,
        title="设置账号名",
        entry="accounts:personal_settings",
        status=status,
    )
