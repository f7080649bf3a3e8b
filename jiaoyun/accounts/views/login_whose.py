"""After the SMS code: whose account it is, and what to do where it is somebody else's (product.md L4)."""

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from jiaoyun.accounts.actors import standing_of
from jiaoyun.accounts.commands.release_held_phone import release_held_phone
from jiaoyun.accounts.doors import carried
from jiaoyun.accounts.doors.entering import enter
from jiaoyun.accounts.doors.kept import Arrival, drop, kept, seen
from jiaoyun.accounts.doors.tickets import carry_typed
from jiaoyun.accounts.models import Purpose
from jiaoyun.accounts.proving import proved
from jiaoyun.plumbing.pages import PageRequest, public_page
from jiaoyun.plumbing.refusals import Refused
from jiaoyun.rules.masking import mask_phone


@public_page("whoever proved a phone sees whose account it opens before going in", methods=("GET", "POST"))
def login_whose(request: PageRequest) -> HttpResponse:
    """Name, identities and schools of the account; POST 「这是我」 opens it."""
    now = timezone.now()
    arrival = _who_waits(request, now)
    if request.method != "POST":
        return _whose_page(request, arrival)
    try:
        return enter(request, seen(arrival), now=now)
    except Refused as refused:
        proof = proved(request, Purpose.LOGIN, now=now)
        carry_typed(request, refused, proof.number if proof else "", now=now)
        raise


def _whose_page(request: PageRequest, arrival: Arrival) -> HttpResponse:
    return render(request, "accounts/login_whose.html", {"page_title": "这是您的账号吗", **_whose(arrival)})


@public_page("whoever proved a phone may take it off an account that is not theirs", methods=("GET", "POST"))
def login_not_mine(request: PageRequest) -> HttpResponse:
    """Say what will happen; POST releases the phone at once and goes on to binding it to the own account."""
    now = timezone.now()
    arrival, proof = _who_waits(request, now), proved(request, Purpose.LOGIN, now=now)
    if proof is None:
        raise Refused("accounts.login.over")
    if request.method != "POST":
        context = {
            "page_title": "不是我的账号",
            "phone": mask_phone(proof.number),
            "back": reverse("accounts:login_whose"),
            **_whose(arrival),
        }
        return render(request, "accounts/login_not_mine.html", context)
    release_held_phone(actor=request.actor, proof=proof, account_id=arrival.proof.account_id, now=now)
    drop(request)
    carried.carry_phone(request, now=now)
    return redirect("accounts:login_phone_free")


def _who_waits(request: PageRequest, now: datetime) -> Arrival:
    """Whoever came by a phone and has not said yet that the account is theirs. Refuses accounts.login.over."""
    arrival = kept(request, now=now)
    if arrival is None or arrival.sure:
        raise Refused("accounts.login.over")
    return arrival


def _whose(arrival: Arrival) -> dict[str, object]:
    standing = standing_of(arrival.proof.account_id)
    if standing is None:
        raise Refused("accounts.login.over")
    return {"name": standing.name, "grants": standing.grants}
