"""Logging out."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from jiaoyun.accounts import sessions
from jiaoyun.accounts.commands.log_out import log_out
from jiaoyun.plumbing.pages import PageRequest, public_page


@public_page("leaving must also work when the session has ended meanwhile", methods=("POST",))
def logout(request: PageRequest) -> HttpResponse:
    """End the session here and in the browser: what it kept of these pages goes too (shared school computers)."""
    now = timezone.now()
    if request.actor.is_known:
        log_out(actor=request.actor, now=now)
    sessions.end(request, "logout", now)
    messages.success(request, "已经退出登录。")
    response = redirect("portal:home")
    response["Clear-Site-Data"] = '"cache", "storage"'
    response["Cache-Control"] = "no-store"
    return response
