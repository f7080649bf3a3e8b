"""身份切换: the list of one's own identities, and taking up another."""

from urllib.parse import urlsplit
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from jiaoyun.accounts import sessions
from jiaoyun.accounts.addresses import safe_next
from jiaoyun.accounts.commands.switch_identity import switch_identity as run_switch
from jiaoyun.accounts.forms import IdentityForm
from jiaoyun.plumbing.pages import PageRequest, own_page
from jiaoyun.plumbing.refusals import Refused


@own_page("one's own identities", methods=("GET", "POST"))
def switch_identity(request: PageRequest) -> HttpResponse:
    """List the identities in force; POST takes one up and goes on to where it was asked for, else to the desktop.

    `?identity=` (from a refusal) marks the one that is needed.
    """
    if request.method == "POST":
        form = IdentityForm(request.POST)
        if not form.is_valid():
            raise Refused("accounts.identity.ended")
        done = run_switch(actor=request.actor, identity_id=form.cleaned_data["identity"], now=timezone.now())
        sessions.switch(request, done.to_identity)
        messages.success(request, "身份已经切换。")
        return redirect(safe_next(request, request.POST.get("next", "")) or reverse("portal:desktop"))
    context = {
        "page_title": "身份切换",
        "crumbs": [("桌面", reverse("portal:desktop")), ("身份切换", None)],
        "wanted": _id(request.GET.get("identity", "")),
        "next": _came_from(request),
    }
    return render(request, "accounts/switch_identity.html", context)


def _came_from(request: PageRequest) -> str:
    """The page of ours that sent the person here, to go back to: only from a refusal, which names an identity."""
    if not request.GET.get("identity"):
        return ""
    came = urlsplit(request.headers.get("Referer", ""))
    if came.netloc and came.netloc != request.get_host():
        return ""
    return safe_next(request, f"{came.path}?{came.query}" if came.query else came.path)


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
