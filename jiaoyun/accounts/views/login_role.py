"""角色不匹配: the chosen role is none of the account's; one button for each identity it has (product.md L2)."""

from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from jiaoyun.accounts.actors import standing_of
from jiaoyun.accounts.doors.entering import enter
from jiaoyun.accounts.doors.kept import Arrival, kept
from jiaoyun.accounts.doors.roles import RoleChoice
from jiaoyun.accounts.forms import IdentityForm
from jiaoyun.plumbing.errors import shown
from jiaoyun.plumbing.pages import PageRequest, public_page
from jiaoyun.plumbing.refusals import Refused

_REGISTER = "register"
#: Where each role is asked for by whoever has an account; pupils and children belong to the roll.
_PAGES = {
    RoleChoice.TEACHER: "accounts:application_new",
    RoleChoice.STUDENT: "roster:register_student",
    RoleChoice.GUARDIAN: "roster:child_add",
}


@public_page("between the right password and the desktop nobody is logged in yet", methods=("GET", "POST"))
def login_role(request: PageRequest) -> HttpResponse:
    """Show the identities of whoever showed the right password or code; POST goes in with one, without asking again;
    with `register` on to where the role that was chosen is asked for."""
    now = timezone.now()
    arrival = kept(request, now=now)
    if arrival is None or not arrival.sure or arrival.role is None:
        raise Refused("accounts.login.over")
    if request.method == "POST" and _REGISTER in request.POST:
        where = reverse(_PAGES[arrival.role])
        return enter(request, replace(arrival, role=None, next=where), now=now)
    if request.method == "POST":
        form = IdentityForm(request.POST)
        if not form.is_valid():
            raise Refused("accounts.identity.ended")
        return enter(request, replace(arrival, role=None), now=now, identity_id=form.cleaned_data["identity"])
    return _page(request, arrival)


def _page(request: PageRequest, arrival: Arrival) -> HttpResponse:
    standing = standing_of(arrival.proof.account_id)
    if standing is None or arrival.role is None:
        raise Refused("accounts.login.over")
    context = {
        "page_title": "选择身份",
        "refusal": shown(Refused("accounts.login.role_mismatch", role=arrival.role.label)),
        "grants": standing.grants,
        "role": arrival.role.label,
    }
    return render(request, "accounts/login_role.html", context)
