"""我的身份, 同意记录, 我的数据."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from jiaoyun.accounts.commands.end_identity import end_identity
from jiaoyun.accounts.commands.take_own_data import take_own_data
from jiaoyun.accounts.personal.consents import own_consents
from jiaoyun.accounts.personal.identities import own_identities
from jiaoyun.accounts.personal.menu import show_personal
from jiaoyun.accounts.reproof import is_fresh, to_reproof
from jiaoyun.plumbing.pages import PageRequest, own_page


@own_page("one's own identities, with their history")
def my_identities(request: PageRequest) -> HttpResponse:
    """What I am, where, since when, by whom."""
    context = {"identities": own_identities(request.actor.account)}
    page = "accounts:my_identities"
    return show_personal(request, "accounts/personal/identities.html", context, title="我的身份", entry=page)


@own_page("an identity of one's own", methods=("GET", "POST"))
def identity_end(request: PageRequest, identity_id: UUID) -> HttpResponse:
    """Ask, then end one that needs nobody else. Refuses accounts.identity.ended and .school_ends_it."""
    if request.method == "POST":
        end_identity(actor=request.actor, identity_id=identity_id, now=timezone.now())
        messages.success(request, "这个身份已经结束。")
        return redirect("accounts:my_identities")
    found = [one for one in own_identities(request.actor.account) if one.id == identity_id]
    context = {"identity": found[0] if found else None}
    page = "accounts:my_identities"
    return show_personal(request, "accounts/personal/identity_end.html", context, title="结束身份", entry=page)


@own_page("the consents that concern oneself")
def my_consents(request: PageRequest) -> HttpResponse:
    """Who agreed to what for me, and what I agreed to for others."""
    context = {"consents": own_consents(request.actor.account)}
    page = "accounts:my_consents"
    return show_personal(request, "accounts/personal/consents.html", context, title="同意记录", entry=page)


@own_page("one's own data", methods=("GET", "POST"))
def my_data(request: PageRequest) -> HttpResponse:
    """What is held about oneself; POST takes it home as a ZIP, after showing again who one is."""
    if request.method != "POST":
        return show_personal(request, "accounts/personal/data.html", {}, title="我的数据", entry="accounts:my_data")
    if not is_fresh(request, timezone.now()):
        return to_reproof(request)
    done = take_own_data(actor=request.actor, now=timezone.now())
    response = HttpResponse(done.content, content_type="application/zip")
    response.headers["Content-Disposition"] = "attachment; filename*=UTF-8''%E6%88%91%E7%9A%84%E6%95%B0%E6%8D%AE.zip"
    response.headers["Cache-Control"] = "no-store"
    return response
