"""确认是您本人: asked before dangerous steps when the last proof is older than ten minutes."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from jiaoyun.accounts import sessions
from jiaoyun.accounts.commands.prove_again import prove_again as run_prove_again
from jiaoyun.accounts.second_factor.forms import PasswordAgainForm
from jiaoyun.accounts.second_factor.needs import bound_phone, has_factor
from jiaoyun.accounts.second_factor.password import check_password_again, has_password
from jiaoyun.accounts.second_factor.steps import next_of
from jiaoyun.plumbing.pages import PageRequest, own_page
from jiaoyun.plumbing.refusals import Refused


@own_page("showing again who one is, before a dangerous step", methods=("GET", "POST"))
def prove_again(request: PageRequest) -> HttpResponse:
    """Ask for the password, or lead to the phone or the second factor; POST checks the password and goes on."""
    if request.method != "POST":
        return _page(request, PasswordAgainForm())
    form, now = PasswordAgainForm(request.POST), timezone.now()
    if not form.is_valid():
        return _page(request, form, status=422)
    try:
        check_password_again(request.actor.account, form.cleaned_data["password"], now=now)
    except Refused as refused:
        if refused.id != "accounts.reproof.wrong":
            raise
        form.add_error("password", "密码不对，请再试一次")
        return _page(request, form, status=422)
    run_prove_again(actor=request.actor, how="password", now=now)
    sessions.note_proof(request, now)
    return redirect(next_of(request) or reverse("accounts:personal"))


def _page(request: PageRequest, form: PasswordAgainForm, status: int = 200) -> HttpResponse:
    whose, phone = request.actor.account, bound_phone(request.actor.account)
    context = {
        "page_title": "确认是您本人",
        "crumbs": [("桌面", reverse("portal:desktop")), ("确认是您本人", None)],
        "form": form if has_password(whose) else None,
        "has_factor": has_factor(whose),
        "phone": phone.hint if phone else "",
        "next": next_of(request),
        "query": f"?{urlencode({'next': next_of(request)})}" if next_of(request) else "",
    }
    return render(request, "accounts/prove_again.html", context, status=status)
