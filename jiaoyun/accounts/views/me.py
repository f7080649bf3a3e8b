"""个人中心: 基本信息 and 个人设置."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from jiaoyun.accounts.commands.cancel_waiting import cancel_waiting
from jiaoyun.accounts.personal.menu import show_personal
from jiaoyun.accounts.personal.overview import overview_of, own_waiting
from jiaoyun.accounts.personal.own_facts import own_facts
from jiaoyun.plumbing.pages import PageRequest, own_page
from jiaoyun.plumbing.refusals import Refused


@own_page("one's own account, numbers masked")
def me(request: PageRequest) -> HttpResponse:
    """Name, numbers (masked) with what can be done about each, and what waits."""
    own = overview_of(request.actor)
    context = {"own": own, "school": own.school, "facts": own_facts(request.actor.account)}
    return show_personal(request, "accounts/personal/overview.html", context, title="基本信息")


@own_page("one's own settings")
def personal_settings(request: PageRequest) -> HttpResponse:
    """What a person sets: account name, password, the document, links to safety and notices."""
    own = overview_of(request.actor)
    context = {"own": own, "school": own.school}
    page = "accounts:personal_settings"
    return show_personal(request, "accounts/personal/settings.html", context, title="个人设置", entry=page)


@own_page("one's own change that waits", methods=("POST",))
def own_change_cancel(request: PageRequest) -> HttpResponse:
    """Stop the change that waits. Refuses accounts.waiting.over."""
    row = own_waiting(request.actor.account)
    if row is None:
        raise Refused("accounts.waiting.over")
    cancel_waiting(actor=request.actor, change_id=row.id, why="owner", now=timezone.now())
    messages.success(request, "已经取消，号码没有变动。")
    return redirect("accounts:personal")
