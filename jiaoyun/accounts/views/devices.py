"""登录设备: where one is logged in, and logging out elsewhere."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from jiaoyun.accounts.commands.end_sessions import end_sessions
from jiaoyun.accounts.personal.menu import show_personal
from jiaoyun.accounts.second_factor.forms import WhichForm
from jiaoyun.accounts.where_logged_in import places_of
from jiaoyun.plumbing.pages import PageRequest, own_page


@own_page("where one's own account is logged in", methods=("GET", "POST"))
def devices(request: PageRequest) -> HttpResponse:
    """The list; POST ends one (`id`) or all others (`others`). It asks no proof: leaving must always be easy."""
    now = timezone.now()
    if request.method != "POST":
        return _page(request)
    form = WhichForm(request.POST)
    login_id = form.cleaned_data["id"] if form.is_valid() else None
    if login_id is None and "others" not in request.POST:
        return redirect("accounts:devices")
    done = end_sessions(actor=request.actor, login_id=login_id, keep=request.session.session_key or "", now=now)
    messages.success(request, f"已经让 {done.count} 处退出登录。" if done.count else "那里已经退出登录了。")
    return redirect("accounts:devices")


def _page(request: PageRequest) -> HttpResponse:
    places = places_of(request.actor.account, request.session.session_key or "", now=timezone.now())
    context = {"places": places, "others": sum(not place.is_here for place in places)}
    return show_personal(request, "accounts/devices.html", context, title="登录设备", entry="accounts:devices")
