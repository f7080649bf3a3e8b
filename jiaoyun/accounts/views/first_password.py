"""设置密码: the only page that a first secret opens."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from jiaoyun.accounts import sessions
from jiaoyun.accounts.actors import standing_of
from jiaoyun.accounts.commands.set_first_password import set_first_password
from jiaoyun.accounts.doors.entering import go_in
from jiaoyun.accounts.forms import FirstPasswordForm
from jiaoyun.accounts.password_rules import PASSWORD_FAULTS
from jiaoyun.accounts.views.login import next_of
from jiaoyun.plumbing.pages import PageRequest, own_page
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.rules.masking import mask_name


@own_page("one's own first password, after logging in with a slip", methods=("GET", "POST"))
def first_password(request: PageRequest) -> HttpResponse:
    """Show whose account it is (masked) and ask for a password; POST sets it and opens the page asked for."""
    secret_id = sessions.first_secret_of(request)
    if secret_id is None:
        return redirect("portal:desktop")
    if request.method != "POST":
        return _page(request, FirstPasswordForm())
    form = FirstPasswordForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    try:
        done = set_first_password(
            actor=request.actor,
            first_secret_id=secret_id,
            password=form.cleaned_data["password"],
            now=timezone.now(),
        )
    except Refused as refused:
        return _refused(request, form, refused)
    sessions.renew(request, epoch=done.epoch)
    messages.success(request, "密码设置好了，以后请用它登录。首次登录条已经作废。")
    return go_in(request, next_of(request))


def _refused(request: PageRequest, form: FirstPasswordForm, refused: Refused) -> HttpResponse:
    """A weak password is said at the field; a slip that ended meanwhile ends this session too."""
    if refused.id != "accounts.password.weak":
        request.session.flush()
        raise refused
    for code in refused.values["faults"]:
        fault = PASSWORD_FAULTS[code]
        form.add_error("password", f"{fault.what}，{fault.todo}。")
    return _page(request, form, status=422)


def _page(request: PageRequest, form: FirstPasswordForm, status: int = 200) -> HttpResponse:
    standing = standing_of(request.actor.account)
    start = standing.to_start_with() if standing else None
    context = {
        "page_title": "设置密码",
        "form": form,
        "name": mask_name(request.actor.name),
        "place": start.place_name if start else "",
        "next": next_of(request),
    }
    return render(request, "accounts/first_password.html", context, status=status)
