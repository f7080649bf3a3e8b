"""Logging in with a passkey: nothing is typed, the passkey says whose it is. Scripts only."""

from django.http import HttpResponse
from django.utils import timezone

from jiaoyun.accounts.addresses import client_network, safe_next
from jiaoyun.accounts.commands.show_passkey import show_passkey
from jiaoyun.accounts.door import How, Proof
from jiaoyun.accounts.doors.entering import enter
from jiaoyun.accounts.doors.kept import Arrival
from jiaoyun.accounts.doors.roles import choice_of
from jiaoyun.accounts.forms import ArrivalForm
from jiaoyun.accounts.passkeys import showing
from jiaoyun.accounts.passkeys.challenges import Ceremony
from jiaoyun.accounts.second_factor.forms import PasskeyAnswerForm
from jiaoyun.accounts.second_factor.tries import admit_passkey_asking
from jiaoyun.plumbing.actor import Actor
from jiaoyun.plumbing.pages import PageRequest, public_page
from jiaoyun.plumbing.refusals import Refused


@public_page("the challenge for logging in with a passkey", methods=("POST",))
def login_passkey_options(request: PageRequest) -> HttpResponse:
    """What the browser needs to show any passkey of this house, as JSON: it names nobody."""
    now = timezone.now()
    admit_passkey_asking(client_network(request), now=now)
    return HttpResponse(showing.options_for(request, Ceremony.LOG_IN, (), now), content_type="application/json")


@public_page("everybody with a passkey must be able to log in", methods=("POST",))
def login_passkey(request: PageRequest) -> HttpResponse:
    """Check the browser's answer and log in; the passkey is the second factor at once."""
    form, chosen, now = PasskeyAnswerForm(request.POST), ArrivalForm(request.POST), timezone.now()
    if not form.is_valid() or not chosen.is_valid():
        raise Refused("accounts.passkey.wrong")
    shown = showing.check_shown(request, Ceremony.LOG_IN, form.cleaned_data["answer"], now)
    who = Actor(shown.account_id, request_id=request.actor.request_id)
    show_passkey(actor=who, shown=shown, now=now)
    proof = Proof(shown.account_id, shown.epoch, None, "", How.PASSKEY)
    arrival = Arrival(
        proof,
        public_computer=chosen.cleaned_data["public_computer"],
        next=safe_next(request, request.POST.get("next", "")),
        role=choice_of(chosen.cleaned_data["role"]),
        asked_role="role" in request.POST,
    )
    return enter(request, arrival, now=now)
