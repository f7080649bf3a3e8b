"""终身学习账号: to the provider and back, and what happens the first time (product.md L1, L6)."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from jiaoyun.accounts.addresses import client_network
from jiaoyun.accounts.door import How, Proof
from jiaoyun.accounts.doors.carried import carried_outside, carry_outside
from jiaoyun.accounts.doors.choices import choices_of, keep_choices
from jiaoyun.accounts.doors.counts import count_try, take_back
from jiaoyun.accounts.doors.entering import enter
from jiaoyun.accounts.doors.kept import Arrival
from jiaoyun.accounts.doors.tickets import SCHOOL, carry_typed
from jiaoyun.accounts.forms import ArrivalForm
from jiaoyun.accounts.outside import flow
from jiaoyun.accounts.outside.people import bound_to, knows_school, number_of
from jiaoyun.accounts.outside.providers import Provider, provider_of
from jiaoyun.accounts.outside.tokens import OutsidePerson
from jiaoyun.accounts.views.login import next_of
from jiaoyun.plumbing.pages import PageRequest, public_page
from jiaoyun.plumbing.refusals import Refused


@public_page("whoever has an outside login must be able to use it")
def outside_start(request: PageRequest, provider: str) -> HttpResponse:
    """Send the browser to the provider; what was chosen on the log-in page waits for its coming back."""
    named, chosen = _known(provider), ArrivalForm(request.GET)
    address = flow.begin(request, named, next_page=next_of(request), now=timezone.now())
    cleaned = chosen.cleaned_data if chosen.is_valid() else {}
    keep_choices(request, cleaned, next_of(request), asked_role="role" in cleaned and "role" in request.GET)
    return redirect(address)


@public_page("the provider sends the browser back here before anybody is logged in")
def outside_back(request: PageRequest, provider: str) -> HttpResponse:
    """Check what the provider says and log in; or carry it to the first use, or to the account that is open here."""
    named, now = _known(provider), timezone.now()
    begun = flow.take(request, named, now=now)
    counted = count_try("", client_network(request), now=now)
    person = flow.finish(request, named, begun, now=now)
    take_back(counted, now=now)
    number = number_of(person)
    row = bound_to(number)
    if request.actor.is_known:
        if row is not None and row.account_id == request.actor.account:
            messages.info(request, f"{named.label}已经绑定在您的账号上。")
            return redirect("accounts:outside_links")
        if row is not None:
            raise Refused("accounts.outside.taken")
        carry_outside(request, named.key, number, now=now)
        return redirect(f"{reverse('accounts:login_bind')}?next={reverse('accounts:outside_links')}")
    if row is not None:
        proof = Proof(row.account_id, row.account.session_epoch, None, "", How.OUTSIDE)
        chosen = choices_of(request)
        arrival = Arrival(proof, chosen.public_computer, begun.next, chosen.role, asked_role=chosen.asked_role)
        return enter(request, arrival, now=now)
    return _first_use(request, named, person, number, now)


@public_page("a first outside login is bound or registered before anybody is logged in")
def outside_first(request: PageRequest) -> HttpResponse:
    """The two ways on for an outside login that nobody here has: log in and bind it, or register."""
    held = carried_outside(request, now=timezone.now())
    provider = provider_of(held.provider) if held else None
    if provider is None:
        raise Refused("accounts.login.over")
    return render(
        request, "accounts/outside_first.html", {"page_title": "第一次使用，请先绑定账号", "label": provider.label}
    )


def _first_use(
    request: PageRequest, provider: Provider, person: OutsidePerson, number: str, now: datetime
) -> HttpResponse:
    request.session.cycle_key()
    carry_outside(request, provider.key, number, now=now)
    if person.school_code and not knows_school(person.school_code):
        told = person.school_name or person.school_code
        refused = Refused("accounts.login.school_missing", kind=SCHOOL, school=told)
        carry_typed(request, refused, "", now=now)
        raise refused
    return redirect("accounts:outside_first")


def _known(key: str) -> Provider:
    provider = provider_of(key)
    if provider is None:
        raise Http404
    return provider
