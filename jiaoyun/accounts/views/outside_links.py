"""外部账号: which outside logins open the own account; bind another, unbind one."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from jiaoyun.accounts.commands.unbind_outside import unbind_outside
from jiaoyun.accounts.outside.people import links_of
from jiaoyun.accounts.outside.providers import providers
from jiaoyun.accounts.personal.menu import show_personal
from jiaoyun.accounts.reproof import is_fresh, to_reproof
from jiaoyun.plumbing.pages import PageRequest, own_page

_ENTRY = "accounts:personal_settings"


@own_page("one's own outside logins")
def outside_links(request: PageRequest) -> HttpResponse:
    """List them, with the providers that are not bound yet."""
    links = links_of(request.actor.account)
    bound = {link.issuer for link in links}
    others = [provider for provider in providers() if provider.issuer not in bound]
    context = {"links": links, "others": others}
    return show_personal(request, "accounts/outside_links.html", context, title="外部账号", entry=_ENTRY)


@own_page("unbinding one of one's own outside logins", methods=("GET", "POST"))
def outside_unbind(request: PageRequest, identifier_id: UUID) -> HttpResponse:
    """Say what will be different; POST unbinds it, after showing again who one is."""
    now = timezone.now()
    link = next((link for link in links_of(request.actor.account) if link.identifier_id == identifier_id), None)
    if link is None:
        messages.info(request, "这个外部账号已经解绑了。")
        return redirect("accounts:outside_links")
    if not is_fresh(request, now):
        return to_reproof(request)
    if request.method == "POST":
        unbind_outside(actor=request.actor, identifier_id=identifier_id, now=now)
        messages.success(request, f"{link.label}已经解绑，不能再用它登录这个账号。")
        return redirect("accounts:outside_links")
    return show_personal(request, "accounts/outside_unbind.html", {"link": link}, title="解绑外部账号", entry=_ENTRY)
